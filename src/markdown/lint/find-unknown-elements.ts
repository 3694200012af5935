import { isElementName } from '../html/element-names.ts'
import { countPlaces, type Doubt, type MarkdownEdit } from './doubt.ts'
import type { OpenText } from './open-text.ts'

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9-]*)(\s[^<>]{0,1000}|\/)?>/g

interface Use {
  readonly start: number
  readonly closes: boolean
  /** Just the name between angle brackets. */
  readonly isBare: boolean
  /** Right behind a word, as in `List<String>`. */
  readonly isGeneric: boolean
  /** Among tags that HTML knows, where a backslash is shown. */
  readonly isInHtml: boolean
}

/**
 * Finds tags whose name no browser knows: types (`List<String>`), placeholders (`<repo-url>`) and components (`<Tabs>`). Readers see nothing of
 * them. A custom element (`<my-widget>`) is one where it has an attribute or an end.
 */
export function findUnknownElements({ text, tokens, lineAt, edit }: OpenText): Doubt[] {
  const uses = new Map<string, Use[]>()
  let end = 0
  for (const { token, start } of tokens) {
    if (token.type !== 'html' || start < end || token.raw.startsWith('<!')) continue
    end = start + token.raw.length
    if (!text.startsWith(token.raw, start)) continue
    for (const use of listTags(token.raw, token.block === true, text, start)) {
      const known = uses.get(use.name)
      if (known === undefined) uses.set(use.name, [use])
      else known.push(use)
    }
  }
  return [...uses].flatMap(([name, found]): Doubt[] => {
    const [first] = found
    const isComponent = found.some(({ closes, isBare }) => closes || !isBare)
    if (first === undefined || (isComponent && name.includes('-'))) return []
    if (isElementName(name) && (isComponent || !found.every(({ isGeneric }) => isGeneric))) return []
    const place = { code: 'html/unknown-element', line: lineAt(first.start), subject: `<${name}>` }
    if (isComponent) {
      const message = `\`<${name}>\` is no element of HTML: readers see what stands inside of it, and nothing else.${countPlaces(found.filter(({ closes }) => !closes).length)}`
      return [{ ...place, message, hint: 'Write what it shows in Markdown, or as a `:::` block (docs/lexical.md).' }]
    }
    const edits = found.map(
      ({ start, isInHtml }): MarkdownEdit =>
        edit(isInHtml ? { start, end: start + 1, to: '&lt;' } : { start, end: start + 1, to: '\\<' }),
    )
    const message = `\`<${name}>\` is no element of HTML: readers do not see it.${countPlaces(found.length)}`
    return [{ ...place, message, hint: `Write \`\\<${name}>\`, or put it between backticks.`, edits }]
  })
}

function listTags(raw: string, isBlock: boolean, text: string, offset: number): (Use & { readonly name: string })[] {
  const tags = [...raw.matchAll(TAG)].map(({ 1: slash, 2: name = '', 3: rest = '', index }) => ({
    name,
    start: offset + index,
    closes: slash === '/',
    isBare: rest.trim() === '',
    isGeneric: /[\w]$/.test(text.slice(Math.max(0, offset + index - 1), offset + index)),
    isInHtml: isBlock && index > 0,
  }))
  // Drawings and code hold names of their own.
  return /<(?:svg|math|script|style|pre)\b/i.test(raw)
    ? tags.filter(
        ({ name }) => name !== name.toLowerCase() && !isElementName(name) && !/<(?:svg|math|script|style)\b/i.test(raw),
      )
    : tags.filter(({ name, isGeneric }) => !isElementName(name) || (isGeneric && /^[A-Z][a-z]+/.test(name)))
}
