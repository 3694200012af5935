import type { Token } from 'parse5'
import { scanHtmlTags } from './html-references.ts'

/** Elements that Ghost's editor knows as text formats; it writes some of them under two names, one inside the other. */
export const EDITOR_FORMATS: ReadonlyMap<string, string> = new Map([
  ['b', 'strong'],
  ['strong', 'strong'],
  ['i', 'em'],
  ['em', 'em'],
  ['s', 's'],
  ['u', 'u'],
  ['code', 'code'],
  ['sub', 'sub'],
  ['sup', 'sup'],
  ['mark', 'mark'],
])

/** Attributes that the editor writes for itself, with the values that mean nothing to a reader. */
const NOISE: Readonly<Record<string, RegExp>> = {
  style: /^\s*white-space:\s*pre(?:-wrap)?\s*(?:;\s*)?$/i,
  class: /^\s*(?:(?:bold|italic|underline|line-through|strikethrough|code|highlight|!list-none)(?:\s+|$))*$/i,
  spellcheck: /^(?:true|false)$/i,
  dir: /^(?:ltr|rtl|auto)$/i,
  'data-kg-tk': /^true$/i,
  start: /^1$/,
}

/** Whether only the editor needs an attribute. Seen in Ghost Admin 5.130.6. */
export function isEditorNoise(tag: string, { name, value }: Token.Attribute): boolean {
  if (tag === 'li' && name === 'value') return true
  return Object.hasOwn(NOISE, name) && NOISE[name]?.test(value) === true
}

const NO_ATTRIBUTES: readonly string[] = []

/** The tags that Ghost's small editors keep, with the attributes that they keep on them. Seen in Ghost Admin 5.130.6. */
const KEPT: ReadonlyMap<string, readonly string[]> = new Map([
  ['a', ['href', 'title', 'target', 'rel']],
  ['ol', ['start']],
  ...['b', 'br', 'code', 'em', 'i', 'li', 'p', 's', 'strong', 'sub', 'sup', 'u', 'ul'].map(
    (name) => [name, NO_ATTRIBUTES] as const,
  ),
])

/**
 * Whether the small editor of a card, such as that of a toggle, gives HTML back as it was. It reads it when somebody opens the post in Ghost
 * Admin, and keeps text formats, links, paragraphs and lists: a heading becomes a paragraph, a picture or a table in there is gone with the
 * next save, even of the title alone.
 */
export function fitsSmallEditor(html: string): boolean {
  // The editor joins two paragraphs in one list item.
  if (/<!--|<\/p>\s*<p>(?:(?!<[ou]l|<p>)[\s\S])*<\/li>/.test(html)) return false
  return scanHtmlTags(html).every(({ tagName, attrs }) => {
    const kept = KEPT.get(tagName)
    return kept !== undefined && attrs.every(({ name }) => kept.includes(name))
  })
}
