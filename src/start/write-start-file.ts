import { chmod, lstat, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { StartFile } from './start-plan.ts'

export type WrittenFile = 'made' | 'added to' | 'kept'

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
  if (file.secret === true) await chmod(path, 0o600)
  await writeFile(path, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${missing}`)
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
