import { isFromSmallEditor } from '../canonical/is-from-small-editor.ts'
import type { LexicalNode } from '../lexical.ts'
import { tidyEditorHtml } from '../tidy-editor-html.ts'

/** Texts that may have paragraphs and lists; all others are one line, and Ghost takes the paragraph around it out again. */
const BLOCKS = new Set(['content', 'productDescription', 'textValue', 'html'])

/** A card with its small texts as a person would have written them. It means the same. */
export function tidyCard(node: LexicalNode): LexicalNode {
  const tidied = Object.entries(node).flatMap(([key, value]) => {
    if (typeof value !== 'string' || !isFromSmallEditor(key, node)) return []
    const tidy = tidyEditorHtml(value)
    if (tidy === value) return []
    return [[key, BLOCKS.has(key) ? tidy : tidy.replace(/^<p>((?:(?!<p>).)*)<\/p>$/s, '$1')] as const]
  })
  return tidied.length === 0 ? node : { ...node, ...Object.fromEntries(tidied) }
}
