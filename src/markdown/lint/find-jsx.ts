import { countPlaces, type Doubt, shortenWritten } from './doubt.ts'
import type { OpenText } from './open-text.ts'

/**
 * An attribute of JSX in a tag: `className=`, `style={{ … }}`, `{...props}`. What a template language puts there, `href={{ site.url }}`, has
 * no sign in it that parts a name from its value.
 */
const JSX_TAG =
  /<[A-Za-z][\w.-]{0,50}(?=\s)[^<>]{0,2000}?\s(?:className=|htmlFor=|dangerouslySetInnerHTML=|[\w-]{1,50}=\{(?![%<]|\{[^{}:]*\}\})|\{\.\.\.)/g

/** Finds attributes as React has them in HTML that nobody reads as JSX: browsers pass over them, or Markdown takes the tag for text. */
export function findJsx({ text, tokens, prose, lineAt, dialects }: OpenText): Doubt[] {
  if (dialects.includes('mdx') || dialects.includes('docusaurus')) return []
  const found: { readonly start: number; readonly written: string }[] = []
  const look = (part: string, offset: number): void => {
    for (const { 0: written, index } of part.matchAll(JSX_TAG))
      if (!/\n[ \t]*\n/.test(written)) found.push({ start: offset + index, written })
  }
  look(prose, 0)
  for (const { token, start } of tokens)
    if (token.type === 'html' && text.startsWith(token.raw, start)) look(token.raw, start)
  found.sort((one, other) => one.start - other.start)
  const [first] = found
  if (first === undefined) return []
  return [
    {
      code: 'html/jsx',
      line: lineAt(first.start),
      message: `\`${shortenWritten(first.written)}\` is JSX, which browsers do not know: they pass over the attribute, or show the tag.${countPlaces(found.length)}`,
      hint: 'Write the HTML (`class=`, `style="width: 100%"`); or name the dialect in the config: `markdown: { dialects: [\'mdx\'] }`.',
    },
  ]
}
