import type { DialectPass } from './dialect.ts'
import { type Edit, rewriteRanges } from './dialect-text.ts'
import { createRangeFinder, findCode } from './find-code.ts'

const OPENING =
  /^[ \t]*<([a-z][a-z\d]{0,20})\b[^<>\n]{0,1000}?(\s+markdown\s*=\s*(?:"[^"\n]*"|'[^'\n]*'|\w+))[^<>\n]{0,1000}>[ \t]*$/i
const CLOSING = /^[ \t]*<\/([a-z][a-z\d]{0,20})\s*>[ \t]*$/i
const ABBREVIATION = /^ {0,3}\*\[[^\]\n]{1,100}\]:/

/**
 * HTML in which kramdown reads Markdown, `<div markdown="1">`: between blank lines CommonMark does so, too. Abbreviations (`*[HTML]: …`) are no text:
 * they only give a tooltip.
 */
export const rewriteKramdownHtml: DialectPass = (source) => {
  const { text } = source
  if (!text.includes('markdown=') && !text.includes('*[')) return source
  const inCode = createRangeFinder(findCode(text))
  const edits: Edit[] = []
  const open: string[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    const opening = line.includes('markdown') ? OPENING.exec(line) : null
    const closing = open.length > 0 && line.includes('</') ? CLOSING.exec(line) : null
    const isAbbreviation = line.includes('*[') && ABBREVIATION.test(line)
    if ((opening !== null || closing !== null || isAbbreviation) && inCode(start) === undefined) {
      const [, name = '', attribute = ''] = opening ?? []
      if (opening !== null) {
        open.push(name.toLowerCase())
        edits.push({ start, end, text: `${line.replace(attribute, '')}\n` })
      } else if (closing !== null && open.at(-1) === closing[1]?.toLowerCase()) {
        open.pop()
        edits.push({ start, end: start, text: '\n' })
      } else if (isAbbreviation) edits.push({ start, end, text: '' })
    }
    start = end + 1
  }
  return rewriteRanges(source, edits)
}
