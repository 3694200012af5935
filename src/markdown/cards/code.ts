import { writeAttributes, writeFence } from '../document/attributes.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { readString } from '../document/node-properties.ts'
import { writeCaption } from '../html/write-html-text.ts'
import type { WriteContext } from '../inline/write-context.ts'
import type { InlineStyle } from '../inline/written-piece.ts'

/** A fenced code block: language, caption. */
export function writeCode(node: LexicalNode, style: InlineStyle, context: WriteContext): string | undefined {
  const caption = writeCaption(readString(node, 'caption'), style, context)
  if (caption === undefined) return undefined
  const info = [readString(node, 'language'), writeAttributes([['caption', caption === '' ? undefined : caption]])]
  return writeFence('`', info.filter((part) => part !== '').join(' '), readString(node, 'code').replace(/\n$/, ''))
}
