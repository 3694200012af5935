import { chooseMarks } from './choose-marks.ts'
import { findTraits, MARKDOWN_ESCAPES, writeDestination, writeTitle } from './escape-markdown.ts'
import { nestFormats, type Segment } from './nest-formats.ts'
import type { InlineStyle, WrittenLink, WrittenPiece } from './write-context.ts'

/** Pieces as inline Markdown, lines as `\n`. Destinations are written as they stand: rewrite them before. */
export function writeInline(pieces: readonly WrittenPiece[], style: InlineStyle): string {
  const segments = nestFormats(pieces.flatMap((piece, index) => writeWholeLink(piece, pieces, index)))
  const marks = chooseMarks(segments, style)
  const found = findTraits(segments.map((segment) => (segment.kind === 'text' ? segment.text : ' ')).join(''))
  const isText = (sign: string): boolean => style.without?.has(sign) === true
  const traits = {
    ...found,
    hasMark: found.hasMark && !isText('=='),
    hasCarets: found.hasCarets && !isText('^'),
  }
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
  // A list of parts and not one string: looking at the end of a growing string copies all of it each time.
  const parts: string[] = []
  for (const [index, segment] of segments.entries()) {
    const last = parts.at(-1) ?? ''
    if (segment.kind === 'break') add(parts, writeBreak(segments, index, last, style))
    else if (segment.kind === 'text') {
      const next = segments[index + 1]
      const after = next?.kind === 'text' ? next.text.charAt(0) : written(next).charAt(0)
      const before = last.slice(-1).replace('\n', '')
      const around = { before, after, traits, inLink: segment.inLink, inCell: style.cell }
      const text = MARKDOWN_ESCAPES[style.escape](segment.text, around)
      add(parts, before === '' ? escapeLineStart(text) : text)
    } else add(parts, written(segment))
  }
  const result = parts.join('')
  // A tag alone on its line would be a block of HTML.
  return /^(?:<br>)+$/.test(result) ? `${result}<!-- -->` : guardEdges(result)
}

/** Pieces as paragraphs, parted where two line breaks stand. */
export function writePieces(pieces: readonly WrittenPiece[], style: InlineStyle): string {
  return partParagraphs(pieces)
    .map((paragraph) => writeInline(paragraph, style))
    .join('\n\n')
}

function partParagraphs(pieces: readonly WrittenPiece[]): WrittenPiece[][] {
  const paragraphs: WrittenPiece[][] = [[]]
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at]
    const last = paragraphs.at(-1)
    if (piece === undefined || last === undefined) break
    const parts =
      piece.kind === 'break' && pieces[at + 1]?.kind === 'break' && last.length > 0 && at + 2 < pieces.length
    if (!parts) {
      last.push(piece)
      continue
    }
    paragraphs.push([])
    at++
  }
  return paragraphs
}

function add(parts: string[], text: string): void {
  if (text !== '') parts.push(text)
}

/** Between two lines of text a break ends the line. Anywhere else it is a `<br>`, since Markdown would lose it. */
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

/**
 * Writes a link whose text is its URL as the URL alone (`https://a.b/c`), or in angle brackets where its neighbours would be read as part
 * of it. Undefined for other links, and for a link that is the whole block: a URL alone asks for an embed or a bookmark.
 */
function writeAutolink(
  link: WrittenLink,
  before: WrittenPiece | undefined,
  after: WrittenPiece | undefined,
): string | undefined {
  const [only] = link.pieces
  if (link.pieces.length !== 1 || only?.kind !== 'text' || only.format !== 0 || link.title !== null) return undefined
  if (before === undefined && after === undefined) return undefined
  const isMail = link.target === `mailto:${only.text}` && /^[\w.+-]+@[a-z\d-]+(?:\.[a-z\d-]+)+$/i.test(only.text)
  if (isMail) return `<${only.text}>`
  if (link.target !== only.text || !/^https?:\/\/[^\s<>\\`|]+$/.test(only.text)) return undefined
  const isBare =
    /^https?:\/\/[\w-]+(?:\.[\w-]+)+(?:\/[\w/.%=-]*[\w/])?$/.test(only.text) &&
    !only.text.includes('__') &&
    endsOpen(before) &&
    startsOpen(after)
  return isBare ? only.text : `<${only.text}>`
}

function endsOpen(piece: WrittenPiece | undefined): boolean {
  return (
    piece === undefined ||
    piece.kind === 'break' ||
    (piece.kind === 'text' && piece.format === 0 && /\s$/.test(piece.text))
  )
}

function startsOpen(piece: WrittenPiece | undefined): boolean {
  return (
    piece === undefined ||
    piece.kind === 'break' ||
    (piece.kind === 'text' && piece.format === 0 && /^(?:\s|[.,;!?](?:\s|$))/.test(piece.text))
  )
}

/** Writes text as a code span, with a run of backticks around it that does not occur in it. */
function writeCodeSpan(code: string, inCell: boolean): string {
  const text = inCell ? code.replaceAll('|', '\\|') : code
  const runs = new Set((text.match(/`+/g) ?? []).map((run) => run.length))
  let length = 1
  while (runs.has(length)) length++
  const fence = '`'.repeat(length)
  // One space at both ends is taken off again by the reader, unless there is nothing else.
  const padded = /^`|`$/.test(text) || (/^ .* $/s.test(text) && text.trim() !== '')
  return padded ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`
}

/** What would begin another block at the start of a line, with the place of the character to escape. */
const BLOCK_STARTS: readonly (readonly [pattern: RegExp, at: (match: RegExpExecArray) => number])[] = [
  [/^#{1,6}(?=\s|$)/, () => 0],
  [/^>/, () => 0],
  [/^\+(?=\s|$)/, () => 0],
  [/^[-*](?=[\s-]|$)/, () => 0],
  [/^=+\s*$/, () => 0],
  [/^(\d{1,9})[.)](?=\s|$)/, (match) => match[1]?.length ?? 0],
  [/^:(?=[\s:-]|$)/, () => 0],
  [/^\|[\s:|-]*$/, () => 0],
  [/^\[(?=[ xX]\](?:\s|$)|!)/, () => 0],
]

/** A line of text with a backslash where it would begin a heading, a list or another block. */
function escapeLineStart(line: string): string {
  for (const [pattern, place] of BLOCK_STARTS) {
    const match = pattern.exec(line)
    if (match !== null) {
      const at = place(match)
      return `${line.slice(0, at)}\\${line.slice(at)}`
    }
  }
  return line
}
