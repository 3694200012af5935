import { FIELD_NAMES, FIELDS, type FieldName } from '../fields.ts'
import { isObject, type JsonObject, parseJson } from '../ghost/transport/parse-json.ts'
import { readMobiledoc } from '../markdown/read/read-mobiledoc.ts'

/** Without them there is no post: Ghost sends each of them of every post. */
const REQUIRED = ['id', 'title', 'slug', 'status', 'updated_at'] as const

/** In which key of an entry the name stands that a restore goes by. */
const NAME_KEYS: Partial<Record<FieldName, string>> = { tags: 'name', authors: 'slug', tiers: 'slug' }

/**
 * Says what in a kept post is not as Ghost sends it: a file that was cut short, merged by hand or edited. Written to Ghost all the same, it would replace
 * a whole text by an empty one, or take every tag off the post.
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
  // A Ghost of another version does not send all of them.
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
