import type { MarkdownConfig } from '../../config/config.ts'

/** How a text is read where people differ. */
export type MarkdownOptions = MarkdownConfig

export const DEFAULT_OPTIONS: MarkdownOptions = {
  math: 'mathml',
  mathStylesheet: undefined,
  emoji: true,
  smartQuotes: false,
  diagrams: 'code',
}
