import { type Attributes, readAttributes } from '../document/attributes.ts'
import type { DialectContext, DialectPass } from './dialect.ts'
import { createLineTracker, type DialectText, type Edit, rewriteRanges } from './dialect-text.ts'
import { createRangeFinder, findCode } from './find-code.ts'
import { noteLostLook } from './notes.ts'

/** Which tool's attribute lists are read: `{: .class #id}` of kramdown, `{.class #id}` of Goldmark and pandoc. */
type Style = 'kramdown' | 'goldmark'

export const rewriteKramdown: DialectPass = (source, context) =>
  rewriteAttributes(dropOptions(source), 'kramdown', context)

export const rewriteGoldmark: DialectPass = (source, context) => rewriteAttributes(source, 'goldmark', context)

/** `{::comment} … {:/comment}` is for nobody; `{::options … /}` and `{::nomarkdown}` are orders to kramdown. */
function dropOptions(source: DialectText): DialectText {
  const { text } = source
  if (!text.includes('{::')) return source
  const inCode = createRangeFinder(findCode(text))
  const edits: Edit[] = []
  for (const { 0: written, index } of text.matchAll(
    /\{::(?:comment\}[\s\S]*?(?:\{:\/(?:comment)?\}|$(?![\s\S]))|[^}\n]{0,200}\})|\{:\/\w{0,20}\}/g,
  ))
    if (inCode(index) === undefined)
      edits.push({ start: index, end: index + written.length, text: written.replace(/[^\n]/g, '') })
  return rewriteRanges(source, edits)
}

/**
 * Takes attribute lists out of the text. Ghost has no place for classes; an id stays as an anchor, and the width of an image as its width.
 */
function rewriteAttributes(source: DialectText, style: Style, { tell }: DialectContext): DialectText {
  const { text } = source
  if (!text.includes(style === 'kramdown' ? '{:' : '{')) return source
  const inCode = createRangeFinder(findCode(text))
  const lineAt = createLineTracker(source)
  const edits: Edit[] = []
  const lines = splitLines(text)
  const lost: { readonly offset: number; readonly written: string }[] = []
  const noteLost = (offset: number, written: string, list: Attributes): void => {
    const size = writeSize(list)
    const isLost = (key: string): boolean => LOST.has(key) && !size.includes(`${key}=`)
    if (list.classes.some((name) => !SILENT.has(name)) || [...list.values.keys()].some(isLost))
      lost.push({ offset, written })
  }
  for (const [index, { start, end }] of lines.entries()) {
    const line = text.slice(start, end)
    if (!line.includes('{') || inCode(start) !== undefined) continue
    const alone = readAlone(line, style)
    if (alone !== undefined) {
      edits.push(...rewriteBlockList(text, lines, index, alone, style))
      noteLost(start, line.trim(), alone)
      continue
    }
    for (const { offset, length, list, before } of findSpanLists(line, style)) {
      const place = { start: start + offset, end: start + offset + length }
      if (inCode(place.start) !== undefined) continue
      const isHeading = /^ {0,3}#{1,6}\s/.test(line) && offset + length === line.trimEnd().length
      if (style === 'goldmark' && !isHeading && before !== ')') continue
      edits.push({ ...place, text: isHeading ? writeId(list) : before === ')' ? writeSize(list) : '' })
      noteLost(place.start, line.slice(offset, offset + length), list)
    }
  }
  for (const { offset, written } of lost) tell(noteLostLook(lineAt(offset), written, '; an id is kept as an anchor'))
  return rewriteRanges(source, edits)
}

/** Classes that only the tool itself reads. */
const SILENT = new Set(['no_toc', 'unnumbered', 'unlisted', 'wide', 'full'])
/** Attributes whose loss a reader sees; `target` and `rel` are none. */
const LOST = new Set(['style', 'align', 'width', 'height'])

interface Line {
  readonly start: number
  readonly end: number
  /** Index of the first line of those that no blank one parts from it. */
  readonly first: number
}

function splitLines(text: string): Line[] {
  const lines: Line[] = []
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    const before = lines.at(-1)
    const isApart = before === undefined || text.slice(before.start, before.end).trim() === ''
    lines.push({ start, end, first: isApart ? lines.length : before.first })
    start = end + 1
  }
  return lines
}

