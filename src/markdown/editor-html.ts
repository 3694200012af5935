import type { Token } from 'parse5'

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

/** Attributes that the editor writes for itself, with the values that say nothing of the text. */
const NOISE: Readonly<Record<string, RegExp>> = {
  style: /^\s*white-space:\s*pre(?:-wrap)?\s*(?:;\s*)?$/i,
  class: /^\s*(?:(?:bold|italic|underline|line-through|strikethrough|code|highlight|!list-none)(?:\s+|$))*$/i,
  spellcheck: /^(?:true|false)$/i,
  dir: /^(?:ltr|rtl|auto)$/i,
  'data-kg-tk': /^true$/i,
  start: /^1$/,
}

/** Whether an attribute is there for the editor only. Seen in Ghost Admin 5.130.6. */
export function isEditorNoise(tag: string, { name, value }: Token.Attribute): boolean {
  if (tag === 'li' && name === 'value') return true
  return Object.hasOwn(NOISE, name) && NOISE[name]?.test(value) === true
}
