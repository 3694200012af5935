import { chooseMarks } from './choose-marks.ts'
import { escapeLineStart } from './escape-line-start.ts'
import { ESCAPES, findTraits } from './escape-text.ts'
import { laySegments, type Segment } from './lay-segments.ts'
import { writeAutolink } from './write-autolink.ts'
import { writeCodeSpan } from './write-code-span.ts'
import { writeDestination, writeTitle } from './write-destination.ts'
import type { InlineStyle, WrittenPiece } from './written-piece.ts'

/** Pieces as inline Markdown, lines as `\n`. Destinations are written as they stand: rewrite them before. */
export function writeInline(pieces: readonly WrittenPiece[], style: InlineStyle): string {
  const segments = laySegments(pieces.flatMap((piece, index) => writeWholeLink(piece, pieces, index)))
  const marks = chooseMarks(segments, style)
  const traits = findTraits(segments.map((segment) => (segment.kind === 'text' ? segment.text : ' ')).join(''))
  const written = (segment: Segment | undefined): string => {
    switch (segment?.kind) {
      case 'code':
        return writeCodeSpan(segment.text, style.cell)
      case 'verbatim':
        return segment.markdown
      case 'mark': {
        const delimiter = marks.get(segment.mark)
        return (segment.opens ? delimiter?.open : delimiter?.close) ?? ''
      }
      case 'link': {
        const { target, title } = segment.link
        return segment.opens ? '[' : `](${writeDestination(target)}${writeTitle(title)})`
      }
      default:
        return ''
    }
  }
  // Parts and not one string: looking at the end of a growing string copies all of it each time.
  const parts: string[] = []
  for (const [index, segment] of segments.entries()) {
    const last = parts.at(-1) ?? ''
    if (segment.kind === 'break') add(parts, writeBreak(segments, index, last, style))
    else if (segment.kind === 'text') {
      const next = segments[index + 1]
      const after = next?.kind === 'text' ? next.text.charAt(0) : written(next).charAt(0)
      const before = last.slice(-1).replace('\n', '')
      const around = { before, after, traits, inLink: segment.inLink, inCell: style.cell }
      const text = ESCAPES[style.escape](segment.text, around)
      add(parts, before === '' ? escapeLineStart(text) : text)
    } else add(parts, written(segment))
  }
  const result = parts.join('')
  // A tag alone on its line would be a block of HTML.
  return /^(?:<br>)+$/.test(result) ? `${result}<!-- -->` : guardEdges(result)
}

function add(parts: string[], text: string): void {
  if (text !== '') parts.push(text)
}

/** A break between two lines of text ends the line; anywhere else a tag keeps it from being lost. */
function writeBreak(segments: readonly Segment[], index: number, before: string, { lines }: InlineStyle): string {
  const inside =
    before !== '' && segments.slice(index + 1).some((segment) => segment.kind !== 'break' && segment.kind !== 'mark')
  return inside && lines && !before.endsWith('<br>') ? '\\\n' : '<br>'
}

function writeWholeLink(piece: WrittenPiece, pieces: readonly WrittenPiece[], index: number): WrittenPiece[] {
  const markdown = piece.kind === 'link' ? writeAutolink(piece, pieces[index - 1], pieces[index + 1]) : undefined
  return [markdown === undefined ? piece : { kind: 'verbatim', markdown, format: 0 }]
}

/** No-break and other wide spaces at the ends: readers of Markdown trim them off. */
function guardEdges(text: string): string {
  const guard = (spaces: string): string =>
    [...spaces].map((space) => (space === '\u00a0' ? '&nbsp;' : `&#${space.codePointAt(0)};`)).join('')
  const start = text.length - text.trimStart().length
  const end = Math.max(start, text.trimEnd().length)
  return guard(text.slice(0, start)) + text.slice(start, end) + guard(text.slice(end))
}
