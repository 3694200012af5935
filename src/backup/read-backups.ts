import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { isObject, type JsonObject, parseJson } from '../ghost/transport/json-value.ts'
import { readMobiledoc } from '../markdown/index.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { FIELD_NAMES, FIELDS, type FieldName } from '../model/fields.ts'
import type { Backup } from './backup.ts'

export interface BackupFile {
  /** Absolute path. */
  readonly file: string
  readonly backup: Backup
}

/** A file that a restore refuses. */
interface BrokenBackup {
  /** Absolute path. */
  readonly file: string
  /** One clause. */
  readonly reason: string
}

export interface BackupFiles {
  readonly files: readonly BackupFile[]
  readonly broken: readonly BrokenBackup[]
}

/**
 * Reads a backup, or all in a folder and its subfolders, in the order of their names. Broken ones are listed apart.
 * @throws GhostSyncFailure `backup/not-found`
 */
async function readBackups(place: string): Promise<BackupFiles> {
  const read = await Promise.all((await listFiles(place)).map(readOne))
  return {
    files: read.filter((one) => 'backup' in one),
    broken: read.filter((one) => 'reason' in one),
  }
}

/**
 * Does the same, all or nothing: half of what was asked for would look like all of it.
 * @throws GhostSyncFailure `backup/not-found`; `backup/unreadable` for files that are none, or not whole
 */
export async function readWholeBackups(place: string): Promise<readonly BackupFile[]> {
  const { files, broken } = await readBackups(place)
  const [first, ...others] = broken
  if (first === undefined) return files
  const more = others.length === 0 ? '' : `, and ${others.length} more cannot be read`
  const message = `${first.file} cannot be brought back: ${first.reason}${more}. Nothing was written.`
  throw new GhostSyncFailure('backup/unreadable', message, EXIT_CODE.usage, {
    hint: 'Name the files that are whole, one by one, or take that one out of the folder.',
  })
}

async function listFiles(place: string): Promise<readonly string[]> {
  try {
    if ((await stat(place)).isFile()) return [place]
    const entries = await readdir(place, { recursive: true })
    return entries
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => path.join(place, name))
  } catch (cause) {
    throw new GhostSyncFailure('backup/not-found', `there is no backup at ${place}`, EXIT_CODE.usage, {
      hint: '`ghost-sync restore` alone lists those that there are.',
      cause,
    })
  }
}

async function readOne(file: string): Promise<BackupFile | BrokenBackup> {
  const value = parseJson(await readFile(file, 'utf8'))
  if (value === undefined) return { file, reason: 'it is not whole JSON' }
  if (!isBackup(value)) return { file, reason: 'it is no backup of this version of ghost-sync' }
  const reason = findDamage(value.post)
  return reason === undefined ? { file, backup: value } : { file, reason }
}

function isBackup(value: unknown): value is Backup {
  if (!isObject(value) || value.kind !== 'ghost-sync-backup' || value.version !== 1) return false
  const { project, site, url, takenAt, path: source, type, reason, post, stamp } = value
  const texts = [project, site, url, takenAt, source]
  return (
    texts.every((text) => typeof text === 'string') &&
    (type === 'post' || type === 'page') &&
    (reason === 'delete' || reason === 'overwrite') &&
    isObject(post) &&
    (stamp === null || isObject(stamp))
  )
}

/** Keys that every post has: Ghost sends each of them. */
const REQUIRED = ['id', 'title', 'slug', 'status', 'updated_at'] as const

/** The key of an entry that holds the name by which a restore finds it. */
const NAME_KEYS: Partial<Record<FieldName, string>> = { tags: 'name', authors: 'slug', tiers: 'slug' }

/**
 * Says what in a kept post is not as Ghost sends it: the file was cut short, merged by hand or edited. Written to Ghost all the same, it would
 * replace a whole text by an empty one, or remove every tag of the post.
 * @returns one clause; undefined when all of it can be read
 */
export function findDamage(post: JsonObject): string | undefined {
  const missing = REQUIRED.find((key) => typeof post[key] !== 'string')
  if (missing !== undefined) return `its ${missing} is missing`
  for (const name of FIELD_NAMES) {
    if (name !== 'body' && !isReadable(name, post[name])) return `its ${name} is not what Ghost sends`
  }
  return findBrokenBody(post)
}

function isReadable(name: Exclude<FieldName, 'body'>, value: unknown): boolean {
  // A Ghost of another version does not send every field.
  if (value === undefined || value === null) return true
  switch (FIELDS[name].kind) {
    case 'text':
    case 'image':
      return typeof value === 'string'
    case 'flag':
      return typeof value === 'boolean' || value === 0 || value === 1
    case 'date':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
    case 'names':
      return Array.isArray(value) && value.every((entry) => isNamed(entry, NAME_KEYS[name] ?? 'name'))
  }
}

function isNamed(entry: unknown, key: string): boolean {
  return isObject(entry) && typeof entry[key] === 'string'
}

function findBrokenBody({ lexical, mobiledoc, html }: JsonObject): string | undefined {
  if (lexical === undefined && mobiledoc === undefined && html === undefined) return 'it has no body'
  for (const [name, text] of Object.entries({ lexical, mobiledoc, html })) {
    if (text !== undefined && text !== null && typeof text !== 'string') return `its body (${name}) is not a text`
  }
  if (typeof lexical === 'string') {
    const document = parseJson(lexical)
    if (document === undefined) return 'its body (lexical) is not whole JSON'
    return isObject(document) && isRoot(document.root) ? undefined : 'its body (lexical) is no document of Ghost'
  }
  if (typeof mobiledoc === 'string') {
    try {
      readMobiledoc(mobiledoc)
    } catch (error) {
      if (error instanceof SyntaxError) return 'its body (mobiledoc) is not whole JSON'
      if (error instanceof TypeError) return 'its body (mobiledoc) is no document of Ghost'
      throw error
    }
  }
  return undefined
}

function isRoot(root: unknown): boolean {
  return isObject(root) && root.type === 'root' && Array.isArray(root.children) && root.children.every(isNode)
}

function isNode(node: unknown): boolean {
  if (!isObject(node) || typeof node.type !== 'string') return false
  const { children } = node
  return children === undefined || (Array.isArray(children) && children.every(isNode))
}

/** The backups of one run. */
export interface BackupRun {
  readonly name: string
  /** Absolute path. */
  readonly folder: string
  readonly files: readonly BackupFile[]
  /** Other files in the folder that cannot be restored. */
  readonly broken: readonly BrokenBackup[]
}

/**
 * Lists the runs that have backups, newest first.
 * @param parent absolute; one that does not exist holds none
 */
export async function listRuns(parent: string): Promise<readonly BackupRun[]> {
  const names = await readdir(parent, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const folders = names.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const runs: BackupRun[] = []
  for (const name of folders.sort().reverse()) {
    const folder = path.join(parent, name)
    const { files, broken } = await readBackups(folder)
    if (files.length + broken.length > 0) runs.push({ name, folder, files, broken })
  }
  return runs
}
