import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isMissingFile } from '../../model/file-errors.ts'
import type { SandboxSite } from './sandbox-site.ts'

/**
 * Renders the environment variables for a config with these sites, as lines of a `.env` file: `GHOST_<NAME>_URL`, `GHOST_<NAME>_ADMIN_API_KEY`,
 * `GHOST_<NAME>_CONTENT_API_KEY`; a `-` in a name becomes `_`.
 */
export function renderSandboxEnv(sites: readonly SandboxSite[]): string {
  return sites
    .flatMap(({ name, url, adminKey, contentKey }) => {
      const prefix = `GHOST_${name.toUpperCase().replaceAll('-', '_')}`
      return [`${prefix}_URL=${url}`, `${prefix}_ADMIN_API_KEY=${adminKey}`, `${prefix}_CONTENT_API_KEY=${contentKey}`]
    })
    .map((line) => `${line}\n`)
    .join('')
}

/** First line of an env file that the sandbox made: such a file may be overwritten without asking. */
export const ENV_MARKER =
  '# Written by `ghost-sync sandbox start --write-env`: keys of local sites, worth nothing elsewhere.'

/**
 * Writes the variables of `renderSandboxEnv` into an env file that only its owner can read. An existing file keeps all its other lines.
 * @param file Absolute path.
 */
export async function writeSandboxEnv(file: string, sites: readonly SandboxSite[]): Promise<void> {
  const text = mergeEnv(await readIfThere(file), renderSandboxEnv(sites))
  await mkdir(dirname(file), { recursive: true })
  const temporary = `${file}.${randomBytes(4).toString('hex')}`
  await writeFile(temporary, text, { mode: 0o600 })
  await chmod(temporary, 0o600)
  await rename(temporary, file)
}

/** Returns `existing` with the variables of `lines` in place of older lines for the same ones, the rest unchanged. */
export function mergeEnv(existing: string | undefined, lines: string): string {
  if (existing === undefined) return `${ENV_MARKER}\n${lines}`
  const names = lines.split('\n').flatMap((line) => (line === '' ? [] : [line.slice(0, line.indexOf('='))]))
  const kept = existing
    .split('\n')
    .filter((line) => !names.includes(/^\s*(?:export\s+)?([\w.-]+)\s*=/.exec(line)?.[1] ?? ''))
    .join('\n')
    .trimEnd()
  return kept === '' ? lines : `${kept}\n${lines}`
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isMissingFile(error)) return undefined
    throw error
  }
}
