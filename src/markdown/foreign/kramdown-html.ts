import type { DialectPass } from './dialect.ts'
import { type DialectText, type Edit, rewriteRanges } from './dialect-text.ts'
import { createRangeFinder, findCode } from './find-code.ts'

const OPENING =
  /^[ \t]*<([a-z][a-z\d]{0,20})\b[^<>\n]{0,1000}?(\s+markdown\s*=\s*(?:"[^"\n]*"|'[^'\n]*'|\w+))[^<>\n]{0,1000}>[ \t]*$/i
const CLOSING = /^[ \t]*<\/([a-z][a-z\d]{0,20})\s*>[ \t]*$/i
const ABBREVIATION = /^ {0,3}\*\[[^\]\n]{1,100}\]:/

/**
 * HTML in which kramdown reads Markdown, `<div markdown="1">`: between blank lines CommonMark does so, too. Abbreviations (`*[HTML]: …`) are no text:
 * they only give a tooltip.
 */
export const rewriteKramdownHtml: DialectPass = (source) => rewriteBlocks(rewriteHtml(source))

const rewriteHtml: (source: DialectText) => DialectText = (source) => {
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

/** The list of attributes at the beginning of an item. */
const ITEM = /^([ \t]*(?:[*+-]|\d{1,9}\.)[ \t]+)\{:[^{}\n]{1,300}\}[ \t]*/
const ROW = /^ {0,3}\|.*\|[ \t]*$/
const SEPARATOR = /^(?= {0,3}\|[ \t:|+]*[-=]) {0,3}\|[ \t:|+=-]+$/

/**
 * What kramdown writes otherwise than GFM: `^` alone ends a block, two backslashes end a line, and tables have lines of `+` and `=` and may be without
 * a head.
 */
function rewriteBlocks(source: DialectText): DialectText {
  const { text } = source
  if (!/^ {0,3}\||\{:|^ {0,3}\^[ \t]*$|\\\\[ \t]*$/m.test(text)) return source
  const inCode = createRangeFinder(findCode(text))
  const edits: Edit[] = []
  let start = 0
  let [isFormula, table]: [boolean, Row[]] = [false, []]
  for (const line of text.split('\n')) {
    const end = start + line.length
    const isCode =
      inCode(start)?.kind === 'fence' || inCode(start)?.kind === 'indented' || inCode(start)?.kind === 'card'
    if (line.split('$$').length % 2 === 0) isFormula = !isFormula
    if (!isCode && !isFormula && (ROW.test(line) || SEPARATOR.test(line))) table.push({ start, end, line })
    else {
      edits.push(...rewriteTable(table))
      table = []
      const item = isCode ? null : ITEM.exec(line)
      if (item !== null) edits.push({ start: start + (item[1] ?? '').length, end: start + item[0].length, text: '' })
      else if (!isCode && /^ {0,3}\^[ \t]*$/.test(line)) edits.push({ start, end, text: '' })
      else if (!isCode && !isFormula && /[^\\]\\\\$/.test(line) && !/[&$]|\\[a-z]/i.test(line))
        edits.push({ start: end - 1, end, text: '' })
    }
    start = end + 1
  }
  return rewriteRanges(source, [...edits, ...rewriteTable(table)])
}

interface Row {
  readonly start: number
  readonly end: number
  readonly line: string
}

/** One head and one line below it, as GFM has them. A table without a head gets an empty one. */
function rewriteTable(rows: readonly Row[]): Edit[] {
  const first = rows.findIndex(({ line }) => !SEPARATOR.test(line))
  const head = rows[first]
  if (head === undefined || rows.length < 2) return []
  const below = rows[first + 1]
  const hasHead = below !== undefined && SEPARATOR.test(below.line) && !below.line.includes('=')
  const columns = Math.max(1, head.line.trim().replace(/\\\|/g, '').split('|').length - 2)
  const empty = hasHead
    ? []
    : [{ start: head.start, end: head.start, text: `${'| '.repeat(columns)}|\n${'|---'.repeat(columns)}|\n` }]
  return [
    ...empty,
    ...rows.flatMap((row, index): Edit[] => {
      if (!SEPARATOR.test(row.line)) return []
      if (!hasHead || row !== below)
        return [{ start: row.start, end: row.end + (index < rows.length - 1 ? 1 : 0), text: '' }]
      return row.line.includes('+') ? [{ start: row.start, end: row.end, text: row.line.replaceAll('+', '|') }] : []
    }),
  ]
}
