import type { DialectName } from '../../../src/config/config.ts'
import {
  convertMarkdown,
  lintDocument,
  type MarkdownDocument,
  parseMarkdown,
  renderLexicalHtml,
} from '../../../src/markdown/index.ts'

export interface ReadText {
  readonly document: MarkdownDocument
  /** The Markdown that the dialects made of it. */
  readonly text: string
  /** `line: code`. */
  readonly told: readonly string[]
  /** As Ghost shows it. */
  readonly html: string
}

export function readDialect(
  dialects: DialectName | readonly DialectName[],
  markdown: string,
  options: {
    readonly shortcodes?: Record<string, string>
    readonly page?: Record<string, unknown>
    readonly diagrams?: 'code' | 'html'
  } = {},
): ReadText {
  const document = parseMarkdown(markdown, 1, { dialects: [dialects].flat(), ...options })
  const root = convertMarkdown(document, { resolve: (url) => ({ url }) })
  return {
    document,
    text: document.text,
    told: [...document.problems, ...lintDocument(document)].map(({ line, code }) => `${line}: ${code}`),
    html: renderLexicalHtml(root, { ghost: 6, isUpload: () => false }),
  }
}
