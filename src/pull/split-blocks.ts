import path from 'node:path'
import type { MarkdownConfig } from '../config/config.ts'
import { canonicaliseBody } from '../diff/compare/canonicalise.ts'
import { convertMarkdown, type MarkdownDocument, parseMarkdown, parseRewritten } from '../markdown/index.ts'

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
  const document = parseMarkdown(text, 1, reading.markdown)
  const { tokens, rewritten } = document
  if (rewritten !== undefined && document.text !== text) return splitRewritten(text, document, rewritten.lines, reading)
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

/**
 * Splits a text whose dialects were rewritten: what a block says is read from what was made of it, and its `raw` is what its author wrote. Blocks
 * that come from one line of the file are one.
 */
function splitRewritten(
  text: string,
  document: MarkdownDocument,
  lines: readonly number[],
  reading: BlockReading,
): readonly Block[] {
  const written = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const defined = indexDefinitions(document.tokens)
  const places: Place[] = []
  let line = 0
  let isInLine = false
  for (const { type, raw } of document.tokens) {
    const breaks = raw.split('\n').length - 1
    const blanks = (/^(?:[ \t]*\n)*/.exec(raw)?.[0] ?? '').split('\n').length - 1
    // What follows a block right up to the end of its line is no line of its own.
    const first = type === 'space' ? line + (isInLine ? 1 : 0) : line + blanks
    const last = type === 'space' ? line + breaks - 1 : line + raw.trimEnd().split('\n').length - 1
    line += breaks
    isInLine = !raw.endsWith('\n')
    if (last < first) continue
    const [from, to] = [lines[first] ?? 0, lines[last] ?? 0]
    const before = places.at(-1)
    const nodes =
      type === 'space'
        ? []
        : type === 'def'
          ? [raw.trim()]
          : readNodes(`${raw.trimEnd()}\n\n${findDefinitions(raw, defined)}`, reading, parseRewritten)
    // An attribute list right below a block goes where the block goes.
    const isList =
      nodes.length === 0 && from === (before?.to ?? from) + 1 && /^[ \t>]*\{[^{}%<]*\}\s*$/.test(written[from] ?? '')
    if (before !== undefined && (from <= before.to || isList)) {
      before.nodes.push(...nodes)
      before.to = Math.max(before.to, to)
    } else places.push({ from, to, nodes: [...nodes] })
  }
  const blocks: { raw: string; nodes: readonly string[]; meaning: string }[] = []
  let lead = ''
  for (const [index, { from, nodes }] of places.entries()) {
    const whole = written.slice(index === 0 ? 0 : from, places[index + 1]?.from ?? written.length).join('')
    // Blank lines belong to the block above them.
    const blank = /^(?:[ \t]*\n)*/.exec(whole)?.[0] ?? ''
    const last = blocks.at(-1)
    if (last === undefined) lead += blank
    else last.raw += blank
    const raw = whole.slice(blank.length)
    if (raw === '' && nodes.length === 0) continue
    // What is only the author's (a comment, a tag that was left out) has no meaning for Ghost, and must never go with the block before it.
    const own = nodes.length === 0 ? [`only in the file: ${raw.trim()}`] : nodes
    blocks.push({ raw: `${lead}${raw}`, nodes: own, meaning: own.join('\n') })
    lead = ''
  }
  return blocks
}

/** The lines of the file that a block comes from, both included. */
interface Place {
  readonly from: number
  to: number
  readonly nodes: string[]
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

function readNodes(
  text: string,
  { from, siteUrl, markdown }: BlockReading,
  parse: (text: string, options: MarkdownConfig) => MarkdownDocument = (one, options) => parseMarkdown(one, 1, options),
): readonly string[] {
  const folder = path.posix.dirname(from)
  const resolve = (target: string) => ({
    url: /^(?:[a-z][a-z0-9+.-]*:|\/|#)/i.test(target) ? target : `file:${path.posix.join(folder, decode(target))}`,
  })
  const root = convertMarkdown(parse(text, markdown), { resolve })
  return canonicaliseBody(root, siteUrl).map((node) => JSON.stringify(node))
}

function decode(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}
