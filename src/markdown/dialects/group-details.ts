import type { Token, Tokens } from 'marked'
import type { DetailsToken } from '../document/markdown-token.ts'

const OPENING = /^( {0,3}<details>[ \t]*(?:\n[ \t]*)?<summary>)([\s\S]*?)<\/summary>\s*$/i
const CLOSING = /^ {0,3}<\/details>\s*$/i

/** Toggles in toggles deeper than this stay raw HTML. */
const MAX_DEPTH = 8

/**
 * Makes one token of `<details><summary>..</summary>`, the blocks after it, and its `</details>`. Not when it has attributes: a toggle of
 * Ghost cannot start open, so that one stays the author's HTML.
 */
export function groupDetails(tokens: readonly Token[], depth = 0): Token[] {
  const ends = depth < MAX_DEPTH ? matchEnds(tokens) : new Map<number, number>()
  if (ends.size === 0) return [...tokens]
  const grouped: Token[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (token === undefined) break
    const end = ends.get(at)
    grouped.push(end === undefined ? token : buildDetails(tokens.slice(at, end + 1), depth))
    at = end ?? at
  }
  return grouped
}

/** For each token that opens a toggle, the index of the one that closes it: in one pass, whatever is left open. */
function matchEnds(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>()
  const open: (number | undefined)[] = []
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'html') continue
    const opened = token.raw.match(/<details\b/gi)?.length ?? 0
    const closed = token.raw.match(/<\/details\b/gi)?.length ?? 0
    if (opened > closed) {
      for (let count = 1; count < opened - closed; count++) open.push(undefined)
      open.push(opened === 1 && OPENING.test(token.raw) ? index : undefined)
      continue
    }
    for (let count = 0; count < closed - opened; count++) {
      const start = open.pop()
      if (start !== undefined && closed === 1 && CLOSING.test(token.raw)) ends.set(start, index)
    }
  }
  return ends
}

function buildDetails(tokens: readonly Token[], depth: number): DetailsToken {
  const raw = tokens.map((token) => token.raw).join('')
  const [, before = '', summary = ''] = OPENING.exec(tokens[0]?.raw ?? '') ?? []
  const html: Tokens.HTML = { type: 'html', raw: before + summary, text: summary, pre: false, block: true }
  return { type: 'details', raw, summary: html, tokens: groupDetails(tokens.slice(1, -1), depth + 1) }
}
