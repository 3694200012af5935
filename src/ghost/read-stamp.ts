import { FIELD_NAMES, type FieldName } from '../fields.ts'
import type { Stamp } from './remote-post.ts'
import { isObject, type JsonObject, parseJson } from './transport/parse-json.ts'

/** Key of the stamp beside `root`. */
export const STAMP_KEY = 'ghostSync'

const LONGEST_NAME = 200
const LONGEST_PATH = 1000

/**
 * Reads the stamp of a Lexical document. Whoever can edit a post can write one, and a later ghost-sync may write another shape: whatever
 * is not exactly a stamp of version 1 is none.
 * @param lexical the API field (JSON text), or the document parsed already
 */
export function readStamp(lexical: unknown): Stamp | undefined {
  const document = typeof lexical === 'string' ? parseJson(lexical) : lexical
  const found = isObject(document) ? own(document, STAMP_KEY) : undefined
  if (!isObject(found) || own(found, 'v') !== 1) return undefined
  const project = own(found, 'project')
  const path = own(found, 'path')
  if (typeof project !== 'string' || project === '' || project.length > LONGEST_NAME) return undefined
  if (typeof path !== 'string' || !isSourcePath(path)) return undefined
  const fields = readDigests(own(found, 'fields'))
  if (fields === undefined) return undefined
  const others = own(found, 'others')
  if (others !== undefined && !isDigest(others)) return undefined
  const stamp: Stamp = { v: 1, project, path, fields, ...(others !== undefined && { others }) }
  if (own(found, 'stored') === undefined) return stamp
  const stored = readDigests(own(found, 'stored'))
  return stored === undefined ? undefined : { ...stamp, stored }
}

/** Digests by field. Fields that only a later version knows are left out; a value that is no digest spoils the stamp. */
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

function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^[\w:+/=-]{1,128}$/.test(value)
}

/** Relative, forward slashes, staying inside: the path ends up in messages, and names the file that a pull would write. */
function isSourcePath(path: string): boolean {
  if (path === '' || path.length > LONGEST_PATH || /^([/\\]|[A-Za-z]:)/.test(path)) return false
  if (/[\u0000-\u001f\u007f\\]/.test(path)) return false
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}
