import type { TokenizerExtension } from 'marked'
import type { DefinitionListToken } from '../document/markdown-token.ts'

/** A term: one line that begins no other block. */
const TERM =
  /^ {0,3}(?!#{1,6}(?:\s|$)|>|[-*+][ \t]|\d{1,9}[.)][ \t]|`{3}|~{3}|<|:|\||(?:[-*_][ \t]*){3,}(?:\n|$)|\[[^\]\n]+\]:)(\S[^\n]*)\n/
const MARKER = /^(\n?) {0,3}:[ \t]+(?=\S)/

/** `Term`, and under it `: what it means`, as PHP Markdown Extra and Pandoc read them. */
export const definitionExtension: TokenizerExtension = {
  name: 'definitionList',
  level: 'block',
  tokenizer(source) {
    const groups: DefinitionListToken['groups'][number][] = []
    let at = 0
    for (;;) {
      const from = groups.length === 0 ? 0 : skipBlank(source, at)
      const term = TERM.exec(source.slice(from, from + MAX_LINE))
      if (
        term?.[1] === undefined ||
        !isTerm(term[1]) ||
        !MARKER.test(source.slice(from + term[0].length, from + term[0].length + MAX_LINE))
      )
        break
      at = from + term[0].length
      const definitions: DefinitionListToken['groups'][number]['definitions'][number][] = []
      for (;;) {
        const blank = definitions.length === 0 ? 0 : skipBlank(source, at) - at
        const marker = MARKER.exec(source.slice(at + blank, at + blank + MAX_LINE))
        if (marker === null) break
        const taken = extractLines(source, at + blank + marker[0].length)
        const { state } = this.lexer
        const { top } = state
        state.top = true
        const tokens = this.lexer.blockTokens(taken.content, [])
        state.top = top
        definitions.push({ loose: blank > 0 || marker[1] !== '' || taken.content.includes('\n\n'), tokens })
        at = taken.end
      }
      groups.push({ term: this.lexer.inline(term[1].trimEnd()), definitions })
    }
    if (groups.length === 0) return undefined
    return { type: 'definitionList', raw: source.slice(0, at), groups } satisfies DefinitionListToken
  },
}

/** A line that goes on in the next one is none: a bracket or a code span is open at its end, or a comma stands there. */
function isTerm(line: string): boolean {
  const text = line.replace(/\\./g, '')
  const count = (sign: string): number => text.split(sign).length - 1
  return count('[') <= count(']') && count('(') <= count(')') && count('`') % 2 === 0 && !/[,;，；、]\s*$/.test(text)
}

// No term is longer. The limit keeps a long paragraph from being copied at every block.
const MAX_LINE = 2000

function skipBlank(source: string, at: number): number {
  return at + (/^(?:[ \t]*\n)*/.exec(source.slice(at, at + MAX_LINE))?.[0].length ?? 0)
}

/** The rest of a definition's first line, the lines after it without a gap, and then those that are indented. */
function extractLines(source: string, start: number): { readonly content: string; readonly end: number } {
  const lines: string[] = []
  let end = start
  let at = start
  let blanks = 0
  while (at <= source.length) {
    const next = source.indexOf('\n', at)
    const stop = next < 0 ? source.length : next
    const line = source.slice(at, stop)
    const indent = /^(?: {2,4}|\t)/.exec(line)?.[0] ?? ''
    if (line.trim() === '') blanks++
    else {
      if (lines.length > 0 && indent === '' && (blanks > 0 || /^ {0,3}:[ \t]/.test(line))) break
      for (; blanks > 0; blanks--) lines.push('')
      lines.push(lines.length === 0 ? line : line.slice(indent.length))
      end = Math.min(stop + 1, source.length)
    }
    if (next < 0) break
    at = stop + 1
  }
  return { content: lines.join('\n'), end }
}
