import { FIELDS, type FieldDefinition } from '../model/fields.ts'
import { MAX_SLUG } from './fields/slug.ts'
import { FRONT_MATTER_KEYS, type FrontMatterKey, type Target } from './front-matter/front-matter-keys.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

/** A null empties a field, or counts as not written. */
const BLANK: JsonSchema = { type: 'null' }
const TEXT: JsonSchema = { type: ['string', 'number', 'boolean'] }
const NAMES: JsonSchema = { anyOf: [{ type: 'array', items: { type: ['string', 'number'] } }, TEXT, BLANK] }
const FLAG: JsonSchema = {
  anyOf: [{ type: 'boolean' }, { type: 'string', pattern: '^(?:[Tt]rue|[Ff]alse|[Yy]es|[Nn]o|[Oo]n|[Oo]ff)$' }, BLANK],
}
/** YAML has no dates here, so a date is a text; TOML's dates are written bare. */
const DATE: JsonSchema = { type: ['string', 'number', 'null'] }

const OWN: Readonly<Record<Exclude<Target, keyof typeof FIELDS>, JsonSchema>> = {
  type: { enum: ['post', 'page', null] },
  newsletter: { type: ['string', 'boolean', 'null'] },
  email_segment: { type: ['string', 'null'] },
  sites: {
    anyOf: [
      { type: 'array', items: { type: 'string' } },
      { type: 'object', additionalProperties: { anyOf: [{ type: 'boolean' }, { type: 'object' }, BLANK] } },
      { type: ['string', 'null'] },
    ],
  },
}

/**
 * Returns the JSON Schema (draft 7, which editors support best) of front matter, made from the one table of keys. It accepts what ghost-sync accepts
 * and suggests Ghost's own names; it does not know what depends on a site (its authors, its newsletters).
 */
export function describeFrontMatter(): JsonSchema {
  const shown = FRONT_MATTER_KEYS.filter(({ reading }) => reading !== 'ignored')
  const ignored = FRONT_MATTER_KEYS.filter(({ reading }) => reading === 'ignored').map(({ key }) => key)
  const names = new Set(shown.map(({ key }) => key))
  const spellings = shown.flatMap(({ key }) => spell(key)).filter((key) => !names.has(key))
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Front matter of ghost-sync',
    type: 'object',
    properties: Object.fromEntries(shown.map((key) => [key.key, describeKey(key)])),
    patternProperties: { [`^(?:${[...new Set([...spellings, ...ignored])].join('|')})$`]: true },
    additionalProperties: {
      deprecationMessage: 'ghost-sync does not know this key and ignores it, with a warning.',
    },
  }
}

/** Lists other spellings of `feature_image`: `featureImage`, `feature-image`. */
function spell(key: string): string[] {
  if (!key.includes('_')) return []
  return [key.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), key.replaceAll('_', '-')]
}

function describeKey({ key, reading, target, summary }: FrontMatterKey): JsonSchema {
  const description = summary
  switch (reading) {
    case 'draft':
      return { ...FLAG, description }
    case 'published':
      return { type: ['boolean', 'string', 'number', 'null'], description }
    case 'group':
      return { type: ['object', 'array', 'string', 'boolean', 'number', 'null'], description }
    case 'categories':
      return { ...NAMES, description }
    case 'location':
      return { type: ['string', 'null'], description }
    case 'image':
      return { type: ['string', 'array', 'object', 'null'], description }
    case 'plain':
    case 'ignored':
      return { ...(target === undefined ? {} : describeTarget(target)), description, ...offer(key, target) }
  }
}

function describeTarget(target: Target): JsonSchema {
  if (!isField(target)) return OWN[target]
  const field: FieldDefinition = FIELDS[target]
  switch (field.kind) {
    case 'flag':
      return FLAG
    case 'date':
      return DATE
    case 'names':
      return NAMES
    case 'image':
      return { type: ['string', 'array', 'object', 'null'] }
    case 'text':
      if (field.values !== undefined) return { enum: [...field.values, null] }
      return { type: ['string', 'number', 'boolean', 'null'], ...limit(target, field) }
    case 'body':
      return {}
  }
}

/** Limits a text. Ghost counts characters, as JSON Schema does. */
function limit(target: Target, { maxLength }: FieldDefinition): JsonSchema {
  const most = target === 'slug' ? MAX_SLUG : maxLength
  return most === undefined ? {} : { maxLength: most }
}

/** Suggests Ghost's own names only: an alias is for files that have it already. */
function offer(key: string, target: Target | undefined): JsonSchema {
  return key === target || target === undefined ? {} : { doNotSuggest: true }
}

function isField(target: Target): target is Exclude<keyof typeof FIELDS, 'body'> {
  return Object.hasOwn(FIELDS, target)
}
