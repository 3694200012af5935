import { Token as HtmlToken } from 'parse5'
import { blankOut, type TextRange } from '../document/text-range.ts'
import { scanHtml } from '../html/html-references.ts'
import { countPlaces, type Doubt, shortenWritten } from './doubt.ts'
import type { OpenText } from './open-text.ts'

/** What is shown as it is written, or not at all. */
const VERBATIM: ReadonlySet<string> = new Set('script style pre code textarea kbd samp svg math'.split(' '))
/** Bold, code, and a link or picture with an address: what nobody writes in HTML by another intention. */
const MARK =
  /\*\*(?=[^\s*])[^*\n]{1,200}(?<=\S)\*\*|!?\[[^[\]\n]{1,200}\]\((?:https?:|\/|\.{1,2}\/|#)[^\s()]{0,500}\)|(?<![`\w])`[^`\n]{1,200}`(?!`)/

/** Finds Markdown in a block of HTML, which ends at a blank line only: there it is text, though MDX and some other tools read it. */
export function findRawMarks({ tokens, lineAt }: OpenText): Doubt[] {
  const found = tokens.flatMap(({ token, start }) => {
    if (token.type !== 'html' || !/[*`]|\]\(/.test(token.raw)) return []
    const match = MARK.exec(blankOut(token.raw, listMarkup(token.raw)))
    return match === null ? [] : [{ written: match[0], start: start + match.index }]
  })
  const [first] = found
  if (first === undefined) return []
  const shown = shortenWritten(first.written)
  return [
    {
      code: 'html/markdown-inside',
      line: lineAt(first.start),
      message: `\`${shown.replaceAll('`', "'")}\` stands in HTML, where Markdown is not read: readers see its signs.${countPlaces(found.length)}`,
      hint: 'Put a blank line before and after it, or write it in HTML.',
    },
  ]
}

/** Lists what is no text of a piece of HTML: tags, comments, and elements of which everything is shown as it is written. */
function listMarkup(html: string): readonly TextRange[] {
  const { tags, comments } = scanHtml(html)
  const ranges: TextRange[] = []
  let verbatim: { readonly name: string; readonly start: number } | undefined
  for (const { tagName, type, location } of tags) {
    if (location === null) continue
    const { startOffset: start, endOffset: end } = location
    const closes = type === HtmlToken.TokenType.END_TAG
    if (verbatim === undefined) {
      if (!closes && VERBATIM.has(tagName)) verbatim = { name: tagName, start }
      else ranges.push({ start, end })
    } else if (closes && tagName === verbatim.name) {
      ranges.push({ start: verbatim.start, end })
      verbatim = undefined
    }
  }
  if (verbatim !== undefined) ranges.push({ start: verbatim.start, end: html.length })
  for (const { location } of comments)
    if (location) ranges.push({ start: location.startOffset, end: location.endOffset })
  return ranges.sort((one, other) => one.start - other.start)
}
