import { isMap, isScalar, LineCounter, parseDocument, type YAMLError, YAMLParseError } from 'yaml'
import type { FrontMatterEntry } from '../source-file.ts'
import { type ParsedBlock, refuseBlock } from './parsed-block.ts'

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
    return {
      entries: new Map(),
      findings: document.errors.slice(0, 5).map((error) => describeError(error, lineAt(error.pos[0]), text)),
    }
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
    cure: 'Write a plain value.',
  }))
  return { entries, findings }
}

const KEY_VALUE = 'Write one `key: value` per line, such as `title: Hello`.'

function describeError(error: YAMLError, line: number, text: string) {
  const finding = (code: string, message: string, cure: string) => ({
    severity: 'error' as const,
    code,
    line,
    message,
    cure,
  })
  if (error instanceof YAMLParseError && error.code === 'DUPLICATE_KEY') {
    const key = /^[^\s:]+/.exec(text.slice(error.pos[0]))?.[0] ?? ''
    return finding('front-matter/duplicate-key', `The key \`${key}\` is written twice.`, 'Keep one of the two.')
  }
  return finding(
    'front-matter/syntax',
    `The YAML front matter is broken here: ${endSentence(error.message)}`,
    CURES[error.code] ?? 'Mend the YAML.',
  )
}

const CURES: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'Put a value that holds a colon in quotes.',
  TAB_AS_INDENT: 'Indent with spaces.',
  MISSING_CHAR: 'Close the quote or the bracket.',
  BAD_INDENT: 'Indent the lines of one list or value alike.',
  MULTILINE_IMPLICIT_KEY: 'Close the quote, or put the colon behind the key.',
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
