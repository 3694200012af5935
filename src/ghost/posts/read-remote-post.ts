import { type LexicalRoot, MAX_JSON_DEPTH, measureDepth, readMobiledoc } from '../../markdown/index.ts'
import {
  FIELD_NAMES,
  FIELDS,
  type FieldDefinition,
  type FieldName,
  type FieldValue,
  type PostType,
} from '../../model/fields.ts'
import type { Capabilities } from '../transport/capabilities.ts'
import { isObject, type JsonObject, parseJson } from '../transport/json-value.ts'
import { isOwnershipTag } from './compose-post.ts'
import type { RemoteBody, RemotePost } from './remote-post.ts'
import { readMobiledocStamp, readStamp } from './stamp.ts'

/** The facts about a site that decide how its posts are read. */
export interface ReadSite {
  readonly capabilities: Pick<Capabilities, 'bodyFormat'>
  /** The public URL without a trailing slash. */
  readonly url: string
}

/**
 * Reads a post as the Admin API sends it. `base` is the stamp that the post carries, or none; revisions are another request (`bases.ts`).
 * @param site where it was read; undefined: not from a site, but from a file
 * @returns undefined when it is not a post at all
 */
export function readRemotePost(
  wire: JsonObject,
  type: PostType,
  ownershipTag: string,
  site?: ReadSite,
): RemotePost | undefined {
  const { id, title, slug, status, updated_at: updatedAt, url } = wire
  // An id becomes part of an address: one that cannot be Ghost's could not be requested, or would request something else.
  if (typeof id !== 'string' || !/^[\w-]+$/.test(id)) return undefined
  if (typeof title !== 'string' || typeof slug !== 'string') return undefined
  if (typeof status !== 'string' || typeof updatedAt !== 'string') return undefined
  const document = typeof wire.lexical === 'string' ? parseJson(wire.lexical) : undefined
  const older = typeof wire.mobiledoc === 'string' ? parseJson(wire.mobiledoc) : undefined
  // Documents are walked by recursion. No document of an editor is deep enough to overflow the stack.
  if (Math.max(measureDepth(document), measureDepth(older)) > MAX_JSON_DEPTH) return undefined
  const stamp = readStamp(document)
  const kept = stamp ?? readMobiledocStamp(older, { id, slug })
  const fields: Partial<Record<FieldName, FieldValue>> = {}
  for (const name of FIELD_NAMES) {
    const value = readField(wire, name, type, ownershipTag)
    if (value !== undefined) fields[name] = value
  }
  return {
    id,
    type,
    url: typeof url === 'string' ? url : '',
    updatedAt,
    fields: { ...fields, title, slug, status },
    body: readBody(document, wire, site),
    owned: readNames(wire.tags, 'name').some((tag) => isOwnershipTag(tag, ownershipTag)),
    base:
      kept === undefined
        ? { kind: 'none' }
        : {
            kind: 'stamp',
            stamp: kept,
            ...(stamp === undefined && { outlivesEdits: true }),
            ...(stamp === undefined && readStamp(older) !== undefined && { isBodyUntouched: true }),
          },
  }
}

function readField(wire: JsonObject, name: FieldName, type: PostType, ownershipTag: string): FieldValue | undefined {
  const definition: FieldDefinition = FIELDS[name]
  const value = wire[name]
  // Ghost sends some fields of posts for pages too, where they mean nothing.
  if (value === undefined || (definition.only !== undefined && definition.only !== type)) return undefined
  switch (name) {
    case 'tags':
      return readNames(value, 'name').filter((tag) => !isOwnershipTag(tag, ownershipTag))
    case 'authors':
      return readNames(value, 'slug')
    case 'tiers':
      // For every other visibility Ghost lists all the tiers that could read the post, which nobody chose.
      return wire.visibility === 'tiers' ? readNames(value, 'slug') : []
  }
  switch (definition.kind) {
    case 'text':
    case 'image':
      return typeof value === 'string' && value !== '' ? value : null
    case 'flag':
      return value === true || value === 1
    case 'date':
      return readDate(value)
    default:
      return undefined
  }
}

/** Reads a date to the second, as Ghost stores it; some databases send milliseconds, some none. */
function readDate(value: unknown): string | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? null : new Date(Math.floor(time / 1000) * 1000).toISOString()
}

function readNames(value: unknown, key: 'name' | 'slug'): readonly string[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) => (isObject(entry) && typeof entry[key] === 'string' ? [entry[key]] : []))
}

function readBody(document: unknown, wire: JsonObject, site: ReadSite | undefined): RemoteBody {
  const root = readRoot(document)
  if (root !== undefined) return { kind: 'lexical', root }
  const { mobiledoc } = wire
  if (typeof mobiledoc !== 'string') return { kind: 'other', format: 'empty' }
  const own = site?.capabilities.bodyFormat === 'mobiledoc' ? readOwn(mobiledoc, site.url) : undefined
  return own === undefined
    ? { kind: 'other', format: 'mobiledoc', source: mobiledoc }
    : { kind: 'lexical', root: own, mobiledoc }
}

/** Reads the document of a Ghost that writes Mobiledoc, as the rest of the program knows documents. */
function readOwn(mobiledoc: string, siteUrl: string): LexicalRoot | undefined {
  try {
    return readMobiledoc(mobiledoc, { siteUrl })
  } catch (error) {
    // One post that cannot be read must not end the plan of all others: it equals nothing that we ever wrote.
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}

/** Returns the `root` of a parsed Lexical document; undefined when it has none. */
export function readRoot(document: unknown): LexicalRoot | undefined {
  const root = isObject(document) ? document.root : undefined
  return isObject(root) && root.type === 'root' && Array.isArray(root.children)
    ? (root as unknown as LexicalRoot)
    : undefined
}
