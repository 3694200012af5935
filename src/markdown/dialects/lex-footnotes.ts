import type { TokenizerExtension } from 'marked'
import { findInterruption } from './find-interruption.ts'

const DEFINITION = /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*/
const REFERENCE = /^\[\^([^\]\s[]+)\]/
/** What ends a paragraph, and so its lazy continuation. */
const BLOCK_START =
  /^ {0,3}(?:#{1,6}(?:\s|$)|>|[-*+][ \t]|\d{1,9}[.)][ \t]|`{3}|~{3}|<|(?:[-*_][ \t]*){3,}$|\[\^[^\]\s]+\]:)/

/** Definitions in definitions deeper than this stay text. */
const MAX_DEPTH = 8

/**
 * Footnotes as GitHub reads them: `[^label]` where a definition exists, `[^label]: text` with continuation lines that are indented by four
 * spaces or lazy. The set of labels belongs to one run of the lexer: marked reads all blocks before any inline text, so every
 * definition is known when the first reference is read.
 */
export function createFootnoteExtensions(): TokenizerExtension[] {
  const labels = new Set<string>()
  let depth = 0
  return [
    {
      name: 'footnoteDefinition',
      level: 'block',
      childTokens: ['tokens'],
      start: (source) => (depth < MAX_DEPTH ? findInterruption(source, (line) => DEFINITION.test(line)) : undefined),
      tokenizer(source) {
        const match = depth < MAX_DEPTH ? DEFINITION.exec(source) : null
        if (match?.[1] === undefined) return undefined
        const label = normalizeLabel(match[1])
        labels.add(label)
        const { raw, content } = extractDefinition(source, match[0].length)
        const { state } = this.lexer
        const top = state.top
        // As marked's own block quote does: inside a list item this is false, and then paragraphs are not recognised.
        state.top = true
        depth++
        const tokens = this.lexer.blockTokens(content, [])
        depth--
        state.top = top
        return { type: 'footnoteDefinition', raw, label, tokens }
      },
    },
    {
      name: 'footnoteReference',
      level: 'inline',
      tokenizer(source) {
        if (!source.startsWith('[^') || this.lexer.state.inLink) return undefined
        const match = REFERENCE.exec(source)
        if (match?.[1] === undefined) return undefined
        const label = normalizeLabel(match[1])
        return labels.has(label) ? { type: 'footnoteReference', raw: match[0], label } : undefined
      },
    },
  ]
}

function normalizeLabel(label: string): string {
  return label.toLowerCase().toUpperCase().toLowerCase()
}

function extractDefinition(source: string, start: number): { raw: string; content: string } {
  const lines = source.split('\n', 1)
  const content = [source.slice(start, lines[0]?.length ?? 0)]
  let end = lines[0]?.length ?? 0
  let blankEnd = end
  let blanks = 0
  let lazy = content[0] !== ''
  while (blankEnd < source.length) {
    const next = source.indexOf('\n', blankEnd + 1)
    const line = source.slice(blankEnd + 1, next < 0 ? source.length : next)
    blankEnd = next < 0 ? source.length : next
    if (line.trim() === '') {
      blanks++
      lazy = false
      continue
    }
    const indented = /^(?: {4}| {0,3}\t)/.exec(line)
    if (indented === null && !(lazy && !BLOCK_START.test(line))) break
    for (; blanks > 0; blanks--) content.push('')
    content.push(indented === null ? line : line.slice(indented[0].length))
    lazy = true
    end = blankEnd
  }
  return { raw: source.slice(0, end), content: content.join('\n') }
}
