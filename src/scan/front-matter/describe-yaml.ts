import { isScalar, type YAMLError } from 'yaml'
import type { Finding } from '../source/finding.ts'
import { describeWrittenValue } from './block.ts'
import type { EatenValue } from './eaten-values.ts'
import { type QuotedValue, quoteFaults } from './quote-values.ts'
import { listNodes, type YamlFault, type YamlText } from './yaml-document.ts'

/** Describes faults: each value that needs quotes, where that mends all of them; else what the parser says. */
export function describeFaults(
  text: string,
  faults: readonly YamlFault[],
  parsed: YamlText,
  firstLine: number,
): readonly Finding[] {
  const quotes = quoteFaults(text)
  if (quotes === undefined) return faults.slice(0, 5).map((fault) => describeFault(fault, parsed, firstLine))
  const lines = text.split('\n')
  return quotes.map((quote): Finding => {
    const line = lines[quote.line] ?? ''
    const mended = line.slice(0, quote.column) + quote.to + line.slice(quote.column + quote.from.length)
    const isTab = quote.fault.error?.code === 'TAB_AS_INDENT'
    const hint = isTab
      ? 'Indent with spaces.'
      : `${quote.from === ':' || quote.to.startsWith('[') ? 'Write' : 'Put the value in quotes:'} \`${shorten(mended.trim())}\`.`
    return {
      severity: 'error',
      code: quote.fault.kind === 'syntax' ? 'front-matter/syntax' : 'front-matter/yaml',
      line: firstLine + quote.line,
      message: `The YAML front matter is broken here: ${explainQuote(quote)}.`,
      hint,
    }
  })
}

function explainQuote({ from, fault }: QuotedValue): string {
  const { error, kind } = fault
  const [first = ''] = from
  if (error?.code === 'TAB_AS_INDENT') return 'a line is indented with a tab'
  if (from === ':') return 'the space behind the colon is missing'
  if (kind === 'alias' || first === '*') return `YAML takes \`${shorten(from)}\` for an alias`
  if (kind === 'anchor' || first === '&') return `YAML takes the beginning of \`${shorten(from)}\` for an anchor`
  if (kind === 'tag' || first === '!') return `YAML takes the beginning of \`${shorten(from)}\` for a tag`
  if (first === '"' || first === "'")
    return from.startsWith('"') && from.includes('\\')
      ? 'a `\\` begins no escape'
      : `text follows the closing \`${first}\``
  if (first === '[' && from.endsWith(']'))
    return `an item of \`${shorten(from)}\` is empty, or has a sign that means something in YAML`
  if ('[{|>%@`,?]}'.includes(first)) return `a value begins with \`${first}\`, which means something in YAML`
  return 'a value holds a colon followed by a space'
}

function describeFault({ line, error, kind }: YamlFault, { text, document }: YamlText, firstLine: number): Finding {
  const broken = (reason: string, hint: string, at = line): Finding => ({
    severity: 'error',
    code: kind === 'syntax' ? 'front-matter/syntax' : 'front-matter/yaml',
    line: firstLine + at,
    message: `The YAML front matter is broken here: ${endSentence(reason)}`,
    hint,
  })
  if (error === undefined)
    return broken(`a value begins like the ${kind} of YAML`, 'Put it in quotes, if it is meant as text.')
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length - 1
  const open = findOpenBracket(error, text)
  if (open !== undefined)
    return broken(`the \`${open.bracket}\` is not closed`, `Close it with \`${open.closing}\`.`, lineOf(open.offset))
  if (error.code === 'MISSING_CHAR' && /quote/.test(error.message)) {
    const quoted = listNodes(document.contents).findLast((node) => isScalar(node) && /^QUOTE/.test(node.type ?? ''))
    const start = isScalar(quoted) ? quoted.range?.[0] : undefined
    const sign = start === undefined ? undefined : text[start]
    const hint = `Close it; or, if it is an apostrophe, put the value in double quotes: \`"'Tis"\`.`
    if (start !== undefined && sign !== undefined)
      return broken(`the quote \`${sign}\` is not closed`, sign === "'" ? hint : 'Close it.', lineOf(start))
  }
  const { reason, hint } = KNOWN[error.code] ?? { hint: 'Put the value in quotes, or mend the YAML.' }
  return broken(reason ?? error.message, hint)
}

/** Describes a value of which YAML takes a part for a comment. A key that is left without a value is an error: the field would be emptied. */
export function describeEaten({ key, line, comment, left, isWhole, edit }: EatenValue, firstLine: number): Finding {
  const what = left === null ? 'nothing is left' : `what is left is ${describeWrittenValue(left)}`
  const cure = edit === undefined ? 'Put the value in quotes' : `Write \`${shorten(edit.to)}\``
  return {
    severity: isWhole ? 'error' : 'warning',
    code: 'front-matter/comment',
    line: firstLine + line,
    message: `YAML takes \`${shorten(comment)}\` in \`${key}\` for a comment; ${what}.`,
    hint: `${cure}; or, if it is a comment, put a space behind its \`#\`.`,
  }
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}

/** Finds the open bracket. The parser complains where the next key begins; the mistake is the bracket before it. */
function findOpenBracket({ message, pos: [end] }: YAMLError, text: string) {
  const closing = /must be sufficiently indented and end with a ([\]}])|Expected flow \w+ to end with ([\]}])/.exec(
    message,
  )
  const bracket = (closing?.[1] ?? closing?.[2]) === ']' ? '[' : '{'
  const offset = closing === null ? -1 : text.lastIndexOf(bracket, end)
  return offset === -1 ? undefined : { bracket, closing: bracket === '[' ? ']' : '}', offset }
}

/** Common mistakes in plain words; without a `reason`, the parser's own message is used. */
const KNOWN: Readonly<Record<string, { readonly reason?: string; readonly hint: string }>> = {
  BLOCK_AS_IMPLICIT_KEY: {
    reason: 'a value holds a colon followed by a space',
    hint: 'Put the value in quotes: `title: "Ghost: the tool"`.',
  },
  TAB_AS_INDENT: { reason: 'a line is indented with a tab', hint: 'Indent with spaces.' },
  MISSING_CHAR: { hint: 'Close the quote or the bracket.' },
  BAD_INDENT: { hint: 'Indent the lines of one list or value alike.' },
  MULTILINE_IMPLICIT_KEY: {
    reason: 'a line has no `key:`, or a quote is not closed',
    hint: 'Close the quote, or put the colon behind the key.',
  },
}

export function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
