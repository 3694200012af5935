import { type LexicalRoot, MARK_KEY } from '../../markdown/index.ts'
import { FIELD_NAMES, type FieldName } from '../../model/fields.ts'
import { isObject, type JsonObject, parseJson } from '../transport/json-value.ts'
import type { Stamp } from './remote-post.ts'

/** Key of the stamp beside `root`. */
export const STAMP_KEY = 'ghostSync'

/** The generation of a stamp in a format that is later than this program. */
export const LATER_FORMAT = 1_000_000_000

const LONGEST_NAME = 200
const LONGEST_PATH = 1000

/**
 * Reads the stamp of a Lexical document. Whoever can edit a post can write one, so anything that is not exactly a stamp counts as none. A stamp in a
 * later format is of an unknown generation, and its digests say nothing.
 * @param lexical the API field (JSON text), or the document parsed already
 */
export function readStamp(lexical: unknown): Stamp | undefined {
  const document = typeof lexical === 'string' ? parseJson(lexical) : lexical
  const found = isObject(document) ? own(document, STAMP_KEY) : undefined
  const version = isObject(found) ? own(found, 'v') : undefined
  if (!isObject(found) || !isCount(version)) return undefined
  const project = own(found, 'project')
  const path = own(found, 'path')
  if (typeof project !== 'string' || project === '' || project.length > LONGEST_NAME) return undefined
  if (typeof path !== 'string' || !isSourcePath(path)) return undefined
  const about = { v: 1, project, path: path.normalize('NFC') } as const
  if (version > 1) return { ...about, fields: {}, generation: LATER_FORMAT }
  const fields = readDigests(own(found, 'fields'))
  if (fields === undefined) return undefined
  const others = own(found, 'others')
  if (others !== undefined && !isDigest(others)) return undefined
  const [seq, generation] = [own(found, 'seq'), own(found, 'generation')]
  const stamp: Stamp = {
    ...about,
    fields,
    ...(isCount(seq) && { seq }),
    ...(isCount(generation) && { generation }),
    ...(others !== undefined && { others }),
  }
  if (own(found, 'stored') === undefined) return stamp
  const stored = readDigests(own(found, 'stored'))
  return stored === undefined ? undefined : { ...stamp, stored }
}

/** Reads digests by field. Fields that only a later version knows are left out; a value that is no digest makes the whole stamp invalid. */
function readDigests(value: unknown): Stamp['fields'] | undefined {
  if (!isObject(value)) return undefined
  const digests: Partial<Record<FieldName, string>> = {}
  for (const name of FIELD_NAMES) {
    const digest = own(value, name)
    if (digest === undefined) continue
    if (!isDigest(digest)) return undefined
    digests[name] = digest
  }
  return digests
}

/** Whether a value is a count that is small enough for one more to differ from it. */
function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= LATER_FORMAT
}

function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^[\w:+/=-]{1,128}$/.test(value)
}

/** Whether a path is relative, has forward slashes and stays inside: it is shown in messages, and names the file that a pull would write. */
function isSourcePath(path: string): boolean {
  if (path === '' || path.length > LONGEST_PATH || /^([/\\]|[A-Za-z]:)/.test(path)) return false
  if (/[\u0000-\u001f\u007f\\]/.test(path)) return false
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/**
 * Reads the stamp of a Mobiledoc: at its top, or, where an edit of the body in Ghost Admin has dropped that, in a card or an atom that was written
 * for this very post.
 * @param document the parsed document
 */
export function readMobiledocStamp(
  document: unknown,
  post: { readonly id: string; readonly slug: string },
): Stamp | undefined {
  const top = readStamp(document)
  if (top !== undefined || !isObject(document)) return top
  const list = (key: 'cards' | 'atoms'): readonly unknown[] => {
    const parts: unknown = document[key]
    return Array.isArray(parts) ? parts.map((part: unknown) => (Array.isArray(part) ? part.at(-1) : undefined)) : []
  }
  for (const payload of [...list('cards'), ...list('atoms')]) {
    const mark = isObject(payload) ? payload[MARK_KEY] : undefined
    if (!isObject(mark) || !isOwn(mark.owner, post)) continue
    const stamp = readStamp({ [STAMP_KEY]: mark.stamp })
    if (stamp !== undefined) return stamp
  }
  return undefined
}

function isOwn(owner: unknown, { id, slug }: { readonly id: string; readonly slug: string }): boolean {
  if (!isObject(owner)) return false
  return typeof owner.id === 'string' ? owner.id === id : owner.slug === slug
}

/** Composes the text of the API field `lexical`: the document, with the stamp beside its root. */
export function composeLexical(root: LexicalRoot, stamp: Stamp): string {
  return JSON.stringify({ root, [STAMP_KEY]: stamp })
}
