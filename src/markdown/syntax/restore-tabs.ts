import type { Token, Tokens } from 'marked'
import { listChildren, readToken } from '../document/markdown-token.ts'

const TAB_STOP = 4

/** After this many blocks that were not found (in quotes, where each line begins with `>`) the search ends: each one costs a walk to the end. */
const MAX_MISSES = 100

/**
 * Restores the tabs at the beginning of code lines in a list. marked replaces them by spaces when it removes the item's indentation; in
 * CommonMark only a tab in which the indentation ends may become spaces. A Makefile with spaces does not run. Changes tokens in place.
 */
export function restoreTabs(list: Tokens.List): void {
  if (!list.raw.includes('\t')) return
  const lines = list.raw.split('\n')
  let cursor = 0
  let misses = 0
  const visit = (token: Token): void => {
    const known = readToken(token)
    if (known.type !== 'code') {
      listChildren(token).forEach(visit)
      return
    }
    if (misses >= MAX_MISSES) return
    const block = known.raw.trimEnd().split('\n')
    const at = findLines(lines, block, cursor)
    if (at === undefined) {
      misses += 1
      return
    }
    cursor = at + block.length
    const start = known.codeBlockStyle === 'indented' ? at : at + 1
    const code = known.text.split('\n')
    known.text = code.map((line, index) => restoreLine(line, lines[start + index] ?? '')).join('\n')
  }
  visit(list)
}

/** Where the lines stand, whatever their indentation; a first line may follow a list's marker. */
function findLines(lines: readonly string[], block: readonly string[], from: number): number | undefined {
  const [first = '', ...others] = block.map((line) => line.trim())
  for (let at = from; at + others.length < lines.length; at++) {
    const begins = lines[at]?.trimEnd().endsWith(first)
    if (begins === true && others.every((line, index) => lines[at + 1 + index]?.trim() === line)) return at
  }
  return undefined
}

/** The written line without as many columns as marked took away. */
function restoreLine(code: string, written: string): string {
  const [start = ''] = /^[ \t]*/.exec(written) ?? []
  if (!start.includes('\t') || code.trim() === '' || code.trimStart() !== written.trimStart()) return code
  const [left = ''] = /^[ \t]*/.exec(code) ?? []
  let rest = measure(start) - measure(left)
  let column = 0
  for (const [index, character] of [...start].entries()) {
    if (rest <= 0) return written.slice(index)
    const width = character === '\t' ? TAB_STOP - (column % TAB_STOP) : 1
    if (width > rest) return ' '.repeat(width - rest) + written.slice(index + 1)
    column += width
    rest -= width
  }
  return written.slice(start.length)
}

function measure(blank: string): number {
  return [...blank].reduce((column, character) => column + (character === '\t' ? TAB_STOP - (column % TAB_STOP) : 1), 0)
}
