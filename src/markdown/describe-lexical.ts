import type { LexicalRoot } from './lexical.ts'
import { type WriteOptions, writeMarkdown } from './write/write-markdown.ts'

/** Any Lexical document, ours or not, as the Markdown that it would be pulled as: for people to read and for line diffs. */
export function describeLexical(root: LexicalRoot, options?: WriteOptions): string {
  return writeMarkdown(root, options).text.trimEnd()
}
