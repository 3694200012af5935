import { findFrontMatterKey } from './front-matter-keys.ts'
import { listYamlFaults, parseYamlText, type YamlFault } from './yaml-document.ts'

/** A value of a YAML block that has to stand in quotes to be read as it is written. */
export interface QuotedValue {
  /** 0-based line in the block. */
  readonly line: number
  /** 0-based. */
  readonly column: number
  readonly from: string
  readonly to: string
  readonly fault: Omit<YamlFault, 'line'>
}

/** Every fix costs a parse of the block. No front matter that a person writes is longer, or has more values that need quotes. */
const LONGEST_BLOCK = 5_000
const MOST_FIXES = 10

/**
 * Finds the values that YAML refuses, or reads as something else, and that are read as they were written once they stand in quotes: `[HTB] Writeup`,
 * `@decorators`, `'It's a trap'`, `a: b`, `!important in CSS`. Each is proven by parsing the block again.
 *
 * @returns undefined when some fault stays, since then nothing is certain
 */
export function quoteFaults(block: string): QuotedValue[] | undefined {
  if (block.length > LONGEST_BLOCK) return undefined
  const lines = block.split('\n')
  const edits: QuotedValue[] = []
  let faults = listYamlFaults(parseYamlText(block))
  while (faults.length > 0) {
    const [fault] = faults
    if (fault === undefined || edits.length >= MOST_FIXES) return undefined
    const fixed = fixFault(lines, fault, faults.length)
    if (fixed === undefined) return undefined
    edits.push(...fixed.edits)
    faults = fixed.left
  }
  return edits
}

/** Tries the line of a fault, and the one before it: a list that is not closed is noticed at the next key. Changes `lines` to what was found. */
function fixFault(lines: string[], { line, ...fault }: YamlFault, count: number) {
  if (fault.error?.code === 'TAB_AS_INDENT') return fixTabs(lines, fault)
  for (const at of [line, line - 1]) {
    const text = lines[at]
    if (text === undefined) continue
    for (const { column, from, to } of proposeQuotes(text)) {
      const mended = text.slice(0, column) + to + text.slice(column + from.length)
      const left = listYamlFaults(parseYamlText(lines.with(at, mended).join('\n')))
      const isBetter = (left[0]?.line ?? Number.POSITIVE_INFINITY) > at && left.length <= count
      if (!isBetter) continue
      lines[at] = mended
      return { edits: [{ line: at, column, from, to, fault }], left }
    }
  }
  return undefined
}

/** Indents every line with spaces: one alone would not line up with the others. */
function fixTabs(lines: string[], fault: QuotedValue['fault']) {
  const edits = [...lines.entries()].flatMap(([line, text]): QuotedValue[] => {
    const from = /^ *\t[\t ]*/.exec(text)?.[0]
    if (from === undefined || from === text) return []
    const to = from.replaceAll('\t', '  ')
    lines[line] = to + text.slice(from.length)
    return [{ line, column: 0, from, to, fault }]
  })
  const left = listYamlFaults(parseYamlText(lines.join('\n')))
  return edits.length === 0 || left.some(({ error }) => error?.code === 'TAB_AS_INDENT') ? undefined : { edits, left }
}

interface Proposal {
  readonly column: number
  readonly from: string
  readonly to: string
}

/** Lists what one line may have meant, likeliest first. */
function proposeQuotes(line: string): Proposal[] {
  const glued = /^([A-Za-z_][\w-]*):(?=[^\s:/])/.exec(line)?.[1]
  if (glued !== undefined && findFrontMatterKey(glued) !== undefined)
    return [{ column: glued.length, from: ':', to: ': ' }]
  const item = /^\s*-[ \t]+/.exec(line)?.[0].length ?? 0
  const colon = line.slice(item).search(/:[ \t]/)
  const starts = [
    ...(colon < 0 ? [] : [item + colon + 1 + (/^[ \t]+/.exec(line.slice(item + colon + 1))?.[0].length ?? 0)]),
    ...(item > 0 ? [item] : []),
  ]
  return starts.flatMap((column) => {
    const from = line.slice(column).trimEnd()
    const isList = from.startsWith('[') && from.indexOf(']') === from.length - 1
    const to = isList ? quoteItems(from) : quoteValue(from)
    return to === undefined || to === from ? [] : [{ column, from, to }]
  })
}

/** Puts the whole of a value into quotes; undefined where it is not sure what belongs to it or what is meant: a list item, a template's expression. */
function quoteValue(value: string): string | undefined {
  const [first = ''] = value
  if (value === '' || / #\s/.test(value) || /^\{\{.*\}\}$|^- /.test(value)) return undefined
  if (first === '"' || first === "'") {
    const second = value.indexOf(first, 1)
    // A quote that is never closed may go on below, and an escaped one may belong inside or outside.
    if (second < 0 || value.includes('\\"') || value.includes("''")) return undefined
    const isInside = value.length > 1 && value.endsWith(first)
    return writeQuoted(isInside && !isTwoQuoted(value, first) ? value.slice(1, -1) : value)
  }
  const closing = first === '[' ? ']' : first === '{' ? '}' : ''
  if (closing !== '' && !value.includes(closing)) return undefined
  return writeQuoted(value)
}

/** Whether it is two quoted texts with something between: `"Yes" and "No"`, where the outer quotes are no pair. */
function isTwoQuoted(value: string, quote: string): boolean {
  const inner = value.slice(1, -1)
  const [open, close] = [inner.indexOf(quote), inner.lastIndexOf(quote)]
  return open !== close && /[\s,;:.!?]/.test(inner[open + 1] ?? '') && /[\s(]/.test(inner[close - 1] ?? '')
}

/** Puts those items of a list on one line into quotes that need it, and drops empty ones: `[a, #b]`, `[C++, @types]`, `[a, , b]`. */
function quoteItems(list: string): string | undefined {
  const inner = list.slice(1, -1)
  if (/["'[\]{}]/.test(inner)) return undefined
  const written = inner.split(',')
  const items = written
    .filter((item, nth) => item.trim() !== '' || nth === written.length - 1)
    .map((item) => {
      const text = item.trim()
      const isRead = text === '' || /^[\p{L}\p{N}./_+(][^:#]*$/u.test(text)
      return isRead ? item : item.replace(text, () => writeQuoted(text))
    })
  return `[${items.join(',')}]`
}

export function writeQuoted(text: string): string {
  if (!/["\\]/.test(text)) return `"${text}"`
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`
}
