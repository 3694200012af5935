import type { Token } from 'marked'
import { listChildren } from './markdown-token.ts'

/**
 * Finds the line of an offset in a text.
 *
 * @param firstLine number of the line on which the text begins
 * @param lines for each line of the text the one that it comes from, from 0, where dialects were rewritten
 */
export function createLineFinder(
  text: string,
  firstLine: number,
  lines?: readonly number[],
): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return firstLine + (lines?.[low] ?? low)
  }
}

// How far ahead a token is looked for. Tokens follow each other closely; one that is not found (its text was changed while it was
// read, as in a quote that goes over several lines) must not cost a search through the rest of the file.
const WINDOW = 20_000

/**
 * Calls `visit` for every token with the offset at which it begins in `text`, in order. marked keeps no positions: the raw texts of
 * top-level tokens add up to the text, and inside them each token is looked for from where the one before it ended. A token
 * whose raw text goes over several lines is found by its first, since quotes and lists take the beginnings of lines away.
 */
export function locateTokens(
  text: string,
  tokens: readonly Token[],
  visit: (token: Token, offset: number) => void,
): void {
  let start = 0
  for (const token of tokens) {
    visit(token, start)
    let cursor = start
    for (const child of listChildren(token)) cursor = locate(text, child, cursor, visit)
    start += token.raw.length
  }
}

/** @returns the offset from which the next token is looked for */
function locate(text: string, token: Token, from: number, visit: (token: Token, offset: number) => void): number {
  const lineEnd = token.raw.indexOf('\n')
  const firstLine = lineEnd < 0 ? token.raw : token.raw.slice(0, lineEnd)
  // What begins with a line end has nothing to be found by; it begins where the last token ended.
  const found = firstLine === '' ? -1 : findNear(text, firstLine, from)
  const start = found < 0 ? from : from + found
  visit(token, start)
  let cursor = start
  for (const child of listChildren(token)) cursor = locate(text, child, cursor, visit)
  return found < 0 ? cursor : Math.max(cursor, start + firstLine.length)
}

/** Most tokens begin right where the one before them ended. */
function findNear(text: string, wanted: string, from: number): number {
  return text.startsWith(wanted, from) ? 0 : text.slice(from, from + WINDOW).indexOf(wanted)
}

/** Where a token ends. In a quote or a list the lines of its raw text have lost their beginnings: then it ends with as many lines. */
export function findTokenEnd(text: string, start: number, raw: string): number {
  if (text.startsWith(raw, start)) return start + raw.length
  const breaks = raw.trimEnd().split('\n').length
  let end = start
  for (let line = 0; line < breaks; line++) {
    const next = text.indexOf('\n', end)
    if (next < 0) return text.length
    end = next + 1
  }
  return end - 1
}
