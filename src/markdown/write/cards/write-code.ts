import type { LexicalNode } from '../../lexical.ts'
import { writeCaption } from '../html/write-caption.ts'
import type { InlineStyle } from '../inline/written-piece.ts'
import { readString } from '../read-property.ts'
import type { Writing } from '../writing.ts'
import { writeAttributes } from './write-attributes.ts'
import { writeFence } from './write-fence.ts'

/** A fenced code block: language, caption. */
export function writeCode(node: LexicalNode, style: InlineStyle, writing: Writing): string | undefined {
  const caption = writeCaption(readString(node, 'caption'), style, writing)
  if (caption === undefined) return undefined
  const info = [readString(node, 'language'), writeAttributes([['caption', caption === '' ? undefined : caption]])]
  return writeFence('`', info.filter((part) => part !== '').join(' '), readString(node, 'code').replace(/\n$/, ''))
}
