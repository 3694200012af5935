import { buildElement } from '../convert/build-element.ts'
import type { Conversion } from '../convert/conversion.ts'
import { encodeUrl } from '../html/encode-url.ts'
import type { LexicalNode } from '../lexical.ts'
import type { InlinePiece } from './inline-piece.ts'

/** Pieces as Lexical nodes. Images are not shown by any: blocks take them out before. */
export function buildInline(pieces: readonly InlinePiece[], conversion: Pick<Conversion, 'resolve'>): LexicalNode[] {
  return pieces.flatMap((piece) => {
    switch (piece.kind) {
      case 'text':
        return [
          {
            type: 'extended-text',
            version: 1,
            text: piece.text,
            format: piece.format,
            detail: 0,
            mode: 'normal',
            style: '',
          },
        ]
      case 'break':
        return [{ type: 'linebreak', version: 1 }]
      case 'link': {
        const url = piece.target === '' ? '' : encodeUrl(conversion.resolve(piece.target, 'link').url)
        const children = buildInline(piece.pieces, conversion)
        return [buildElement('link', { url, rel: null, target: null, title: piece.title }, children)]
      }
      case 'image':
        return []
      default:
        return piece satisfies never
    }
  })
}
