import type { MarkdownDocument } from '../../markdown/markdown-document.ts'

/** What a link to a Markdown file leads to on one site. */
export type LinkTarget =
  | {
      readonly kind: 'here'
      /** Absolute, on this site; undefined when its slug is wrong, which has been reported. */
      readonly url: string | undefined
      /** As it is published: without the heading that became the title. */
      readonly document: MarkdownDocument
      /** As it is written. */
      readonly written: MarkdownDocument
    }
  /** Its `sites:` leaves this site out. */
  | { readonly kind: 'elsewhere' }

/** By `SourceFile.path` in NFC: macOS hands out names decomposed. */
export type LinkTargets = ReadonlyMap<string, LinkTarget>
