import type { TextRange } from '../document/text-range.ts'

/** Where a text is code, or a comment of HTML: what stands there is no notation of any tool that reads Markdown first. */
export interface CodeRange extends TextRange {
  /** `card`: a fence with the JSON of a card of Ghost, in which nothing may be changed. */
  readonly kind: 'fence' | 'card' | 'indented' | 'span' | 'comment'
}

const FENCE = /^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(`{3,}(?=[^`]*$)|~{3,})[ \t]*([\w-]*)/
const LIST = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/

/**
 * Finds code without reading the Markdown: templates and comments are looked for in texts that no reader of Markdown could read yet. Works line
 * by line: a fence may stand in a list or a quote; an indented line is code only where no list can hold it.
 */
export function findCode(text: string): readonly CodeRange[] {
  const ranges: CodeRange[] = []
  let fence: { readonly sign: string; readonly start: number; readonly kind: 'fence' | 'card' } | undefined
  let [isInList, isAfterBlank] = [false, true]
  // The start of the paragraph in which code spans are paired.
  let paragraph: number | undefined
  const closeParagraph = (end: number): void => {
    if (paragraph !== undefined) findSpans(text, paragraph, end, ranges)
    paragraph = undefined
  }
  for (let at = 0; at <= text.length; ) {
    const found = text.indexOf('\n', at)
    const end = found < 0 ? text.length : found
    const line = text.slice(at, end)
    if (fence !== undefined) {
      const closing = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1]
      if (closing?.startsWith(fence.sign) === true) {
        ranges.push({ kind: fence.kind, start: fence.start, end })
        fence = undefined
      }
    } else if (line.trim() === '') {
      closeParagraph(at)
      isAfterBlank = true
    } else {
      const [, sign, language] = FENCE.exec(line) ?? []
      if (sign !== undefined) {
        closeParagraph(at)
        fence = { sign, start: at, kind: language === 'ghost-card' ? 'card' : 'fence' }
      } else if (isAfterBlank && !isInList && /^(?: {4}| {0,3}\t)/.test(line)) {
        ranges.push({ kind: 'indented', start: at, end })
      } else {
        if (LIST.test(line)) isInList = true
        else if (isAfterBlank && /^\S/.test(line)) isInList = false
        paragraph ??= at
        isAfterBlank = false
      }
    }
    if (found < 0) break
    at = end + 1
  }
  closeParagraph(text.length)
  if (fence !== undefined) ranges.push({ kind: fence.kind, start: fence.start, end: text.length })
  return ranges.sort((one, other) => one.start - other.start)
}

/** Pairs runs of as many backticks, and the ends of comments, in one pass: a run that nothing closes is looked for once. */
function findSpans(text: string, start: number, end: number, ranges: CodeRange[]): void {
  const part = text.slice(start, end)
  if (!part.includes('`') && !part.includes('<!--')) return
  const signs = [...part.matchAll(/\\`|`+|<!--|-->/g)]
  // By the length of a run: the indexes of the runs of that length.
  const runs = new Map<string, number[]>()
  for (const [index, { 0: sign }] of signs.entries()) {
    const places = runs.get(sign)
    if (places === undefined) runs.set(sign, [index])
    else places.push(index)
  }
  const next = new Map<string, number>()
  for (let index = 0; index < signs.length; index++) {
    const sign = signs[index]
    if (sign === undefined || sign[0].startsWith('\\') || sign[0] === '-->') continue
    const wanted = sign[0] === '<!--' ? '-->' : sign[0]
    const places = runs.get(wanted) ?? []
    let place = next.get(wanted) ?? 0
    while (place < places.length && (places[place] ?? 0) <= index) place++
    next.set(wanted, place)
    const closing = places[place]
    const last = closing === undefined ? undefined : signs[closing]
    if (closing === undefined || last === undefined) continue
    const kind = wanted === '-->' ? 'comment' : 'span'
    ranges.push({ kind, start: start + sign.index, end: start + last.index + last[0].length })
    index = closing
  }
}

/** Answers whether an offset lies in one of the ranges. The offsets have to be asked for in order. */
export function createRangeFinder(ranges: readonly CodeRange[]): (offset: number) => CodeRange | undefined {
  let index = 0
  return (offset) => {
    while (index < ranges.length && (ranges[index]?.end ?? 0) <= offset) index++
    const range = ranges[index]
    return range !== undefined && range.start <= offset ? range : undefined
  }
}
