import type { Token } from 'marked'
import type { DialectName, MarkdownConfig } from '../../config/config.ts'
import type { LexicalNode } from './lexical.ts'

/** A parsed Markdown text, before anything in it has been resolved. */
export interface MarkdownDocument {
  /** Lines as `\n`. */
  readonly text: string
  /** 1-based line of the file on which `text` begins. */
  readonly firstLine: number
  /** marked's block tokens, with our extensions (footnotes ...). */
  readonly tokens: readonly Token[]
  /** Every image, link and raw HTML `src`/`href` in the text, in order. */
  readonly references: readonly Reference[]
  readonly headings: readonly Heading[]
  /** The cards that only some readers see, in order: a Ghost without that would show them to everybody. */
  readonly restricted: readonly RestrictedCard[]
  /** The cards that are asked for by name, in order. */
  readonly cards: readonly PlacedCard[]
  /** What its author wrote and cannot be shown, in order. A document with a problem is not for publishing. */
  readonly problems: readonly MarkdownProblem[]
  /** What became of the notations of its dialects; undefined where the config names none. `text` is the text after that. */
  readonly rewritten?: Rewritten | undefined
}

/** What is left to know of a text whose dialects were rewritten. */
export interface Rewritten {
  /** For each line of `text`, the line of the body in the file, from 0. Never decreases. */
  readonly lines: readonly number[]
  /** What has no counterpart in Ghost, for `lintMarkdown`. */
  readonly warnings: readonly MarkdownProblem[]
  /** Ids of blocks, `^id`, and the line in the file on which each ends. */
  readonly blockIds: ReadonlyMap<string, number>
  readonly dialects: readonly DialectName[]
  /** `MarkdownConfig.noteEmbeds` is `text`. */
  readonly embedsNotes: boolean
}

/** A card that the text asks for: by a directive, or as a node of Ghost in a `ghost-card`. */
export interface PlacedCard {
  /** Of the node. */
  readonly type: string
  /** As it stands in a `ghost-card`. */
  readonly node?: LexicalNode
  /** 1-based line in the file. */
  readonly line: number
}

export interface MarkdownProblem {
  readonly code: string
  /** 1-based line in the file. */
  readonly line: number
  readonly message: string
  readonly hint: string
}

export interface RestrictedCard {
  /** As it is written: `:::html`. */
  readonly name: string
  readonly line: number
}

/** A problem before anybody has looked on which line it stands. */
export type UnplacedProblem = Omit<MarkdownProblem, 'line'>

/** Something in a Markdown text that points somewhere. */
export interface Reference {
  /** `image`: shown. `link`: followed. A raw `<img src>` is an image, `<audio>`, `<video>` and `<source>` are `media`. */
  readonly kind: 'image' | 'link' | 'media'
  /** As written, entities decoded, still URL-encoded. */
  readonly target: string
  /** 1-based line in the file. */
  readonly line: number
}

/** What a reference becomes on one site. */
export interface ResolvedReference {
  /** Absolute URL, or an asset placeholder. */
  readonly url: string
  /** Pixels, for local images. */
  readonly width?: number
  readonly height?: number
  /** Of local files: their name, bytes and type. */
  readonly name?: string
  readonly size?: number
  readonly mimeType?: string
}

/** What the conversion needs to know of the world outside the text. */
export interface ConvertOptions {
  /** What a reference becomes. Called with `Reference.target` and `.kind` of every reference; must answer the same for the same. */
  readonly resolve: (target: string, kind: Reference['kind']) => ResolvedReference
}

export interface Heading {
  /** 1 to 6. */
  readonly depth: number
  /** Plain text. */
  readonly text: string
  readonly line: number
  /** The id that Ghost gives it (lexical-nodes §3), with `-1`, `-2` for repeats. */
  readonly ghostId: string
  /** The anchor that GitHub, and so most editors, give it: what authors write in links. */
  readonly githubId: string
  /** The one that its author gave it: `## Title {#id}`. */
  readonly writtenId?: string
}

/** How a text is read where people differ. */
export type MarkdownOptions = MarkdownConfig & {
  /** The front matter of the text, for dialects that show values of it. @default {} */
  readonly page?: Readonly<Record<string, unknown>>
  /** Whether `\(x\)` and `\[x\]` are formulas, as in the dialects whose pages load MathJax or KaTeX for them. @default false */
  readonly latexDelimiters?: boolean
}

export const DEFAULT_OPTIONS: MarkdownOptions = {
  math: 'mathml',
  mathStylesheet: undefined,
  unreadableMath: 'error',
  emoji: true,
  highlights: true,
  scripts: true,
  definitionLists: true,
  headingIds: true,
  smartQuotes: false,
  diagrams: 'code',
  dialects: [],
  shortcodes: {},
  noteEmbeds: 'link',
}
