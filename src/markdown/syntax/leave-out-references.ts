import type { Token, Tokens } from 'marked'
import type { MarkdownDocument, Reference } from '../document/markdown-document.ts'
import { type MarkdownToken, readToken } from '../document/markdown-token.ts'
import { readTarget } from '../document/read-tokens.ts'

/** Whether a reference of the document is left out. */
export type IsLeftOut = (target: string, kind: Reference['kind']) => boolean

/**
 * Returns the document without the images and links that lead to nothing: of a link the words stay, of an image nothing. Offsets and lines stay those
 * of the file. References in raw HTML and in the attributes of a card stay as they are: without them the element would be another.
 */
export function leaveOutReferences(document: MarkdownDocument, isLeftOut: IsLeftOut): MarkdownDocument {
  const { references } = document
  if (!references.some(({ target, kind }) => isLeftOut(target, kind))) return document
  return { ...document, tokens: leaveOut(document.tokens, isLeftOut, 'blocks') }
}

function leaveOut(tokens: readonly Token[], isLeftOut: IsLeftOut, place: 'blocks' | 'inline'): Token[] {
  return tokens.flatMap((token): readonly Token[] => {
    const known = readToken(token)
    if (known.type === 'image') return isLeftOut(readTarget(known), 'image') ? [] : [token]
    if (known.type === 'link') {
      const words = leaveOut(known.tokens, isLeftOut, 'inline')
      // A link around a picture that is left out has nothing to show.
      if (isLeftOut(readTarget(known), 'link') || words.length === 0) return words
      return [{ ...known, tokens: words }]
    }
    const without = rebuild(known, isLeftOut)
    const isEmptied = known.type === 'paragraph' && isBlankText(without) && !isBlankText(known)
    return [isEmptied && place === 'blocks' ? { type: 'space', raw: known.raw } : (without as Token)]
  })
}

function isBlankText(token: MarkdownToken): boolean {
  return (
    token.type === 'paragraph' &&
    token.tokens.every((inner) => inner.type === 'br' || (inner.type === 'text' && inner.raw.trim() === ''))
  )
}

function rebuild(token: MarkdownToken, isLeftOut: IsLeftOut): MarkdownToken {
  const inline = (tokens: readonly Token[]) => leaveOut(tokens, isLeftOut, 'inline')
  const blocks = (tokens: readonly Token[]) => leaveOut(tokens, isLeftOut, 'blocks')
  switch (token.type) {
    case 'list':
      return { ...token, items: token.items.map((item) => ({ ...item, tokens: blocks(item.tokens) })) }
    case 'table': {
      const cell = (one: Tokens.TableCell): Tokens.TableCell => ({ ...one, tokens: inline(one.tokens) })
      return { ...token, header: token.header.map(cell), rows: token.rows.map((row) => row.map(cell)) }
    }
    case 'definitionList':
      return {
        ...token,
        groups: token.groups.map(({ term, definitions }) => ({
          term: inline(term),
          definitions: definitions.map((one) => ({ ...one, tokens: blocks(one.tokens) })),
        })),
      }
    case 'directive':
      return {
        ...token,
        tokens: blocks(token.tokens),
        inline: new Map([...token.inline].map(([key, tokens]) => [key, inline(tokens)] as const)),
      }
    case 'blockquote':
    case 'details':
    case 'footnoteDefinition':
      return { ...token, tokens: blocks(token.tokens) }
    case 'paragraph':
    case 'heading':
    case 'strong':
    case 'em':
    case 'del':
    case 'mark':
    case 'sub':
    case 'sup':
      return { ...token, tokens: inline(token.tokens) }
    case 'footnoteReference':
      return token.note === undefined ? token : { ...token, note: blocks(token.note) }
    case 'text':
      return token.tokens === undefined ? token : { ...token, tokens: inline(token.tokens) }
    default:
      return token
  }
}
