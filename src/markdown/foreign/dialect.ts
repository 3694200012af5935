import type { DialectName } from '../../config/config.ts'
import type { MarkdownOptions } from '../document/markdown-document.ts'
import type { DialectText } from './dialect-text.ts'
import type { Note } from './notes.ts'

/** What a pass of a dialect needs beside the text. */
export interface DialectContext {
  readonly dialects: ReadonlySet<DialectName>
  readonly shortcodes: MarkdownOptions['shortcodes']
  /** The front matter, for what takes a value from it (`{{< param "x" >}}`, `{{ page.x }}`). */
  readonly page: Readonly<Record<string, unknown>>
  /** Notes are shown where they are embedded. */
  readonly embedsNotes: boolean
  readonly tell: (note: Note) => void
}

/** Rewrites the notation of one tool as our own, in the whole text. Linear in its length, and any text is good input. */
export type DialectPass = (source: DialectText, context: DialectContext) => DialectText

/** Looks a name up in the table of the config. */
export function findShortcode(names: readonly string[], shortcodes: MarkdownOptions['shortcodes']): string | undefined {
  const name = names.find((one) => Object.hasOwn(shortcodes, one))
  return name === undefined ? undefined : shortcodes[name]
}

/** Reads a value of the front matter by its path, `a.b`, also below `params`, as Hugo does; undefined where there is none to show. */
export function readPageValue(page: Readonly<Record<string, unknown>>, path: string): string | undefined {
  const value = readPath(page, path) ?? readPath(page, `params.${path}`) ?? readPath(page, path.toLowerCase())
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

function readPath(page: Readonly<Record<string, unknown>>, path: string): unknown {
  let value: unknown = page
  for (const key of path.split('.', 20)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Reflect.get(value, key)
  }
  return value
}
