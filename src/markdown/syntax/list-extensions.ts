import type { Token } from 'marked'
import { holdsEmoji } from '../dialects/apply-typography.ts'
import type { MarkdownDocument, MarkdownOptions } from '../document/markdown-document.ts'
import { listChildren, readToken } from '../document/markdown-token.ts'

/** Notations beyond GitHub Flavored Markdown that the config can switch off, by their options. */
export const EXTENSIONS = ['highlights', 'scripts', 'definitionLists', 'headingIds', 'emoji'] as const

export type Extension = (typeof EXTENSIONS)[number] & keyof MarkdownOptions

/** Lists the notations beyond GitHub Flavored Markdown that a document uses, each once. Shortcodes of emoji count also where they stay text. */
export function listExtensions({ tokens }: MarkdownDocument): readonly Extension[] {
  const found = new Set<Extension>()
  collect(tokens, found)
  return EXTENSIONS.filter((name) => found.has(name))
}

function collect(tokens: readonly Token[], found: Set<Extension>): void {
  for (const token of tokens) {
    const name = nameExtension(token)
    if (name !== undefined) found.add(name)
    collect(listChildren(token), found)
  }
}

function nameExtension(token: Token): Extension | undefined {
  const known = readToken(token)
  switch (known.type) {
    case 'mark':
      return 'highlights'
    case 'sub':
    case 'sup':
      return 'scripts'
    case 'definitionList':
      return 'definitionLists'
    case 'heading':
      return known.writtenId === undefined ? undefined : 'headingIds'
    case 'text':
      return known.tokens === undefined && known.escaped !== true && holdsEmoji(known.raw) ? 'emoji' : undefined
    default:
      return undefined
  }
}
