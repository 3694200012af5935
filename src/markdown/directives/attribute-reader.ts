import { encodeUrl } from '../document/escape.ts'
import { parseObject } from '../document/json-depth.ts'
import type { ResolvedReference } from '../document/markdown-document.ts'
import type { DirectiveToken } from '../document/markdown-token.ts'
import type { Conversion } from '../html/conversion.ts'
import { renderCaption } from './card-text.ts'

/** A directive's attributes, each read as what it means. Absent ones are `''`, `undefined` or the given default. */
export interface AttributeReader {
  readonly has: (key: string) => boolean
  readonly text: (key: string, otherwise?: string) => string
  readonly flag: (key: string, otherwise: boolean) => boolean
  readonly number: (key: string) => number | undefined
  /** Inline HTML. */
  readonly inline: (key: string) => string
  readonly link: (key: string) => string
  /** What a file became; its URL is empty when the attribute is absent. */
  readonly file: (key: string, kind: 'link' | 'image' | 'media') => ResolvedReference
  readonly json: (key: string) => object | undefined
}

export function createAttributeReader(token: DirectiveToken, conversion: Conversion): AttributeReader {
  const values = token.attributes?.values ?? new Map<string, string | true>()
  const text = (key: string, otherwise = ''): string => {
    const value = values.get(key)
    return typeof value === 'string' ? value : otherwise
  }
  const file: AttributeReader['file'] = (key, kind) => {
    const target = text(key)
    if (target === '') return { url: '' }
    const resolved = conversion.resolve(target, kind)
    return { ...resolved, url: encodeUrl(resolved.url) }
  }
  return {
    has: (key) => values.has(key),
    text,
    file,
    flag: (key, otherwise) => (values.has(key) ? values.get(key) !== 'false' : otherwise),
    number: (key) => (values.has(key) ? Number(text(key)) : undefined),
    inline: (key) => renderCaption('', token.inline.get(key), conversion),
    link: (key) => file(key, 'link').url,
    json: (key) => parseObject(text(key)),
  }
}
