import type { Token } from 'marked'
import { type Exceeded, MAX_LAZY_LINES } from '../document/limits.ts'

/** A text beyond a limit, as one token of which nothing more is read. */
export function createRest(type: 'paragraph' | 'text', raw: string, exceeds: Exceeded): Token {
  const text = { type: 'text', raw, text: raw, ...(type === 'text' && { exceeds }) } as const
  return type === 'text' ? text : { type, raw, text: raw, tokens: [text], exceeds }
}

const MARKER = /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)/

/**
 * The lines up to the next blank one, where a list item among them goes on over more lines than anybody writes without an indent: marked
 * reads an item from its start once more for each of them.
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
