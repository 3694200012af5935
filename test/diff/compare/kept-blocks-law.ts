import { listChanges } from '../../../src/diff/compare/block-changes.ts'
import { canonicaliseBody } from '../../../src/diff/compare/canonicalise.ts'
import { keepStoredBlocks } from '../../../src/diff/compare/keep-stored-blocks.ts'
import type { MobiledocDocument, WrittenMarker } from '../../../src/markdown/document/mobiledoc.ts'
import { DEFAULT_OPTIONS, type LexicalNode, type LexicalRoot, PENDING_EMBED } from '../../../src/markdown/index.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { keepStoredSections } from '../../../src/markdown/mobiledoc/keep-sections.ts'
import { readMobiledoc } from '../../../src/markdown/mobiledoc/read-mobiledoc.ts'
import { writeMobiledoc } from '../../../src/markdown/mobiledoc/write-mobiledoc.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'
import { splitBlocks } from '../../../src/pull/split-blocks.ts'

/**
 * The law of a push: for any document and any edit of its Markdown that leaves a block as it is, Ghost keeps that block to the byte. Held by the way that a
 * post really takes: pulled, one block of the file edited, converted, and sent.
 */

export const SITE = 'https://example.com'

/** What `publish/resolve-embeds` does with an address that the post shows already. */
function placeEmbeds(wanted: LexicalRoot, { children }: LexicalRoot): LexicalRoot {
  const known = new Map(children.flatMap((node) => (typeof node.url === 'string' ? [[node.url, node]] : [])))
  const place = (node: LexicalNode): LexicalNode => {
    const card = node.type === PENDING_EMBED ? known.get(String(node.url)) : undefined
    return card === undefined ? node : { ...card, caption: node.caption }
  }
  return { ...wanted, children: wanted.children.map(place) }
}

const convert = (markdown: string): LexicalRoot =>
  convertMarkdown(parseMarkdown(markdown, 1), { resolve: (url) => ({ url }) })

/** How one block of a file is edited. */
export const EDITS = ['reword', 'replace', 'remove', 'insert'] as const
export type Edit = (typeof EDITS)[number]

const FRESH = 'A paragraph that nobody wrote before.'

const LIST = /^\s*(?:[-+*]|\d+[.)])\s/

export interface LawResult {
  readonly edits: number
  /** Edits after which another block was not what it had been; each with the blocks that are lost. */
  readonly broken: readonly { readonly block: number; readonly edit: Edit; readonly lost: readonly string[] }[]
}

/** @param edits for each block of the file */
export function holdLaw(stored: LexicalRoot, edits: readonly Edit[] = EDITS): LawResult {
  const { text } = writeMarkdown(stored)
  const blocks = splitBlocks(text, '', {
    from: 'a.md',
    siteUrl: SITE,
    markdown: DEFAULT_OPTIONS,
  })
  const broken: LawResult['broken'][number][] = []
  let count = 0
  const unedited = findLost(stored, text, 0)
  if (unedited.length > 0) broken.push({ block: -1, edit: 'reword', lost: unedited })
  for (const [index, { raw, nodes }] of blocks.entries()) {
    for (const edit of edits) {
      // Without what stands between them, Markdown reads two lists as one.
      const joins = [blocks[index - 1], blocks[index + 1]].every((block) => LIST.test(block?.raw ?? ''))
      const changed = edit === 'remove' && joins ? undefined : apply(edit, raw)
      if (changed === undefined) continue
      count += 1
      const edited = blocks.map((block, at) => (at === index ? changed : block.raw)).join('')
      const lost = findLost(stored, edited, edit === 'insert' ? 0 : Math.max(1, nodes.length))
      if (lost.length > 0) broken.push({ block: index, edit, lost })
    }
  }
  return { edits: count, broken }
}

/** Undefined where the edit would make something else of the blocks beside it. */
function apply(edit: Edit, raw: string): string | undefined {
  switch (edit) {
    case 'reword': {
      // A word more in a block of plain text; anything else is taken apart by it.
      return /^[A-Za-z][\w ,.'’-]*\n*$/.test(raw) ? raw.replace(/^([^\n]*?)(\n*)$/, '$1 marmalade$2') : undefined
    }
    case 'replace':
      return raw.trim() === '' ? undefined : `${FRESH}\n\n`
    case 'remove':
      return ''
    case 'insert':
      return `${FRESH}\n\n${raw}`
  }
}

/**
 * The blocks of Ghost that are not there any more, to the byte and in their order, beyond those that the edit is about.
 * @param most how many the edit may change
 */
function findLost(stored: LexicalRoot, markdown: string, most: number): readonly string[] {
  const wanted = placeEmbeds(convert(markdown), stored)
  const { children } = keepStoredBlocks(stored, wanted, SITE)
  const [before, now] = [stored.children, children].map((nodes) => nodes.map((node) => JSON.stringify(node)))
  const lost = listChanges(before ?? [], now ?? []).flatMap(({ at, length }) => before?.slice(at, at + length) ?? [])
  const meanings = (nodes: readonly LexicalNode[]) =>
    JSON.stringify(canonicaliseBody({ ...wanted, children: nodes }, SITE))
  if (meanings(children) !== meanings(wanted.children)) return ['(it says something else)']
  return lost.length > most ? lost : []
}

/**
 * The same on Ghost 3 and 4: the sections of a Mobiledoc.
 * @param stored as JSON text
 */
export function holdSectionLaw(stored: string): LawResult {
  const root = readMobiledoc(stored, { siteUrl: SITE })
  const document = JSON.parse(stored) as MobiledocDocument
  const before = spellSections(document)
  const { text } = writeMarkdown(root)
  const blocks = text.trim().split(/\n{2,}/)
  const broken: LawResult['broken'][number][] = []
  let count = 0
  const options = { dialect: 'ghostVersion' in document ? 4 : 3, siteUrl: SITE } as const
  for (const [index] of ['', ...blocks].entries()) {
    count += 1
    const edited = blocks.toSpliced(index, 0, FRESH).join('\n\n')
    const kept = keepStoredBlocks(root, placeEmbeds(convert(edited), root), SITE)
    const after = spellSections(keepStoredSections(stored, writeMobiledoc(kept, options), options))
    const lost = listChanges(before, after).flatMap(({ at, length }) => before.slice(at, at + length))
    // A section that shows nothing is no block of a file.
    const missed = lost.filter((section) => !['[1,"p",[]]', '[1,"p",[[0,[],0,""]]]'].includes(section))
    if (missed.length > 0) broken.push({ block: index, edit: 'insert', lost: missed })
  }
  return { edits: count, broken }
}

/** The sections of a Mobiledoc, with everything that they name by number in its place. */
export function spellSections({ markups, atoms, cards, sections }: MobiledocDocument): readonly string[] {
  const spell = ([kind, opened, closed, value]: WrittenMarker) => [
    kind,
    opened.map((at) => markups[at]),
    closed,
    kind === 1 ? atoms[Number(value)] : value,
  ]
  return sections.map((section) => {
    if (section[0] === 10) return JSON.stringify([10, cards[section[1]]])
    if (section[0] === 1) return JSON.stringify([1, section[1], section[2].map(spell)])
    return JSON.stringify(section[0] === 3 ? [3, section[1], section[2].map((item) => item.map(spell))] : section)
  })
}
