import { readAsIsAddress } from '../document/as-is-address.ts'
import type { MarkdownOptions, ResolvedReference } from '../document/markdown-document.ts'
import type { BreakPiece, TextPiece } from './inline-piece.ts'

export type ReferenceKind = 'image' | 'link' | 'media'

export interface WriteOptions {
  /** What stands in the Markdown for a URL of the site: a relative path for a file that was downloaded, else the URL itself. */
  readonly rewrite: (url: string, kind: ReferenceKind) => string
  /** The size in pixels of the local file that stands for a URL, where it is known. A picture of another size in Ghost is written with that. */
  readonly measure?: (url: string) => Size | undefined
  /** How the text will be read. What is left out has its default. */
  readonly markdown?: Partial<MarkdownOptions>
}

/** What one run of the writer shares. It remembers what was written for each URL, so that reading the text back gives the URLs again. */
export interface MarkdownWriteContext {
  readonly rewrite: (url: string, kind: ReferenceKind) => string
  /** As `rewrite`. The size of a local file need not be written, since it can be read from the file. */
  readonly rewriteImage: (
    url: string,
    size: Size,
  ) => { readonly target: string; readonly isLocal: boolean; readonly isResized: boolean }
  /** Resolves what was written back to the URLs; the converter uses it when the text is read back. */
  readonly resolve: (target: string, kind: ReferenceKind) => ResolvedReference
  readonly markdown: Partial<MarkdownOptions>
}

export interface Size {
  readonly width: number | undefined
  readonly height: number | undefined
}

export function createWriteContext({ rewrite, measure, markdown = {} }: WriteOptions): MarkdownWriteContext {
  const written = new Map<string, ResolvedReference>()
  const rewriteImage: MarkdownWriteContext['rewriteImage'] = (url, { width, height }) => {
    const target = rewrite(url, 'image')
    const isLocal = target !== url && readAsIsAddress(target) === undefined
    const own = isLocal ? measure?.(url) : undefined
    const isResized = own?.width !== undefined && width !== undefined && (own.width !== width || own.height !== height)
    if (isLocal) {
      const size = isResized ? own : { width, height }
      const isKnown = size.width !== undefined && size.height !== undefined
      written.set(`image ${target}`, { url, ...(isKnown && { width: size.width, height: size.height }) })
    }
    return { target, isLocal, isResized }
  }
  return {
    markdown,
    rewriteImage,
    rewrite: (url, kind) => {
      const target = url === '' ? '' : rewrite(url, kind)
      const key = `${kind} ${target}`
      if (target !== url && !written.has(key)) written.set(key, { url })
      return target
    },
    resolve: (target, kind) => written.get(`${kind} ${target}`) ?? { url: readAsIsAddress(target) ?? target },
  }
}

/** What a line is written from: inline pieces, and Markdown that is written as it is (an image, an HTML tag). */
export type WrittenPiece = TextPiece | BreakPiece | WrittenLink | VerbatimPiece

export interface WrittenLink {
  readonly kind: 'link'
  readonly target: string
  readonly title: string | null
  readonly pieces: readonly WrittenPiece[]
}

export interface VerbatimPiece {
  readonly kind: 'verbatim'
  readonly markdown: string
  /** Formats around it, as of text. */
  readonly format: number
}

/** How a line is written. Several ways mean the same; the writer takes the first that reads back as it was meant. */
export interface InlineStyle {
  /** `least`: what would be read as markup. `signs`: also what smart quotes would change. `all`: every ASCII punctuation character. */
  readonly escape: 'least' | 'signs' | 'all'
  /** `short`: `**`, `*` and the like wherever they are read as such. `tags`: HTML tags only. */
  readonly marks: 'short' | 'tags'
  /** Whether line ends may stand in it; in headings, cells and titles a break is `<br>`. */
  readonly lines: boolean
  /** Whether it stands in a table cell, where `|` ends it. */
  readonly cell: boolean
  /** Signs that the options of the reader take for text: what they would mark gets tags. @default none */
  readonly without?: ReadonlySet<string>
}

/** Returns the styles in which a block is tried, from the most readable to the safest. */
export function listBlockStyles({
  highlights = true,
  scripts = true,
}: Partial<MarkdownOptions>): readonly InlineStyle[] {
  if (highlights && scripts) return BLOCK_STYLES
  const without = new Set([...(highlights ? [] : ['==']), ...(scripts ? [] : ['~', '^'])])
  return BLOCK_STYLES.map((style) => ({ ...style, without }))
}

const BLOCK_STYLES: readonly InlineStyle[] = [
  { escape: 'least', marks: 'short', lines: true, cell: false },
  { escape: 'signs', marks: 'short', lines: true, cell: false },
  { escape: 'all', marks: 'short', lines: true, cell: false },
  { escape: 'all', marks: 'tags', lines: false, cell: false },
]
