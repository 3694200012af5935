import type { Token } from 'marked'
import { decodeEntities } from './decode-entities.ts'
import { readToken } from './markdown-token.ts'
import { softenBreaks } from './soften-breaks.ts'

/** The text of inline tokens without any markup: what a reader would copy. Images give their alternative text, hard breaks `\n`. */
export function readPlainText(tokens: readonly Token[]): string {
  return tokens.map(readOne).join('')
}

function readOne(token: Token): string {
  const known = readToken(token)
  switch (known.type) {
    case 'text':
      if (known.tokens !== undefined) return readPlainText(known.tokens)
      return softenBreaks(decodeEntities(known.text))
    case 'escape':
    case 'codespan':
      return known.text
    case 'math':
      return known.tex.trim()
    case 'br':
      return '\n'
    case 'html':
    case 'footnoteReference':
    case 'checkbox':
      return ''
    default:
      return 'tokens' in known && known.tokens !== undefined ? readPlainText(known.tokens) : ''
  }
}
