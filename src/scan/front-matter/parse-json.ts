import { isMap, isScalar, LineCounter, parseDocument, YAMLParseError } from 'yaml'
import type { FrontMatterEntry } from '../source/source-file.ts'
import { MAX_DEPTH, type ParsedBlock, refuseBlock } from './block.ts'

/**
 * Reads a JSON block. `JSON.parse` decides what is JSON; the YAML parser, which accepts any JSON, finds the lines and the duplicate keys, of which
 * `JSON.parse` would silently keep the last.
 *
 * @param firstLine 1-based line of the file on which `text` begins.
 */
export function parseJsonFrontMatter(text: string, firstLine: number): ParsedBlock {
  // The YAML parser would need a hundred times the memory for each level.
  if (isTooDeep(text)) {
    return refuseBlock(
      'front-matter/too-deep',
      firstLine,
      `The JSON front matter is nested deeper than ${MAX_DEPTH} lists and objects.`,
      'Write plain values.',
    )
  }
  const lines = new LineCounter()
  // A tab cannot stand inside a JSON string, and YAML does not accept it as indentation.
  const document = parseDocument(text.replaceAll('\t', ' '), {
    schema: 'json',
    lineCounter: lines,
    prettyErrors: false,
  })
  const lineAt = (offset: number): number => firstLine + Math.max(lines.linePos(offset).line, 1) - 1
  let values: unknown
  try {
    values = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const position = Number(/position (\d+)/.exec(reason)?.[1] ?? Number.NaN)
    const line = Number.isNaN(position)
      ? lineAt(document.errors[0]?.pos[0] ?? 0)
      : firstLine + text.slice(0, position).split('\n').length - 1
    return refuseBlock(
      'front-matter/syntax',
      line,
      'The JSON front matter is broken here.',
      'Check the commas, quotes and braces: JSON has no comments, no single quotes and no comma after the last value.',
    )
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    return refuseBlock(
      'front-matter/not-a-mapping',
      firstLine,
      'The front matter is not a JSON object.',
      'Write { "title": "Hello" }.',
    )
  }
  const twice = document.errors.find((error) => error instanceof YAMLParseError && error.code === 'DUPLICATE_KEY')
  if (twice !== undefined) {
    const key = /^"([^"]*)"/.exec(text.slice(twice.pos[0]))?.[1] ?? ''
    return refuseBlock(
      'front-matter/duplicate-key',
      lineAt(twice.pos[0]),
      `The key \`${key}\` is written twice.`,
      'Keep one of the two.',
    )
  }
  const places = new Map<string, number>()
  if (isMap(document.contents)) {
    for (const { key } of document.contents.items) {
      if (isScalar(key) && key.range) places.set(String(key.value), lineAt(key.range[0]))
    }
  }
  const entries = new Map<string, FrontMatterEntry>()
  for (const [key, value] of Object.entries(values)) entries.set(key, { value, line: places.get(key) ?? firstLine })
  return { entries, findings: [] }
}

/** Counts the brackets outside of strings, without parsing. An unclosed string ends with its line, as it does for `parseTree`. */
function isTooDeep(text: string): boolean {
  let depth = 0
  for (const [bracket] of text.matchAll(/"(?:[^"\\\r\n]|\\[\s\S])*"?|[[{]|[\]}]/g)) {
    if (bracket.startsWith('"')) continue
    depth += bracket === '[' || bracket === '{' ? 1 : -1
    if (depth > MAX_DEPTH) return true
  }
  return false
}
