import type { Token } from 'marked'
import { type Exceeded, MAX_CELLS, MAX_LAZY_LINES, MAX_RUN } from '../document/limits.ts'
import type { TableToken } from '../document/markdown-token.ts'

/** Makes one token of a text that goes beyond a limit. Nothing more of it is read. */
export function createRest(type: 'paragraph' | 'text', raw: string, exceeds: Exceeded): Token {
  const text = { type: 'text', raw, text: raw, ...(type === 'text' && { exceeds }) } as const
  return type === 'text' ? text : { type, raw, text: raw, tokens: [text], exceeds }
}

const MARKER = /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)/

/**
 * Finds a list item that goes on over more than `MAX_LAZY_LINES` lines without an indent, and returns the text up to the next blank line.
 * marked would read the item from its start once more for each of those lines.
 *
 * @param source text that may begin with a list
 * @returns undefined where there is no such item, or no list
 */
export function findLazyFlood(source: string): string | undefined {
  if (!/^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t\n]|$)/.test(source)) return undefined
  let lazy = 0
  let most = 0
  let indent = 0
  let at = 0
  while (at < source.length) {
    const next = source.indexOf('\n', at)
    const line = source.slice(at, next < 0 ? undefined : next)
    if (line.trim() === '') break
    const marker = MARKER.exec(line)?.[0].length
    if (marker !== undefined) {
      indent = marker
      lazy = 0
    } else if (line.search(/[^ ]/) < indent) {
      lazy++
      most = Math.max(most, lazy)
    }
    at = next < 0 ? source.length : next + 1
  }
  return most > MAX_LAZY_LINES ? source.slice(0, at).trimEnd() : undefined
}

/** Finds a table with more than `MAX_CELLS` cells, and returns it without them. */
export function findVastTable(source: string): TableToken | undefined {
  const first = source.indexOf('\n')
  const second = source.indexOf('\n', first + 1)
  if (first < 0 || second < 0) return undefined
  const rule = source.slice(first + 1, second)
  if (!rule.includes('|') || !/^[ \t]*[|:-][|: \t-]*$/.test(rule)) return undefined
  const columns = rule.split('|').length
  const most = MAX_CELLS / columns
  let rows = 0
  let end = second
  while (end >= 0 && rows <= most) {
    const next = source.indexOf('\n', end + 1)
    if (source.slice(end + 1, next < 0 ? undefined : next).trim() === '') break
    rows++
    end = next
  }
  if (rows <= most) return undefined
  const blank = source.slice(second).search(/\n[ \t]*(?:\n|$)/)
  const raw = blank < 0 ? source : source.slice(0, second + blank)
  return { type: 'table', raw, header: [], align: [], rows: [], exceeds: 'cells' }
}

/** Finds where more than `MAX_RUN` characters without a blank line begin. */
export function findVastRun(text: string): number | undefined {
  if (text.length <= MAX_RUN) return undefined
  let start = 0
  const blank = /\n[ \t]*\n/g
  for (let match = blank.exec(text); match !== null; match = blank.exec(text)) {
    if (match.index - start > MAX_RUN) return start
    start = match.index + match[0].length
    // The line end may begin the next one.
    blank.lastIndex = start - 1
  }
  return text.length - start > MAX_RUN ? start : undefined
}
