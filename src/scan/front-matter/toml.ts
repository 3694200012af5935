import { parse, TomlDate, TomlError } from 'smol-toml'
import { type AST, parseTOML } from 'toml-eslint-parser'
import type { FrontMatterEntry } from '../source/source-file.ts'
import { chooseKey, type EditBlock, type ParsedBlock, refuseBlock } from './block.ts'
import type { FrontMatterValue } from './write-front-matter.ts'

/**
 * Reads a TOML block. Dates become strings again, as they were written: a local one belongs to the site's timezone, which is not known here.
 *
 * @param firstLine 1-based line of the file on which `text` begins.
 */
export function parseToml(text: string, firstLine: number): ParsedBlock {
  let values: Readonly<Record<string, unknown>>
  try {
    values = parse(text)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const reason = (error.message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '')
    return refuseBlock(
      'front-matter/syntax',
      firstLine + error.line - 1,
      `The TOML front matter is broken here: ${reason}.`,
      'Write `key = "value"`; text stands in quotes, and each key once.',
    )
  }
  const lines = findKeyLines(text)
  const entries = new Map<string, FrontMatterEntry>()
  for (const [key, value] of Object.entries(values)) {
    entries.set(key, { value: plain(value), line: firstLine + (lines.get(key) ?? 0) })
  }
  return { entries, findings: [] }
}

function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}

/** 0-based line of the first mention of each top-level key; smol-toml does not say where it found one. */
function findKeyLines(text: string): Map<string, number> {
  const lines = new Map<string, number>()
  let inTable = false
  let fence: string | undefined
  for (const [number, line] of text.split('\n').entries()) {
    if (fence !== undefined) {
      if (line.includes(fence)) fence = undefined
      continue
    }
    const table = /^\s*\[\[?\s*("[^"]*"|'[^']*'|[\w-]+)/.exec(line)
    const key = table ?? (inTable ? null : /^\s*("[^"]*"|'[^']*'|[\w-]+)\s*[.=]/.exec(line))
    if (table !== null) inTable = true
    const name = key?.[1]?.replace(/^["']|["']$/g, '')
    if (name !== undefined && !lines.has(name)) lines.set(name, number)
    const opened = /("""|''')/.exec(line)?.[1]
    if (opened !== undefined && line.split(opened).length % 2 === 0) fence = opened
  }
  return lines
}

/** Gives a field in a TOML block another value; all other characters stay. A new key comes last of those that stand before the tables. */
export const editToml: EditBlock = (block, field, value) => {
  const [{ body }] = parseTOML(block).body
  const pairs = body.filter((node): node is AST.TOMLKeyValue => node.type === 'TOMLKeyValue')
  const named = new Map(pairs.flatMap((pair) => (pair.key.keys.length === 1 ? [[nameOf(pair), pair] as const] : [])))
  const chosen = chooseKey([...named.keys()], field, value)
  const pair = chosen.isThere ? named.get(chosen.key) : undefined
  if (pair !== undefined) {
    const [start, end] = pair.value.range
    return { kind: 'text', text: block.slice(0, start) + renderValue(chosen.value, pair.value) + block.slice(end) }
  }
  const line = `${chosen.key} = ${renderValue(chosen.value, undefined)}\n`
  const last = pairs.at(-1)
  if (last === undefined) return { kind: 'text', text: line + block }
  const lineEnd = block.indexOf('\n', last.range[1])
  const at = lineEnd < 0 ? block.length : lineEnd + 1
  const gap = lineEnd < 0 ? '\n' : ''
  return { kind: 'text', text: block.slice(0, at) + gap + line + block.slice(at) }
}

function nameOf({ key }: AST.TOMLKeyValue): string {
  return key.keys.map((part) => ('name' in part ? part.name : part.value)).join('.')
}

/** TOML has no null: an empty text, or an empty list, reads as nothing. */
function renderValue(value: FrontMatterValue, before: AST.TOMLContentNode | undefined): string {
  if (value === null) return before?.type === 'TOMLArray' ? '[]' : '""'
  if (typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') {
    const texts = value.map((text) => renderText(text, undefined))
    const isLong = before?.type === 'TOMLArray' && before.loc.start.line !== before.loc.end.line
    return isLong && texts.length > 0 ? `[\n${texts.map((text) => `  ${text},\n`).join('')}]` : `[${texts.join(', ')}]`
  }
  const isDate = before?.type === 'TOMLValue' && /date/.test(before.kind)
  return isDate && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value) ? value : renderText(value, before)
}

/** In the quotes that stood there before, where those can hold it. */
function renderText(text: string, before: AST.TOMLContentNode | undefined): string {
  const isLiteral = before?.type === 'TOMLValue' && before.kind === 'string' && before.style === 'literal'
  if (isLiteral && !/['\u0000-\u0008\u000a-\u001f\u007f]/.test(text)) return `'${text}'`
  const escaped = JSON.stringify(text.toWellFormed()).slice(1, -1).replaceAll('\u007f', '\\u007f')
  // Several lines stay several lines.
  return /\n./.test(text) ? `"""\n${escaped.replaceAll('\\n', '\n')}"""` : `"${escaped}"`
}
