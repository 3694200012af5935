import type { TokenizerExtension } from 'marked'
import { findDirective } from '../cards/registry.ts'
import { isVerbatim } from '../directives/directive-form.ts'
import { readAttributes } from '../document/attributes.ts'
import type { DirectiveToken } from '../document/markdown-token.ts'
import { findInterruption } from './find-interruption.ts'

const OPENING = /^ {0,3}(:{3,})[ \t]*([A-Za-z][\w-]*)[ \t]*([^\n]*)(?:\n|$)/
const FENCE = /^ {0,3}(`{3,}|~{3,})/

/** Directives in directives deeper than this stay text. */
const MAX_DEPTH = 8

/** `:::name{attributes}`, lines, `:::`: what is a card in Ghost and has no notation of its own in Markdown. */
export function createDirectiveExtension(): TokenizerExtension {
  let depth = 0
  return {
    name: 'directive',
    level: 'block',
    childTokens: ['tokens'],
    // Where no directive is read, none may interrupt a paragraph either: marked joins the pieces again, at a cost that grows with each.
    start: (source) => (depth < MAX_DEPTH ? findInterruption(source, (line) => OPENING.test(line)) : undefined),
    tokenizer(source) {
      const match = depth < MAX_DEPTH ? OPENING.exec(source) : null
      const [opening, colons, name, rest] = match ?? []
      if (opening === undefined || colons === undefined || name === undefined || rest === undefined) return undefined
      const form = findDirective(name)
      const isRaw = form !== undefined && isVerbatim(form)
      const { raw, content, closed } = extractBody(source, opening.length, colons.length, !isRaw)
      const attributes = readAttributes(rest)
      const isWhole = rest.trimEnd() === '' || attributes?.length === rest.trimEnd().length
      const { state } = this.lexer
      const { top } = state
      // As marked's own block quote does: inside a list item this is false, and then paragraphs are not recognised.
      state.top = true
      depth++
      const tokens = isRaw ? [] : this.lexer.blockTokens(content, [])
      depth--
      state.top = top
      return {
        type: 'directive',
        raw,
        name,
        attributes: isWhole ? attributes : undefined,
        isWhole,
        closed,
        content,
        contentStart: opening.length,
        tokens,
        inline: new Map(),
      } satisfies DirectiveToken
    },
  }
}

/**
 * Reads the body of a directive: up to a line of at least as many colons, or to the end of the text where there is none.
 *
 * @param fences Whether colons in fenced code do not count.
 */
function extractBody(
  source: string,
  start: number,
  colons: number,
  fences: boolean,
): { readonly raw: string; readonly content: string; readonly closed: boolean } {
  const closing = new RegExp(`^ {0,3}:{${colons},}[ \\t]*$`)
  let fence: string | undefined
  let at = start
  while (at < source.length) {
    const next = source.indexOf('\n', at)
    const end = next < 0 ? source.length : next
    const line = source.slice(at, end)
    const marker = fences ? FENCE.exec(line)?.[1] : undefined
    if (fence !== undefined) {
      if (marker?.startsWith(fence) === true && line.trim() === marker) fence = undefined
    } else if (marker !== undefined) fence = marker
    else if (closing.test(line)) {
      return { raw: source.slice(0, end), content: source.slice(start, Math.max(start, at - 1)), closed: true }
    }
    at = end + 1
  }
  return { raw: source, content: source.slice(start), closed: false }
}
