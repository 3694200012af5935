import { countPlaces, type Doubt } from './doubt.ts'
import type { OpenText } from './open-text.ts'

/** Tags and comments. */
const TAG = /<!--|<(\/?)([A-Za-z][\w-]*)(?![\w-])[^<>]*>/g
/** What is shown as it is written, or not at all. */
const VERBATIM: ReadonlySet<string> = new Set('script style pre code textarea kbd samp svg math'.split(' '))
/** Bold, code, and a link or picture with an address: what nobody writes in HTML by another intention. */
const MARK =
  /\*\*(?=[^\s*])[^*\n]{1,200}(?<=\S)\*\*|!?\[[^[\]\n]{1,200}\]\((?:https?:|\/|\.{1,2}\/|#)[^\s()]{0,500}\)|(?<![`\w])`[^`\n]{1,200}`(?!`)/

/** Finds Markdown in a block of HTML, which ends at a blank line only: there it is text, though MDX and some other tools read it. */
export function findRawMarks({ tokens, lineAt }: OpenText): Doubt[] {
  const found = tokens.flatMap(({ token, start }) => {
    if (token.type !== 'html' || !/[*`]|\]\(/.test(token.raw)) return []
    const text = blankTags(token.raw)
    const match = MARK.exec(text)
    return match === null ? [] : [{ written: match[0], start: start + match.index }]
  })
  const [first] = found
  if (first === undefined) return []
  const shown = first.written.length > 60 ? `${first.written.slice(0, 57)}...` : first.written
  return [
    {
      code: 'html/markdown-inside',
      line: lineAt(first.start),
      message: `\`${shown.replaceAll('`', "'")}\` stands in HTML, where Markdown is not read: readers see its signs.${countPlaces(found.length)}`,
      hint: 'Put a blank line before and after it, or write it in HTML.',
    },
  ]
}

/** The text of a piece of HTML, with spaces for everything else. */
function blankTags(html: string): string {
  const blank = (from: number, to: number) => html.slice(from, to).replace(/[^\n]/g, ' ')
  let text = ''
  let at = 0
  // The element of which everything is shown as it is written.
  let verbatim: string | undefined
  for (const { 0: tag, 1: slash, 2: written = '', index } of html.matchAll(TAG)) {
    if (index < at) continue
    const name = written.toLowerCase()
    const before = verbatim === undefined ? html.slice(at, index) : blank(at, index)
    const close = tag === '<!--' ? html.indexOf('-->', index) : index + tag.length
    const end = close < 0 ? html.length : close + (tag === '<!--' ? 3 : 0)
    text += before + blank(index, end)
    at = end
    if (verbatim === undefined) verbatim = slash === '' && VERBATIM.has(name) ? name : undefined
    else if (slash === '/' && name === verbatim) verbatim = undefined
  }
  return text + (verbatim === undefined ? html.slice(at) : blank(at, html.length))
}
