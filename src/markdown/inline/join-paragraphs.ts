import type { MarkdownToken } from '../tokens/markdown-token.ts'
import type { InlinePiece } from './inline-piece.ts'
import { readNativeInline } from './read-native-inline.ts'

/**
 * Blocks as one run of pieces, paragraphs parted by an empty line: all that a native quote or list item can hold. Undefined when there is
 * anything but paragraphs of text.
 */
export function joinParagraphs(blocks: readonly MarkdownToken[]): InlinePiece[] | undefined {
  const joined: InlinePiece[] = []
  for (const block of blocks) {
    if (block.type === 'space' || block.type === 'def' || block.type === 'footnoteDefinition') continue
    if (block.type !== 'paragraph' && block.type !== 'text') return undefined
    const pieces = readNativeInline(block.tokens ?? [block])
    if (pieces === undefined || pieces.some((piece) => piece.kind === 'image')) return undefined
    if (pieces.length === 0) continue
    if (joined.length > 0) joined.push({ kind: 'break' }, { kind: 'break' })
    joined.push(...pieces)
  }
  return joined
}
