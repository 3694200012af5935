/** How a text is read where people differ. */
export interface MarkdownOptions {
  /** What `$x$` and `$$x$$` become; false leaves them text. */
  readonly math: 'mathml' | 'html' | false
  /** URL of KaTeX's stylesheet, which `math: 'html'` needs. */
  readonly mathStylesheet: string | undefined
  /** Whether `:tada:` is an emoji. */
  readonly emoji: boolean
  /** Whether straight quotes, `--`, `---` and `...` become the signs of a typesetter. */
  readonly smartQuotes: boolean
  /** `html`: `mermaid` code is what Mermaid's script draws from; `code`: it is code. */
  readonly diagrams: 'code' | 'html'
}

export const DEFAULT_OPTIONS: MarkdownOptions = {
  math: 'mathml',
  mathStylesheet: undefined,
  emoji: true,
  smartQuotes: false,
  diagrams: 'code',
}
