import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { LexicalNode } from '../document/lexical.ts'
import { readString } from '../document/node-properties.ts'
import { indentLines } from '../document/spaces.ts'
import { parseHtml, readAttribute, readElement } from '../html/parse-html.ts'
import { writeHtmlBlocks } from '../html/write-html-blocks.ts'
import { listBlockStyles, type MarkdownWriteContext } from '../inline/write-context.ts'
import { readsBack } from './reads-back.ts'

/** The way back from a note, with the space before it; in a paragraph of its own when the note does not end with one. */
const BACKLINKS = /(?: ?<a href="#fnref-[\d-]+" class="footnote-backref"[^<>]*>[^<]*(?:<sup>\d+<\/sup>)?<\/a>)+/
const OWN_PARAGRAPH = new RegExp(`\\n<p>${BACKLINKS.source}</p>`, 'g')

/**
 * Footnotes in a document that the converter made: the cards with references and the card with the notes, which only together are Markdown.
 *
 * @returns the text of each of these nodes; undefined when there are none, or when it does not read back.
 */
export function writeFootnotes(
  nodes: readonly LexicalNode[],
  context: MarkdownWriteContext,
): ReadonlyMap<LexicalNode, string> | undefined {
  const notes = nodes.at(-1)
  if (notes === undefined || !readString(notes, 'html').startsWith('<section class="footnotes">')) return undefined
  const [style] = listBlockStyles(context.markdown)
  const definitions = writeNotes(readString(notes, 'html'), context)
  if (style === undefined || definitions === undefined) return undefined
  const texts = new Map<LexicalNode, string>()
  for (const node of nodes) {
    const html = node.type === 'html' ? readString(node, 'html') : ''
    if (!html.includes('<sup class="footnote-ref">') || node === notes) continue
    const text = writeHtmlBlocks(html, style, context)
    if (text === undefined) return undefined
    texts.set(node, text)
  }
  texts.set(notes, definitions)
  return readsBack([...texts.values()].join('\n\n'), [...texts.keys()], context) ? texts : undefined
}

function writeNotes(html: string, context: MarkdownWriteContext): string | undefined {
  const [style] = listBlockStyles(context.markdown)
  const notes: string[] = []
  const plain = html.replace(OWN_PARAGRAPH, '').replace(new RegExp(BACKLINKS.source, 'g'), '')
  const nodes = parseHtml(plain)
  if (nodes === undefined) return undefined
  for (const item of findNotes(nodes)) {
    const { startTag, endTag } = item.sourceCodeLocation ?? {}
    const number = /^fn-(\d+)$/.exec(readAttribute(item, 'id') ?? '')?.[1]
    if (startTag === undefined || endTag === undefined || number === undefined || style === undefined) return undefined
    const text = writeHtmlBlocks(plain.slice(startTag.endOffset, endTag.startOffset), style, context)
    if (text === undefined) return undefined
    notes.push(`[^${number}]: ${indentLines(text, '    ').slice(4)}`)
  }
  return notes.join('\n')
}

function findNotes(nodes: readonly Tree.ChildNode[]): Tree.Element[] {
  return nodes.flatMap((node) => {
    const element = readElement(node)
    if (element === undefined) return []
    return readAttribute(element, 'id')?.startsWith('fn-') === true ? [element] : findNotes(element.childNodes)
  })
}
