import type { DialectContext, DialectPass } from './dialect.ts'
import { createLineTracker, type DialectText, type Edit, rewriteRanges } from './dialect-text.ts'
import { type CodeRange, createRangeFinder, findCode } from './find-code.ts'
import { noteLostLook } from './notes.ts'

/**
 * Rewrites what pandoc's Markdown has beyond ours, in files of Quarto: captions of tables, line blocks, numbered examples, spans with attributes, and
 * LaTeX that only paper shows. Tells of what needs pandoc itself: citations, cross-references and tables that are drawn with dashes.
 *
 * Source: https://pandoc.org/MANUAL.html#pandocs-markdown
 */
export const rewritePandoc: DialectPass = (source, context) => {
  const rewritten = rewriteBlocks(source, context)
  tellReferences(rewritten, context)
  return rewriteSpans(rewritten, context)
}

interface Line {
  readonly start: number
  readonly text: string
  readonly isCode: boolean
}

/** For paper only: pandoc writes nothing for them into a page. */
const FOR_PAPER =
  /^\\(?:newpage|pagebreak|clearpage|cleardoublepage|noindent|bigskip|medskip|smallskip|[vh]space\*?\{[^{}]{0,50}\})[ \t]*$/
const EXAMPLE = /^ {0,3}\(@([\w-]{0,100})\)(?=[ \t])/
const DASHES = /^ *-{2,}(?: +-{2,})+ *$/

function rewriteBlocks(source: DialectText, { tell }: DialectContext): DialectText {
  const { text } = source
  const code = findCode(text)
  const lines = splitLines(text, code)
  const lineAt = createLineTracker(source)
  const examples = new Map<string, number>()
  const edits: Edit[] = []
  let count = 0
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    if (line === undefined || line.isCode || line.text.trim() === '') continue
    if (FOR_PAPER.test(line.text)) {
      edits.push({ start: line.start, end: line.start + line.text.length, text: '' })
      continue
    }
    const example = EXAMPLE.exec(line.text)
    if (example !== null) {
      count += 1
      const [written, label = ''] = example
      if (label !== '') examples.set(label, count)
      edits.push({ start: line.start, end: line.start + written.length, text: `${count}.` })
      continue
    }
    if (line.text.startsWith('|')) {
      const first = index
      while (lines[index + 1]?.text.startsWith('|') === true) index++
      edits.push(...breakLines(lines.slice(first, index + 1)))
      continue
    }
    edits.push(...takeCaption(lines, index))
    if (DASHES.test(line.text) && (isText(lines[index - 1]) || isText(lines[index + 1]))) {
      tell({
        line: lineAt(line.start),
        code: 'markdown/simple-table',
        subject: line.text.trim(),
        group: 'table',
        what: 'belongs to a table that only pandoc reads: its cells are shown one after the other',
        hint: 'Write it with `|` between the cells and `|---|---|` under the first row.',
      })
    }
  }
  const [inCode, known] = [createRangeFinder(code), new Set(edits.map(({ start }) => start))]
  for (const { 0: written, 1: label = '', index } of text.matchAll(/\(@([\w-]{1,100})\)/g)) {
    const number = examples.get(label)
    if (number !== undefined && inCode(index) === undefined && !known.has(index))
      edits.push({ start: index, end: index + written.length, text: `(${number})` })
  }
  return rewriteRanges(source, edits)
}

function splitLines(text: string, code: readonly CodeRange[]): Line[] {
  const inCode = createRangeFinder(code.filter(({ kind }) => kind !== 'span'))
  let start = 0
  return text.split('\n').map((line) => {
    const own = { start, text: line, isCode: inCode(start) !== undefined }
    start += line.length + 1
    return own
  })
}

function isText(line: Line | undefined): boolean {
  return line !== undefined && line.text.trim() !== ''
}

/** `| A line` and `| another` are lines of a verse or an address, unless they are the rows of a table. */
function breakLines(block: readonly Line[]): Edit[] {
  const isTable = block.some(
    ({ text }) => (/^\|[\s:|+-]+$/.test(text) && text.includes('-')) || /\|[ \t]*$/.test(text.slice(1)),
  )
  if (isTable) return []
  return block.flatMap(({ start, text }, index) => {
    const [lead = '|', indent = ''] = /^\|[ \t]?([ \t]*)/.exec(text) ?? []
    const end = start + text.length
    return [
      { start, end: start + lead.length, text: '&nbsp;'.repeat(indent.length) },
      ...(index < block.length - 1 ? [{ start: end, end, text: '\\' }] : []),
    ]
  })
}

/** Lines. The bounds keep a text full of captions from being read to its end for each of them. */
const LONGEST_CAPTION = 40

