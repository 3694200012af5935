import type { LexicalRoot } from './lexical.ts'

/**
 * Any Lexical document, ours or not, as Markdown-like text for people to read and for line diffs: one block per paragraph. Not meant to
 * be parsed again.
 */
export function describeLexical(_root: LexicalRoot): string {
  return ''
}
