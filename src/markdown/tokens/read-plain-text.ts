import type { Token } from 'marked'
import { decodeEntities } from './decode-entities.ts'
import { readToken } from './markdown-token.ts'
import { softenBreaks } from './soften-breaks.ts'

/**
 * The text of inline tokens without any markup: what a reader would copy. Images give their alternative text, hard breaks `\n`.
 *
 * @param tags HTML tags count as text where there can be none: in `![Vec<T>](a.png)`, as in CommonMark's own renderers
 */
export function readPlainText(tokens: readonly Token[], tags: 'tags' | 'no tags' = 'no tags'): string {
  return tokens.map((token) => readOne(token, tags)).join('')
}

function readOne(token: Token, tags: 'tags' | 'no tags'): string {
  const known = readToken(token)
  switch (known.type) {
    case 'text':
      if (known.tokens !== undefined) return readPlainText(known.tokens, tags)
      return softenBreaks(decodeEntities(known.text))
    case 'escape':
    case 'codespan':
      return known.text
    case 'math':
      return known.tex.trim()
    case 'br':
      return '\n'
    case 'html':
      return tags === 'tags' ? known.raw : ''
    case 'footnoteReference':
    case 'checkbox':
      return ''
    default:
      return 'tokens' in known && known.tokens !== undefined ? readPlainText(known.tokens, tags) : ''
  }
}
