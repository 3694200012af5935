import { isDeepStrictEqual } from 'node:util'
import type { LexicalNode } from '../document/lexical.ts'
import type { MarkdownWriteContext } from '../inline/write-context.ts'
import { canonicaliseNodes } from '../lexical/canonicalise-nodes.ts'
import { convertMarkdown } from '../lexical/convert-markdown.ts'
import { parseMarkdown } from '../syntax/parse-markdown.ts'

/** Whether Markdown becomes these nodes again. Every form is read back before it is used, so that a wrong rule of writing can do no harm. */
export function readsBack(markdown: string, nodes: readonly LexicalNode[], context: MarkdownWriteContext): boolean {
  const actual = readBack(markdown, context)
  return actual !== undefined && isDeepStrictEqual(actual, canonicaliseNodes(nodes))
}

/** What Markdown becomes, in canonical form; undefined when there is a problem with it, so that it could not be published. */
export function readBack(
  markdown: string,
  { resolve, markdown: options }: MarkdownWriteContext,
): readonly LexicalNode[] | undefined {
  const document = parseMarkdown(markdown, 1, options)
  if (document.problems.length > 0) return undefined
  return canonicaliseNodes(convertMarkdown(document, { resolve }).children)
}
