import { constants, existsSync } from 'node:fs'
import { lstat, mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { findLink } from './find-link.ts'
import type { StartFile } from './start-plan.ts'

export type WrittenFile = 'made' | 'added to' | 'kept'

/**
 * Refuses files that would be written through a link, before the first of them is written.
 * @throws GhostSyncFailure `init/link`
 */
export async function checkStartFiles(folder: string, files: readonly StartFile[]): Promise<void> {
  for (const { path, kind } of files) {
    const link = await findLink(folder, join(folder, path))
    // A whole file that is there stays as it is. A link that leads nowhere is none.
    if (link === undefined || (kind === 'whole' && link === path && existsSync(join(folder, path)))) continue
    throw new GhostSyncFailure(
      'init/link',
      `${link} is a symbolic link, and ${path} would be written where it leads; nothing was written`,
      EXIT_CODE.refused,
      { hint: 'Put a file or folder in place of the link, and run the same command again.' },
    )
  }
}

/** Writes one file of a new project. What is there stays: a whole file as it is, others with lines that they lack at their end. */
export async function writeStartFile(folder: string, file: StartFile): Promise<WrittenFile> {
  const path = join(folder, file.path)
  const there = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (there === undefined) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, file.text, { flag: 'wx', ...(file.secret === true && { mode: 0o600 }) })
    return 'made'
  }
  if (file.kind === 'whole') return 'kept'
  const text = await readFile(path, 'utf8')
  const missing = findMissing(text, file)
  if (missing === '') return 'kept'
  // Not through a link that has come there since the check.
  const target = await open(path, constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0))
  try {
    if (file.secret === true) await target.chmod(0o600)
    await target.writeFile(`${text === '' || text.endsWith('\n') ? '' : '\n'}${missing}`)
  } finally {
    await target.close()
  }
  return 'added to'
}

function findMissing(text: string, file: StartFile): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  if (file.kind === 'variable') {
    const name = file.text.slice(0, file.text.indexOf('='))
    return lines.some((line) => line.replace(/^export\s+/, '').startsWith(`${name}=`)) ? '' : file.text
  }
  const wanted = file.text.split('\n').filter((line) => line !== '')
  // `.env*` and `/.env` keep the key out of git as well as `.env` does.
  const covers = (line: string) =>
    [line, `/${line}`, line.replace(/\/$/, ''), `${line}*`].some((one) => lines.includes(one))
  return wanted
    .filter((line) => !covers(line))
    .map((line) => `${line}\n`)
    .join('')
}
