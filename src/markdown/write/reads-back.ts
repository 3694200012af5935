import { isDeepStrictEqual } from 'node:util'
import type { LexicalNode } from '../document/lexical.ts'
import type { MarkdownDocument } from '../document/markdown-document.ts'
import type { MarkdownWriteContext } from '../inline/write-context.ts'
import { canonicaliseNodes } from '../lexical/canonicalise-nodes.ts'
import { convertMarkdown } from '../lexical/convert-markdown.ts'
import { lintDocument } from '../lint/lint-document.ts'
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
  if (document.problems.length > 0 || looksBroken(markdown, document)) return undefined
  return canonicaliseNodes(convertMarkdown(document, { resolve }).children)
}

/** What an error about the text could be about. Looking for it in every form would cost as much as reading it. */
const SUSPICIOUS = /\]\(|\]:|`{3}|~{3}|<!--/

/** Whether the text looks like a mistake that holds a post back, such as words in Ghost that read `[a](b c.png)`: another form has to be found. */
function looksBroken(markdown: string, document: MarkdownDocument): boolean {
  return SUSPICIOUS.test(markdown) && lintDocument(document).some(({ severity }) => severity === 'error')
}
