import type { Token } from 'marked'
import { findForeignSyntax, mayHoldForeignSyntax } from '../dialects/find-foreign-syntax.ts'
import { MAX_TEXT } from '../document/limits.ts'
import { createLineFinder, findTokenEnd, locateTokens } from '../document/locate-tokens.ts'
import type { MarkdownDocument, MarkdownProblem, UnplacedProblem } from '../document/markdown-document.ts'
import { type MarkdownToken, readToken, type TableToken } from '../document/markdown-token.ts'
import { numberFootnotes } from '../document/number-footnotes.ts'
import { readAlert } from '../document/read-tokens.ts'
import type { TextRange } from '../document/text-range.ts'

/** `lineIn`: how many line ends of the token stand before it. */
type Warning = UnplacedProblem & { readonly lineIn?: number }

/** `[text][label]`, after no word, which would make it code: `a[0][1]`. Of what has brackets and stayed text. */
const REFERENCE = /(?<![\w\])\\])\[([^[\]^][^[\]]*)\]\[([^[\]^][^[\]]*|)\]/g
const FOOTNOTE = /\[\^([^\]\s[]+)\]/g
const FOOTNOTE_LABEL = /^[ \t>]*\[\^([^\]\s]{1,200})\]:/gm

/**
 * Finds what Markdown takes for text, or drops, though its author hardly meant that: a reference to nothing, a note that nothing refers to,
 * a cell beyond the last column, the notation of another tool. The post is published as Markdown says; the author gets a warning.
 */
export function lintMarkdown({ text, firstLine, tokens, rewritten }: MarkdownDocument): MarkdownProblem[] {
  const told = rewritten?.warnings ?? []
  // Most texts hold nothing of the kind, and are not searched.
  const mayBeForeign = mayHoldForeignSyntax(text)
  if (!mayBeForeign && !/\]\[|\[[!^]|\|/.test(text)) return [...told]
  const { notes } = numberFootnotes(tokens)
  const shown = new Set<readonly Token[]>(notes.map((note) => note.tokens))
  const labels = new Set([...text.matchAll(FOOTNOTE_LABEL)].map(([, label = '']) => label.toLowerCase()))
  const lineAt = createLineFinder(text, firstLine, rewritten?.lines)
  const found: MarkdownProblem[] = []
  const plain: TextRange[] = []
  locateTokens(text, tokens, (token, offset) => {
    const known = readToken(token)
    if (isPlain(known)) plain.push({ start: offset, end: findTokenEnd(text, offset, token.raw) })
    for (const { lineIn = 0, ...warning } of lintToken(known, shown, labels))
      found.push({ ...warning, line: lineAt(offset) + lineIn })
  })
  const foreign = mayBeForeign ? findForeignSyntax(text, plain, lineAt, rewritten?.dialects) : []
  return [...told, ...found, ...foreign].sort((one, other) => one.line - other.line)
}

/** Whether the text of a token is shown as it is, or is the address or the text of a link. */
function isPlain(token: MarkdownToken): boolean {
  switch (token.type) {
    case 'code':
    case 'codespan':
    case 'math':
    case 'mathBlock':
    case 'link':
    case 'image':
      return true
    case 'html':
      return token.block === true
    default:
      return false
  }
}

function lintToken(
  token: MarkdownToken,
  shown: ReadonlySet<readonly Token[]>,
  labels: ReadonlySet<string>,
): readonly Warning[] {
  switch (token.type) {
    case 'text':
      // Of text beyond the limit nothing was read.
      return token.tokens === undefined && token.raw.length <= MAX_TEXT ? lintText(token.raw, labels) : []
    case 'table':
      return lintRows(token)
    case 'footnoteDefinition':
      return shown.has(token.tokens) ? [] : [reportNote(token.raw)]
    case 'blockquote': {
      const marker = /^ {0,3}>[ \t]?(\[!\w+\])/.exec(token.raw)?.[1]
      return marker === undefined || readAlert(token) !== undefined ? [] : [reportAlert(marker)]
    }
    default:
      return []
  }
}

/** @param labels of the footnotes that there are, in lower case */
function lintText(raw: string, labels: ReadonlySet<string>): Warning[] {
  const lineOf = countLinesTo(raw)
  const footnotes = [...raw.matchAll(FOOTNOTE)].map(
    ({ 0: written, 1: label = '', index }): Warning =>
      labels.has(label.toLowerCase())
        ? {
            code: 'footnote/in-link',
            lineIn: lineOf(index),
            message: `\`${written}\` stands inside a link, where nothing can refer to a footnote: it is shown as text.`,
            hint: 'Write it behind the link.',
          }
        : {
            code: 'footnote/missing',
            lineIn: lineOf(index),
            message: `\`${written}\` refers to a footnote that this file does not have: it is shown as text.`,
            hint: `Add a line \`${written}: …\`, or write \`\\${written}\` where the brackets are meant.`,
          },
  )
  const linesTo = countLinesTo(raw)
  const links = [...raw.matchAll(REFERENCE)].map(({ 0: written, 1: content = '', 2: label, index }): Warning => {
    const wanted = onOneLine(label || content)
    return {
      code: 'link/undefined',
      lineIn: linesTo(index),
      message: `\`${onOneLine(written)}\` is no link, since nothing says where \`[${wanted}]\` leads: it is shown as text.`,
      hint: `Add a line \`[${wanted}]: https://…\`, or write \`\\[\` where the brackets are meant.`,
    }
  })
  return [...footnotes, ...links]
}

function reportNote(raw: string): Warning {
  const label = /^ {0,3}(\[\^[^\]]*\])/.exec(raw)?.[1] ?? ''
  return {
    code: 'footnote/unused',
    message: `The footnote \`${label}\` is not shown: nothing refers to it, or there is another one of that name before it.`,
    hint: `Write \`${label}\` in the text where it belongs, or remove the note.`,
  }
}

function reportAlert(marker: string): Warning {
  return {
    code: 'alert/unknown',
    message: `\`${marker}\` begins no alert here: it is shown as text in a quote.`,
    hint: 'Write `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]` on a line of its own and the text below it, or a `:::callout`.',
  }
}

function lintRows({ raw, header }: TableToken): Warning[] {
  const columns = header.length
  if (columns === 0) return []
  return raw.split('\n').flatMap((row, index): Warning[] => {
    const beyond = index < 2 ? [] : splitRow(row).slice(columns)
    if (beyond.every((cell) => cell.trim() === '')) return []
    const lost = beyond.at(-1)?.trim() === '' ? beyond.slice(0, -1).join('|').trim() : beyond.join('|').trim()
    return [
      {
        code: 'table/lost-cells',
        lineIn: index,
        message: `This row has more cells than the table has columns (${columns}): \`${lost}\` is not shown.`,
        hint: 'Add a column to the first two lines, or write `\\|` where the sign itself is meant, in code as well.',
      },
    ]
  })
}

/** Splits a row at every `|` with an even number of backslashes before it, or none. */
function splitRow(row: string): string[] {
  const cells = ['']
  let escaped = false
  for (const character of row.trim().replace(/^\|/, '')) {
    if (character === '|' && !escaped) cells.push('')
    else cells[cells.length - 1] += character
    escaped = character === '\\' && !escaped
  }
  return cells
}

/** Counts the lines before a place. The places have to be asked for in order. */
function countLinesTo(text: string): (index: number) => number {
  let lines = 0
  let end = text.indexOf('\n')
  return (index) => {
    for (; end >= 0 && end < index; end = text.indexOf('\n', end + 1)) lines++
    return lines
  }
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
