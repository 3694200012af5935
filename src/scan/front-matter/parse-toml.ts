import { parse, TomlDate, TomlError } from 'smol-toml'
import type { FrontMatterEntry } from '../source/source-file.ts'
import { type ParsedBlock, refuseBlock } from './block.ts'

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

/** Finds the 0-based line of the first mention of each top-level key, because smol-toml gives no positions. */
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