/** `: Caption {#tbl-x}` or `Table: Caption` beside a table becomes a paragraph of its words. */
function takeCaption(lines: readonly Line[], index: number): Edit[] {
  const line = lines[index]
  const [sign] = /^(?:[Tt]able)?:[ \t]+(?=\S)/.exec(line?.text ?? '') ?? []
  if (line === undefined || sign === undefined || isText(lines[index - 1])) return []
  const own = lines.slice(index, index + LONGEST_CAPTION)
  const length = own.findIndex((one) => !isText(one))
  const last = own[length < 0 ? own.length - 1 : length - 1]
  const attributes = /\{[^{}\n]{1,300}\}$/.exec(last?.text.trimEnd().slice(-400) ?? '')?.[0]
  const above = lines.slice(Math.max(0, index - 3), index).findLast(isText)
  const below = length < 0 ? undefined : own.slice(length, length + 3).find(isText)
  if (!isRow(above) && !isRow(below) && attributes?.includes('{#tbl-') !== true) return []
  const edits = [{ start: line.start, end: line.start + sign.length, text: '' }]
  if (last === undefined || attributes === undefined) return edits
  const rest = last.text.trimEnd().slice(0, -attributes.length).trimEnd()
  return [...edits, { start: last.start + rest.length, end: last.start + last.text.length, text: '' }]
}

function isRow(line: Line | undefined): boolean {
  return line !== undefined && (/^\s*[|+].*[|+]\s*$/.test(line.text) || DASHES.test(line.text))
}

const SPAN_END = /\]\{((?:[.#]|[\w-]{1,50}=)[^{}\n]{0,200})\}/g
const BEHIND = /(?<=[`>])\{\.[^{}\n]{0,100}\}/g

/** Takes the attributes of spans, code and addresses away. */
function rewriteSpans(source: DialectText, { tell }: DialectContext): DialectText {
  const { text } = source
  const code = findCode(text)
  const edits: Edit[] = []
  const [inCode, lineAt] = [createRangeFinder(code), createLineTracker(source)]
  for (const { 0: written, 1: list = '', index } of text.matchAll(SPAN_END)) {
    const start = findOpening(text, index)
    if (start === undefined || inCode(index) !== undefined) continue
    const end = index + written.length
    edits.push({ start, end, text: dress(text.slice(start + 1, index), list) })
    if (/^\.(?:mark|ul|underline)\b/.test(list)) continue
    tell(noteLostLook(lineAt(index), text.slice(start, end)))
  }
  const ends = new Set(code.flatMap(({ kind, end }) => (kind === 'span' ? [end] : [])))
  for (const { 0: written, index } of text.matchAll(BEHIND)) {
    const isAddress = /<[a-z][\w+.-]{1,30}:[^\s<>]{0,500}>$/i.test(text.slice(Math.max(0, index - 540), index))
    if (ends.has(index) || (isAddress && text[index - 1] === '>'))
      edits.push({ start: index, end: index + written.length, text: '' })
  }
  return rewriteRanges(source, edits)
}

/** Tells of references that pandoc would resolve. */
function tellReferences(source: DialectText, { tell, page }: DialectContext): void {
  const { text } = source
  const [inCode, lineAt] = [createRangeFinder(findCode(text)), createLineTracker(source)]
  for (const { 0: written, index } of text.matchAll(REFERENCE)) {
    if (inCode(index) !== undefined) continue
    const keys = [...written.matchAll(/(?<![\w@.\\])@\{?([A-Za-z_]\w*)/g)].map(([, key = '']) => key)
    const isCross = keys.length > 0 && keys.every((key) => CROSS.test(key) && written.includes(`@${key}-`))
    // Without brackets a word behind `@` is mostly somebody's name, unless the file has a list of works.
    if (keys.length === 0 || (!isCross && !written.startsWith('[') && page.bibliography === undefined)) continue
    tell({
      line: lineAt(index),
      code: isCross ? 'markdown/cross-reference' : 'markdown/citation',
      subject: written,
      group: isCross ? 'cross-reference' : 'citation',
      what: isCross
        ? 'is a reference that Quarto would number: it is shown as it is written'
        : 'is a citation that pandoc would look up: it is shown as it is written',
      hint: isCross
        ? 'Write a link in its place, such as `[Figure 1](#…)`, or words.'
        : 'Write the author and the year, and a list of works or a footnote.',
    })
  }
}

/** The `[` of a span that ends at `end`; not of an image or a link by reference. A span is short; looking back has its bound. */
function findOpening(text: string, end: number): number | undefined {
  let depth = 1
  for (let at = end - 1; at >= Math.max(0, end - 500); at--) {
    const sign = text[at]
    if (sign === '\n') return undefined
    if (sign === ']') depth += 1
    if (sign === '[') depth -= 1
    if (depth === 0) return /[!\\\]]/.test(text.charAt(at - 1)) ? undefined : at
  }
  return undefined
}

/** What Quarto numbers, by the beginning of its id. */
const CROSS = /^(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|exm|exr|def|apx)$/i
const REFERENCE =
  /(?<![\w\\!])\[-?@[^[\]\n]{1,500}\](?![({:])|\[(?=[^[\]\n@]{1,200}[\s;-]@\w)[^[\]\n]{1,500}\](?![({:])|(?<![\w@.\\/[])@[A-Za-z_][\w:-]{0,100}/g

function dress(inner: string, list: string): string {
  if (/^\.mark\b/.test(list)) return `==${inner}==`
  return /^\.(?:ul|underline)\b/.test(list) ? `<u>${inner}</u>` : inner
}