/** A line that is an attribute list and nothing else, in a quote or a list too. */
function readAlone(line: string, style: Style): Attributes | undefined {
  const written = line.replace(/^(?:[ \t]*>)*[ \t]*/, '').trimEnd()
  if (style === 'kramdown') return written.startsWith('{:') && written.endsWith('}') ? readLoosely(written) : undefined
  if (!/^\{\s*[.#\w]/.test(written)) return undefined
  const list = readAttributes(written)
  return list?.length === written.length && (list.id !== undefined || list.classes.length > 0 || hasValues(list))
    ? list
    : undefined
}

function hasValues({ values }: Attributes): boolean {
  return values.size > 0 && [...values.values()].every((value) => typeof value === 'string')
}

/** kramdown takes nearly anything: names of other lists, `toc`, and values with spaces. */
function readLoosely(written: string): Attributes {
  const body = written.replace(/^\{:/, '{').replace(/^\{\s*/, '{ ')
  const list = readAttributes(body)
  if (list !== undefined) return list
  const id = /#([\w:.-]+)/.exec(body)?.[1]
  return {
    id,
    classes: [...body.matchAll(/\.([\w-]{1,100})/g)].map(([, name = '']) => name),
    values: new Map(
      [...body.matchAll(/(?<![\w-])([\w-]{1,50})=["']?([^"'}\s]{0,500})/g)].map(([, key = '', value = '']) => [
        key,
        value,
      ]),
    ),
    length: written.length,
  }
}

function rewriteBlockList(text: string, lines: readonly Line[], index: number, list: Attributes, style: Style): Edit[] {
  const own = lines[index]
  if (own === undefined) return []
  const prefix = /^(?:[ \t]*>)*/.exec(text.slice(own.start, own.end))?.[0] ?? ''
  const edits: Edit[] = [{ start: own.start, end: own.end, text: prefix }]
  const read = (at: number): string => {
    const line = lines[at]
    return line === undefined ? '' : text.slice(line.start, line.end)
  }
  const above = read(index - 1)
  if (list.values.has('toc')) {
    const line = lines[index - 1]
    // The line above only says that here is a list.
    if (line !== undefined && /^\s*(?:[-*+]|\d+\.)\s/.test(above))
      edits.push({ start: line.start, end: line.end, text: '' })
    return edits
  }
  // It belongs to the block above it; kramdown also to the one below, where nothing is above.
  const isBelow = above.trim() === '' && style === 'kramdown'
  const wanted = isBelow ? index + 1 : index - 1
  const line = lines[wanted]
  const target = read(wanted)
  if (line === undefined || target.trim() === '') return edits
  const size = writeSize(list)
  if (/^\s*!\[[^\]]*\]\([^()]*\)\s*$/.test(target)) return size === '' ? edits : [...edits, insert(line.end, size)]
  if (list.id === undefined) return edits
  const heading = /^ {0,3}#{1,6}\s/.test(target)
    ? line
    : /^ {0,3}(?:=+|-+)\s*$/.test(target)
      ? lines[wanted - 1]
      : undefined
  if (heading !== undefined) return [...edits, insert(heading.end, ` {#${list.id}}`)]
  const first = isBelow ? wanted : (lines[wanted]?.first ?? wanted)
  const start = lines[first]?.start
  // In a list or a quote an anchor has no line of its own.
  const isPlain = start !== undefined && /^(?![ \t>]|[-*+]\s|\d+[.)]\s)/.test(read(first))
  return isPlain ? [...edits, insert(start, `<span id="${list.id}"></span>\n\n`)] : edits
}

function insert(at: number, text: string): Edit {
  return { start: at, end: at, text }
}

interface SpanList {
  readonly offset: number
  readonly length: number
  readonly list: Attributes
  /** The sign before it, which ends what it belongs to. */
  readonly before: string
}

/** Attribute lists within a line: right behind a link, an image or a mark, or at the end of a heading. */
function findSpanLists(line: string, style: Style): SpanList[] {
  const found: SpanList[] = []
  for (const { 0: opening, index } of line.matchAll(style === 'kramdown' ? /\{:(?=[\s.#\w])/g : /\{(?=\s*[.#\w-])/g)) {
    const before = line.charAt(index - 1)
    // A list is short; the bound keeps a line full of `{` from being read to its end for each of them.
    const close = index + line.slice(index, index + 1000).indexOf('}')
    if (close < index + opening.length) continue
    if (!/[)*_`\]>~ ]/.test(before) || before === '') continue
    const written = line.slice(index, close + 1)
    const list = style === 'kramdown' ? readLoosely(written) : readAttributes(written)
    if (list === undefined) continue
    if (before === ' ' && !/^ {0,3}#{1,6}\s/.test(line)) continue
    found.push({ offset: index, length: style === 'kramdown' ? written.length : list.length, list, before })
  }
  return found
}

function writeId({ id }: Attributes): string {
  return id === undefined ? '' : `{#${id}}`
}

/** The size in pixels, and the widths that Ghost has, as our own notation behind an image. */
function writeSize({ values, classes }: Attributes): string {
  const sizes = (['width', 'height'] as const).flatMap((key) => {
    const pixels = /^(\d{1,5})(?:px)?$/.exec(String(values.get(key) ?? ''))?.[1]
    return pixels === undefined ? [] : [`${key}=${pixels}`]
  })
  const wide = classes.includes('full') ? ['.full'] : classes.includes('wide') ? ['.wide'] : []
  const title = values.get('title')
  const named = typeof title === 'string' ? [`title="${title.replace(/["\\]/g, '\\$&')}"`] : []
  const all = [...wide, ...sizes, ...named]
  return all.length === 0 ? '' : `{${all.join(' ')}}`
}
