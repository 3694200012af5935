import type { Tokens } from 'marked'
import { type ImageToken, readToken } from '../tokens/markdown-token.ts'
import { readAttributes } from './read-attributes.ts'

const WIDTHS = ['wide', 'full'] as const

/**
 * Reads `{.wide}`, `{.full}`, `{width=800 height=600 title="..."}` after an image or a linked image into its token. With anything else in
 * the braces they stay text: they were written for another program.
 *
 * @param source The text from where the token begins.
 */
export function takeImageAttributes<T extends Tokens.Generic | undefined>(token: T, source: string): T {
  if (token === undefined || source[token.raw.length] !== '{') return token
  const image = findImage(token)
  const attributes = image && readAttributes(source.slice(token.raw.length))
  if (image === undefined || attributes === undefined || attributes.id !== undefined) return token
  const [cardWidth, ...others] = attributes.classes
  const width = WIDTHS.find((one) => one === cardWidth)
  if (others.length > 0 || (cardWidth !== undefined && width === undefined)) return token
  const size: { width?: number; height?: number; imageTitle?: string } = {}
  for (const [key, value] of attributes.values) {
    if ((key === 'width' || key === 'height') && typeof value === 'string' && /^\d{1,6}$/.test(value))
      size[key] = Number(value)
    else if (key === 'title' && typeof value === 'string') size.imageTitle = value
    else return token
  }
  Object.assign(image, size, width === undefined ? {} : { cardWidth: width })
  token.raw += source.slice(token.raw.length, token.raw.length + attributes.length)
  return token
}

/** The image itself, or the only thing in a link. */
function findImage(token: Tokens.Generic): ImageToken | undefined {
  const known = readToken(token)
  if (known.type === 'image') return known
  if (known.type !== 'link' || known.tokens.length !== 1) return undefined
  const [only] = known.tokens.map(readToken)
  return only?.type === 'image' ? only : undefined
}
