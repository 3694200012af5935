import { findSmallText } from '../cards/registry.ts'
import { writeGhostCard } from '../directives/ghost-card.ts'
import type { LexicalNode, LexicalRoot } from '../document/lexical.ts'
import { readString } from '../document/node-properties.ts'
import { tidyEditorHtml } from '../html/tidy-editor-html.ts'
import type { MarkdownWriteContext } from '../inline/write-context.ts'
import { canonicaliseNodes } from '../lexical/canonicalise-nodes.ts'
import { readsBack } from './reads-back.ts'
import { type ListSigns, writeBlock } from './write-block.ts'
import { writeFootnotes } from './write-footnotes.ts'

/** One block of the text, from one node or two that are written as one. */
export interface BlockText {
  /** Place of its first node among those that are compared, and how many they are. */
  readonly first: number
  readonly count: number
  readonly text: () => string
  /** Changes to the next form that reads back. False when there is no other. */
  readonly makePlainer: () => boolean
}

/** The blocks of a document, each in its most natural form. */
export function createBlocks({ children }: LexicalRoot, context: MarkdownWriteContext): BlockText[] {
  const shown = dropUnseen(children).map(tidyCard)
  const footnotes = writeFootnotes(shown, context)
  /** Either all footnotes are written as footnotes, or none. */
  const together = { isKept: footnotes !== undefined }
  const blocks: BlockText[] = []
  let alternate = false
  let previous: LexicalNode | undefined
  for (let at = 0; at < shown.length; at++) {
    const node = shown[at]
    if (node === undefined) break
    alternate = node.type === 'list' && previous?.type === 'list' && isSameKind(node, previous) && !alternate
    const signs = alternate ? { bullet: '*', afterNumber: ')' } : { bullet: '-', afterNumber: '.' }
    const next = shown[at + 1]
    const anchor = next === undefined ? undefined : readAnchor(node, next)
    const first = at
    if (anchor !== undefined && next !== undefined) {
      const block = createBlock([node, next], first, writeAnchored(next, anchor, signs, context), context)
      if (block !== undefined) {
        blocks.push(block)
        previous = next
        at++
        continue
      }
    }
    const text = footnotes?.get(node)
    const forms = (): BlockText =>
      createBlock([node], first, writeBlock(node, signs, context), context) ?? createJson(node, first)
    blocks.push(text === undefined ? forms() : createFootnote(text, first, together, forms))
    previous = node
  }
  return blocks
}

function createJson(node: LexicalNode, first: number): BlockText {
  return { first, count: 1, text: () => writeGhostCard(node), makePlainer: () => false }
}

function createFootnote(text: string, first: number, together: { isKept: boolean }, forms: () => BlockText): BlockText {
  let alone: BlockText | undefined
  const readAlone = (): BlockText => {
    alone ??= forms()
    return alone
  }
  return {
    first,
    count: 1,
    text: () => (together.isKept ? text : readAlone().text()),
    makePlainer: () => {
      if (!together.isKept) return readAlone().makePlainer()
      together.isKept = false
      return true
    },
  }
}

/** Undefined when no form reads back. */
function createBlock(
  nodes: readonly LexicalNode[],
  first: number,
  forms: Iterator<string>,
  context: MarkdownWriteContext,
): BlockText | undefined {
  const find = (): string | undefined => {
    for (let form = forms.next(); form.done !== true; form = forms.next()) {
      if (readsBack(form.value, nodes, context)) return form.value
    }
    return undefined
  }
  const [only] = nodes
  let text = find()
  if (text === undefined) return undefined
  let isJson = false
  const makePlainer = (): boolean => {
    if (isJson || only === undefined) return false
    const next = find()
    isJson = next === undefined
    text = next ?? nodes.map(writeGhostCard).join('\n\n')
    return true
  }
  return { first, count: nodes.length, text: () => text ?? '', makePlainer }
}

/** Without what `canonicaliseNodes` does not count: the comment between two lists, and one blank paragraph at the end. */
function dropUnseen(children: readonly LexicalNode[]): readonly LexicalNode[] {
  // Of two blank paragraphs at the end one shows, so that both are written.
  const isBlankEnd = isBlank(children.at(-1)) && !isBlank(children.at(-2))
  const shown = isBlankEnd ? children.slice(0, -1) : children
  return shown.filter((node, index) => {
    const [before, after] = [shown[index - 1], shown[index + 1]]
    const isComment = node.type === 'html' && node.html === '<!-- -->'
    return !(isComment && before?.type === 'list' && after?.type === 'list' && isSameKind(before, after))
  })
}

function isBlank(node: LexicalNode | undefined): boolean {
  return node?.type === 'paragraph' && canonicaliseNodes([node]).length === 0
}

function isSameKind(one: LexicalNode, other: LexicalNode): boolean {
  return (one.listType === 'number') === (other.listType === 'number')
}

/** The id that an html card before a heading gives it. */
function readAnchor(node: LexicalNode, next: LexicalNode): string | undefined {
  if (node.type !== 'html' || (next.type !== 'extended-heading' && next.type !== 'heading')) return undefined
  return /^<span id="([\w:.-]+)"><\/span>$/.exec(readString(node, 'html'))?.[1]
}

function* writeAnchored(
  heading: LexicalNode,
  id: string,
  signs: ListSigns,
  context: MarkdownWriteContext,
): Generator<string> {
  for (const text of writeBlock(heading, signs, context)) yield `${text} {#${id}}`
}

/** A card with its small texts as a person would have written them. It means the same. */
function tidyCard(node: LexicalNode): LexicalNode {
  const tidied = Object.entries(node).flatMap(([key, value]) => {
    const kind = findSmallText(key, node)
    if (typeof value !== 'string' || kind === undefined) return []
    const tidy = tidyEditorHtml(value)
    const written = kind === 'blocks' ? tidy : tidy.replace(/^<p>((?:(?!<p>).)*)<\/p>$/s, '$1')
    return written === value ? [] : [[key, written] as const]
  })
  return tidied.length === 0 ? node : { ...node, ...Object.fromEntries(tidied) }
}
