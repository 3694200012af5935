import type { Token } from 'marked'
import type { MarkdownDocument } from '../document/markdown-document.ts'
import { listChildren, readToken } from '../document/markdown-token.ts'

/** A tag as Obsidian reads it: letters, digits, `_`, `-` and `/` behind a `#` that begins a word, and not digits alone. */
const INLINE_TAG =
  /(?<![^\s(])#(?=[\d/-]{0,50}[\p{L}_\p{Extended_Pictographic}])([\p{L}\p{N}\p{M}_/\p{Extended_Pictographic}-]{1,190})/gu

/**
 * Lists the tags in the text of a document (`#travel`, `#travel/italy`), each once, in order. Code, links and HTML hold none.
 * Source: https://help.obsidian.md/tags
 */
export function listInlineTags({ tokens }: MarkdownDocument): readonly string[] {
  const found = new Map<string, string>()
  collect(tokens, found)
  return [...found.values()]
}

function collect(tokens: readonly Token[], found: Map<string, string>): void {
  for (const token of tokens) {
    const known = readToken(token)
    if (known.type === 'link' || known.type === 'image' || known.type === 'code') continue
    if (known.type === 'text' && known.tokens === undefined) {
      for (const [, name = ''] of known.text.matchAll(INLINE_TAG)) {
        const folded = name.toLowerCase()
        if (!found.has(folded)) found.set(folded, name)
      }
    }
    collect(listChildren(token), found)
  }
}
