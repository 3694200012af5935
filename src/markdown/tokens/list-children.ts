import type { Token } from 'marked'
import { readToken } from './markdown-token.ts'

/** The tokens directly inside a token, in the order of the text; none for a leaf. An image is one: of its text only letters are left. */
export function listChildren(token: Token): readonly Token[] {
  const known = readToken(token)
  if (known.type === 'list') return known.items
  if (known.type === 'image') return []
  if (known.type === 'table') return [known.header, ...known.rows].flat().flatMap((cell) => cell.tokens)
  return 'tokens' in known && known.tokens !== undefined ? known.tokens : []
}
