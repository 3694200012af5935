import path from 'node:path'
import type { MarkdownConfig } from '../config/config.ts'
import { canonicaliseBody } from '../diff/compare/canonicalise.ts'
import { convertMarkdown, type MarkdownDocument, parseMarkdown } from '../markdown/index.ts'

/** One block of a Markdown text, with the blank lines after it. */
export interface Block {
  readonly raw: string
  /** The meaning, however it is written, one entry per block of Ghost: equal for `* a` and `- a`. */
  readonly nodes: readonly string[]
  /** `nodes` as one text, for comparison. */
  readonly meaning: string
}

/** The settings that the meaning of a text depends on. */
export interface BlockReading {
  /** Path of the Markdown file, relative to the content root: `./a.png` and `a.png` mean the same there. */
  readonly from: string
  readonly siteUrl: string
  /** As the config has it. */
  readonly markdown: MarkdownConfig
}

/**
 * Splits a text into its blocks; joined, their `raw` is the text again.
 *
 * @param definitions of links, that stand elsewhere
 */
export function splitBlocks(text: string, definitions: string, reading: BlockReading): readonly Block[] {
  const { tokens } = parseMarkdown(text, 1, reading.markdown)
  const blocks: { raw: string; nodes: readonly string[]; meaning: string }[] = []
  // A reference link has no meaning without its definition.
  const defined = indexDefinitions([...tokens, ...parseMarkdown(definitions, 1, reading.markdown).tokens])
  let lead = ''
  for (const { type, raw } of tokens) {
    const last = blocks.at(-1)
    if (type === 'space') {
      if (last === undefined) lead += raw
      else last.raw += raw
      continue
    }
    const nodes =
      type === 'def' ? [raw.trim()] : readNodes(`${raw.trimEnd()}\n\n${findDefinitions(raw, defined)}`, reading)
    blocks.push({ raw: `${lead}${raw}`, nodes, meaning: nodes.join('\n') })
    lead = ''
  }
  return blocks
}

/** Definitions of links by their labels. */
function indexDefinitions(tokens: MarkdownDocument['tokens']): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { type, raw } of tokens) {
    const label = type === 'def' ? normaliseLabel(/^\s*\[((?:\\[\s\S]|[^[\]\\])*)\]:/.exec(raw)?.[1] ?? '') : undefined
    // The first of two definitions counts. Where the spelling makes a difference, both are needed.
    if (label !== undefined) found.set(label, found.has(label) ? `${found.get(label)}\n${raw.trim()}` : raw.trim())
  }
  return found
}

/** Finds the definitions that a block may use: with all of them, each block would be as long as all definitions together. */
function findDefinitions(raw: string, defined: ReadonlyMap<string, string>): string {
  if (defined.size === 0) return ''
  const used = new Set<string>()
  for (const label of listLabels(raw)) {
    const definition = defined.get(normaliseLabel(label))
    if (definition !== undefined) used.add(definition)
  }
  return [...used].join('\n')
}

/**
 * Lists the texts in brackets that have no brackets inside. It works in one pass: a regular expression would search from every `[` to the end of the
 * text.
 */
function listLabels(raw: string): readonly string[] {
  const labels: string[] = []
  let start: number | undefined
  for (const { 0: sign, index } of raw.matchAll(/\\[\s\S]|[[\]]/g)) {
    if (sign === '[') start = index + 1
    else if (sign === ']') {
      if (start !== undefined) labels.push(raw.slice(start, index))
      start = undefined
    } else if (sign === '\\[') start ??= index + 2
  }
  return labels
}

function normaliseLabel(label: string): string {
  return label.toLowerCase().toUpperCase().toLowerCase().replace(/\s+/g, ' ').trim()
}

/** Returns what to compare of blocks. */
export function meaningsOf(blocks: readonly Block[]): readonly string[] {
  return blocks.map(({ meaning }) => meaning)
}

function readNodes(text: string, { from, siteUrl, markdown }: BlockReading): readonly string[] {
  const folder = path.posix.dirname(from)
  const resolve = (target: string) => ({
    url: /^(?:[a-z][a-z0-9+.-]*:|\/|#)/i.test(target) ? target : `file:${path.posix.join(folder, decode(target))}`,
  })
  const root = convertMarkdown(parseMarkdown(text, 1, markdown), { resolve })
  return canonicaliseBody(root, siteUrl).map((node) => JSON.stringify(node))
}

function decode(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}
