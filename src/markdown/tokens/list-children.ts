import type { Token } from 'marked'
import { readToken } from './markdown-token.ts'

/** The tokens directly inside a token, in the order of the text; none for a leaf. Of an image's text only letters are left; what counts is its caption. */
export function listChildren(token: Token): readonly Token[] {
  const known = readToken(token)
  if (known.type === 'list') return known.items
  if (known.type === 'image' || known.type === 'code') return known.captionTokens ?? []
  if (known.type === 'definitionList')
    return known.groups.flatMap(({ term, definitions }) => [...term, ...definitions.flatMap(({ tokens }) => tokens)])
  if (known.type === 'directive') return [...[...known.inline.values()].flat(), ...known.tokens]
  if (known.type === 'details') return [known.summary, ...known.tokens]
  if (known.type === 'table') return [known.header, ...known.rows].flat().flatMap((cell) => cell.tokens)
  return 'tokens' in known && known.tokens !== undefined ? known.tokens : []
}
