import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { isMissingFile } from '../../model/file-errors.ts'
import { checkPrivateFolder } from '../../model/own-folders.ts'
import type { SandboxOwner } from './sandbox-site.ts'

interface RecordBasics {
  readonly formatVersion: 1
  readonly name: string
  readonly ghostVersion: string
  readonly port: number
  readonly owner: SandboxOwner
}

/**
 * The content of `site.json`. `phase` is how far the site got, so that the work of a process that was killed between two steps is continued there:
 * `empty`: nothing else in the folder counts, it is deleted; `setting-up`: content copied, database and owner may or may not exist; `ready`: the keys
 * are known.
 *
 * There is no process id: a remembered one may by now belong to another program, and stopping the site would kill that. The process table is searched
 * instead (`findSiteProcesses`).
 */
export type SiteRecord =
  | (RecordBasics & { readonly phase: 'empty' | 'setting-up' })
  | (RecordBasics & { readonly phase: 'ready'; readonly adminKey: string; readonly contentKey: string })

/** Returns the absolute path of a site's folder: record, database, content and log. */
export function locateSite(home: string, name: string): string {
  return join(home, 'sites', name)
}

/** Reads the record of a site. @throws `sandbox/unreadable-record` when the file exists and is not ours, and what `checkPrivateFolder` throws */
export async function readSiteRecord(siteDir: string): Promise<SiteRecord | undefined> {
  await checkPrivateFolder(siteDir)
  const file = join(siteDir, 'site.json')
  try {
    const record: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (isSiteRecord(record)) return record
  } catch (error) {
    if (isMissingFile(error)) return undefined
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new GhostSyncFailure(
    'sandbox/unreadable-record',
    `${file} is not the record of a sandbox site.`,
    EXIT_CODE.failed,
    {
      hint: 'Remove its folder (its posts go with it) and start the site again.',
    },
  )
}

/** Writes the record so that a reader sees the old one or the new one, and only the user can read it, because it holds keys. */
export async function writeSiteRecord(siteDir: string, record: SiteRecord): Promise<void> {
  await mkdir(siteDir, { recursive: true, mode: 0o700 })
  const temporary = join(siteDir, `site.json.${randomBytes(4).toString('hex')}`)
  await writeFile(temporary, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 })
  await rename(temporary, join(siteDir, 'site.json'))
}

/** Names of all sites of a sandbox that have a record, sorted. */
export async function listSiteNames(home: string): Promise<string[]> {
  try {
    const entries = await readdir(join(home, 'sites'), { withFileTypes: true })
    return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
  } catch (error) {
    if (isMissingFile(error)) return []
    throw error
  }
}

function isSiteRecord(value: unknown): value is SiteRecord {
  if (typeof value !== 'object' || value === null) return false
  const record = value as Partial<SiteRecord>
  const phaseFits = record.phase === 'ready' ? typeof record.adminKey === 'string' : record.phase !== undefined
  return record.formatVersion === 1 && typeof record.port === 'number' && typeof record.owner === 'object' && phaseFits
}
