/**
 * The Markdown package: what the rest of the program uses of it. Nothing outside of this folder imports another file of it
 * (test/markdown/package.test.ts). docs/architecture.md says what its folders are for.
 */

export { buildPlayerCard, listPendingEmbeds, PENDING_EMBED, readWebCard, type WebCard } from './cards/embed.ts'
export { keepAddress, readAsIsAddress } from './document/as-is-address.ts'
export { MAX_JSON_DEPTH, measureDepth } from './document/json-depth.ts'
export type { LexicalNode, LexicalRoot } from './document/lexical.ts'
export {
  type ConvertOptions,
  DEFAULT_OPTIONS,
  type Heading,
  type MarkdownDocument,
  type MarkdownOptions,
  type MarkdownProblem,
  type PlacedCard,
  type Reference,
  type ResolvedReference,
} from './document/markdown-document.ts'
export type { CardPayload, MobiledocDialect, MobiledocDocument, MobiledocOptions } from './document/mobiledoc.ts'
export { numberFootnotes } from './document/number-footnotes.ts'
export {
  describeSourceAddress,
  nameTarget,
  readSourceAddress,
  type SourceAddress,
  writeSourceAddress,
} from './document/source-address.ts'
export { compareHtml } from './fidelity/compare-html.ts'
export type { DifferenceKind, FidelityComparison, FidelityDifference } from './fidelity/fidelity-difference.ts'
export { renderReference } from './fidelity/render-reference.ts'
export { type TidiedText, tidyHtmlBlocks } from './fidelity/tidy-html-blocks.ts'
export { hideCommentsIn } from './foreign/obsidian.ts'
export { GHOST_MAJORS, type GhostMajor } from './html/card-html.ts'
export { normaliseInlineHtml } from './html/normalise-inline-html.ts'
export { readHtml } from './html/read-html.ts'
export { tidyEditorHtml } from './html/tidy-editor-html.ts'
export { type Audiences, isRestricted, nameAudiences } from './html/visibility.ts'
export type { ComparedFormats } from './inline/canonicalise-inline.ts'
export type { ReferenceKind } from './inline/write-context.ts'
export { canonicaliseNodes } from './lexical/canonicalise-nodes.ts'
export { convertCaption } from './lexical/convert-caption.ts'
export { convertBlocks, convertMarkdown } from './lexical/convert-markdown.ts'
export { placeSiteUrls, SITE_PLACEHOLDER } from './lexical/place-site-urls.ts'
export { renderLexicalHtml } from './lexical/render-lexical-html.ts'
export { lintDocument } from './lint/lint-document.ts'
export { listLinkTitles, MARK_KEY } from './mobiledoc/card-mark.ts'
export { keepStoredSections } from './mobiledoc/keep-sections.ts'
export { readMobiledoc } from './mobiledoc/read-mobiledoc.ts'
export { writeMobiledoc } from './mobiledoc/write-mobiledoc.ts'
export { type EmbeddedDocument, embedDocuments, type FindEmbedded } from './syntax/embed-documents.ts'
export { extractTitle } from './syntax/extract-title.ts'
export { leaveOutReferences } from './syntax/leave-out-references.ts'
export { EXTENSIONS, type Extension, listExtensions } from './syntax/list-extensions.ts'
export { listInlineTags } from './syntax/list-inline-tags.ts'
export { parseMarkdown, parseRewritten } from './syntax/parse-markdown.ts'
export { describeLexical, type WriteOptions, writeMarkdown } from './write/write-markdown.ts'
