import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  type YAMLError,
  type YAMLMap,
  YAMLParseError,
} from 'yaml'
import type { FrontMatterEntry } from '../source/source-file.ts'
import { MAX_DEPTH, type ParsedBlock, refuseBlock } from './block.ts'

/**
 * Reads a YAML 1.2 block. Dates and numbers stay the strings that were written: no Ghost field is a number, and `title: 1.10` read as a
 * number would become the title "1.1".
 *
 * @param firstLine 1-based line of the file on which `text` begins.
 */
export function parseYaml(text: string, firstLine: number): ParsedBlock {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !/:(?:int|float)$/.test(tag.tag)),
  })
  const lineAt = (offset: number): number => firstLine + Math.max(lines.linePos(offset).line, 1) - 1
  if (document.errors.length > 0) {
    const broken = document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY')
    // Beside a syntax error, the parser's keys are often no real keys.
    const errors = broken.length > 0 ? broken : document.errors
    return { entries: new Map(), findings: errors.slice(0, 5).map((error) => describeError(error, lineAt, text)) }
  }
  const { contents } = document
  if (contents === null || (isScalar(contents) && contents.value === null)) return { entries: new Map(), findings: [] }
  if (!isMap(contents)) {
    return refuseBlock(
      'front-matter/not-a-mapping',
      firstLine,
      'The front matter is not a list of `key: value` lines.',
      KEY_VALUE,
    )
  }
  const deep = findTooDeep(contents)
  if (deep !== undefined) {
    const message = `The front matter is nested deeper than ${MAX_DEPTH} lists and objects.`
    return refuseBlock('front-matter/too-deep', lineAt(deep), message, 'Write plain values.')
  }
  let values: unknown
  try {
    values = document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return refuseBlock(
      'front-matter/syntax',
      firstLine,
      `The YAML front matter cannot be read: ${endSentence(reason)}`,
      'Write the values out.',
    )
  }
  const entries = new Map<string, FrontMatterEntry>()
  for (const { key } of contents.items) {
    if (!isScalar(key)) continue
    const name = String(key.value)
    const value = typeof values === 'object' && values !== null ? Reflect.get(values, name) : undefined
    entries.set(name, { value, line: key.range ? lineAt(key.range[0]) : firstLine })
  }
  const findings = document.warnings.map((warning) => ({
    severity: 'warning' as const,
    code: 'front-matter/yaml',
    line: lineAt(warning.pos[0]),
    message: endSentence(warning.message),
    hint: 'Write a plain value.',
  }))
  return { entries, findings }
}

/**
 * Returns the offset of the first top-level key that is, or whose value is, nested too deep. It is checked before the values are made: a key that is
 * itself a list or a map is written out as text once per level, which takes minutes for a thousand characters.
 */
function findTooDeep(contents: YAMLMap): number | undefined {
  for (const pair of contents.items) {
    let level: unknown[] = [pair]
    // A pair counts as a level.
    for (let depth = 0; level.length > 0; depth++) {
      if (depth > 2 * MAX_DEPTH) return (isNode(pair.key) ? pair.key.range?.[0] : undefined) ?? 0
      level = level.flatMap((node) => (isPair(node) ? [node.key, node.value] : isCollection(node) ? node.items : []))
    }
  }
  return undefined
}

const KEY_VALUE = 'Write one `key: value` per line, such as `title: Hello`.'

function describeError(error: YAMLError, lineAt: (offset: number) => number, text: string) {
  const finding = (code: string, message: string, hint: string, offset = error.pos[0]) => ({
    severity: 'error' as const,
    code,
    line: lineAt(offset),
    message,
    hint,
  })
  if (error instanceof YAMLParseError && error.code === 'DUPLICATE_KEY') {
    const key = /^[^\s:]+/.exec(text.slice(error.pos[0]))?.[0] ?? ''
    return finding('front-matter/duplicate-key', `The key \`${key}\` is written twice.`, 'Keep one of the two.')
  }
  const broken = (reason: string, hint: string, offset?: number) =>
    finding('front-matter/syntax', `The YAML front matter is broken here: ${endSentence(reason)}`, hint, offset)
  const open = findOpenBracket(error, text)
  if (open !== undefined) {
    return broken(`the \`${open.bracket}\` is not closed`, `Close it with \`${open.closing}\`.`, open.offset)
  }
  const { reason, hint } = KNOWN[error.code] ?? { hint: 'Mend the YAML.' }
  return broken(reason ?? error.message, hint)
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

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
