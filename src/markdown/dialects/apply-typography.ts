import { createRequire } from 'node:module'
import type { nameToEmoji } from 'gemoji'
import type { Token } from 'marked'
import { CJK } from '../document/cjk.ts'
import type { MarkdownOptions } from '../document/markdown-document.ts'
import { listChildren, readToken } from '../document/markdown-token.ts'

/** Shortcodes in a row, as `:+1::tada:`, with no word, number or colon at their ends: `a::watch::b` and `1:100:1000` hold none. */
const SHORTCODES = new RegExp(
  `(?<![\\w:]|(?![${CJK}])[\\p{L}\\p{N}])(?::[a-z0-9_+-]{1,60}:)+(?![\\w:]|(?![${CJK}])[\\p{L}\\p{N}])`,
  'gu',
)

/** Replaces shortcodes by emoji, and straight quotes by curly ones where that is wanted. Changes text tokens in place. */
export function applyTypography(tokens: readonly Token[], options: MarkdownOptions): void {
  if (!options.emoji && !options.smartQuotes) return
  // The character before, across the tokens of a block: a quote after a letter closes.
  let before = ''
  const visit = (token: Token): void => {
    const known = readToken(token)
    if (known.type === 'text' && known.tokens === undefined) {
      if (known.escaped === true) return
      if (options.emoji)
        known.text = known.text.replace(SHORTCODES, (codes, at: number, text: string) =>
          isNamed(text, at, codes.length) ? codes : replaceShortcodes(codes),
        )
      const last = known.text.slice(-1)
      if (options.smartQuotes) known.text = curlQuotes(known.text, before)
      before = last
      return
    }
    // The text of a bare address is the address.
    if (known.type === 'link' && (known.autolink === true || known.text === known.href)) return
    // A tag does not show: `<b>"a"</b>` is a quote that opens as `"a"` is.
    if (known.type === 'html') before = /^<br\b/i.test(known.raw) ? '' : before
    else if (['codespan', 'escape', 'math'].includes(known.type)) before = known.raw.slice(-1)
    else if (['br', 'paragraph', 'heading', 'list_item'].includes(known.type)) before = ''
    const texts = listTexts(token)
    for (const text of texts ?? [listChildren(token)]) {
      if (texts !== undefined) before = ''
      text.forEach(visit)
    }
    // A quote right after an image closes, whatever its caption ends with.
    if (texts !== undefined) before = known.raw.slice(-1)
  }
  tokens.forEach(visit)
}

/** Lists the separate texts in a token; undefined where it holds one text, or blocks. */
function listTexts(token: Token): readonly (readonly Token[])[] | undefined {
  const known = readToken(token)
  switch (known.type) {
    case 'table':
      return [known.header, ...known.rows].flat().map((cell) => cell.tokens)
    case 'definitionList':
      return known.groups.flatMap(({ term, definitions }) => [term, ...definitions.map((one) => one.tokens)])
    case 'image':
      return [known.tokens, known.captionTokens ?? []]
    case 'directive':
      return [...known.inline.values(), known.tokens]
    default:
      return undefined
  }
}

/** @param before the character in front of `text` */
function curlQuotes(text: string, before: string): string {
  return text
    .replace(/---/g, '—')
    .replace(/(?<!-)--(?!-)/g, '–')
    .replace(/\.\.\./g, '…')
    .replace(/["']|&quot;/g, (quote, at: number, whole: string) => {
      const previous = at === 0 ? before : whole.charAt(at - 1)
      const opens = previous === '' || /[\s([{—–“‘"'\u00a0]/.test(previous)
      const next = whole.charAt(at + quote.length)
      if (quote === "'") return opens && !/\d0s|\ds\b/.test(whole.slice(at + 1, at + 4)) && next !== '' ? '‘' : '’'
      return opens ? '“' : '”'
    })
}

const require = createRequire(import.meta.url)

let loaded: typeof nameToEmoji | undefined

/** Whether a shortcode in a text is one of an emoji. */
export function holdsEmoji(text: string): boolean {
  if (!text.includes(':')) return false
  return [...text.matchAll(SHORTCODES)].some(
    ({ 0: codes, index }) => !isNamed(text, index, codes.length) && replaceShortcodes(codes) !== codes,
  )
}

/** In quotes a shortcode is named and not used: `":tada:"`. */
function isNamed(text: string, at: number, length: number): boolean {
  const before = text.charAt(at - 1)
  return /["'`]/.test(before) && text.charAt(at + length) === before
}

function replaceShortcodes(codes: string): string {
  return codes.replace(/:([^:]+):/g, (code, name: string) => findEmoji(name) ?? code)
}

/** The emoji of a GitHub shortcode; undefined when there is none. The list is read on first use. */
function findEmoji(name: string): string | undefined {
  loaded ??= (require('gemoji') as { readonly nameToEmoji: typeof nameToEmoji }).nameToEmoji
  return Object.hasOwn(loaded, name) ? loaded[name] : undefined
}
