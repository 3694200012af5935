import type { Token } from 'marked'
import type { LexicalNode } from '../document/lexical.ts'
import type { ConvertOptions } from '../document/markdown-document.ts'
import type { DirectiveToken } from '../document/markdown-token.ts'
import type { Conversion } from '../html/conversion.ts'
import type { AttributeReader } from './read-directive.ts'

/**
 * A `:::name{attributes}` directive. One table for both ways: which attributes may be written and what they hold, where the card keeps each of
 * them, and which part of the card stands between the colons. A card is written with its attributes in this order.
 */
export interface DirectiveForm {
  readonly name: string
  readonly body: DirectiveBody
  readonly attributes: readonly Attribute[]
  /** Attributes without which the card shows nothing. */
  readonly required?: readonly string[]
  /**
   * The nodes that a top-level directive becomes; undefined where no node holds all of it, so that it becomes an HTML card. `checkDirective` has
   * reported before what is wrong with it.
   */
  readonly convert: (
    token: DirectiveToken,
    read: AttributeReader,
    conversion: Conversion,
  ) => LexicalNode | readonly LexicalNode[] | undefined
  /**
   * Its HTML inside a list, a quote or another directive, where Ghost has no cards. A directive without it may only stand at the top level.
   */
  readonly nest?: (token: DirectiveToken, inside: NestedRendering) => string
}

export interface NestedRendering {
  /** Block tokens as HTML, with a final line end. */
  readonly parse: (tokens: Token[]) => string
  readonly resolve: ConvertOptions['resolve']
}

/**
 * What stands between the lines of colons. `none`: nothing may. `text`: letters only. `caption`: inline Markdown, written on one line.
 * `paragraphs`: paragraphs of text. `children`: the same, kept as the node's children. `headed`: a heading, then paragraphs. `blocks`: any Markdown. `images`: images.
 * `html`: HTML, kept as it is but for the addresses in it. `raw`: kept as it is. `source`: fenced code of the language `html`, kept as it is, then a
 * caption; either may be missing.
 */
export type DirectiveBody =
  | { readonly kind: 'none' | 'images' | 'children' }
  | { readonly kind: 'text' | 'caption' | 'paragraphs' | 'blocks' | 'html' | 'raw'; readonly property: string }
  | { readonly kind: 'headed'; readonly heading: string; readonly text: string }
  | { readonly kind: 'source'; readonly source: string; readonly caption: string }

export interface Attribute {
  /** `.` for the class. */
  readonly key: string
  readonly kind: AttributeKind
  /** Where the card keeps it: `title`, or `metadata.title` for a property inside another one. */
  readonly property: string
  /** It is shown only when this property of the card is true, which it is where the attribute is written. */
  readonly when?: string
  /** The attribute whose presence says the same: this one is written where that is not so. */
  readonly impliedBy?: string
  /** Written even when it is empty: without it the reader would take something else. */
  readonly always?: true
  /** An address that is written as the card has it; others are written as the Markdown has them. */
  readonly verbatim?: true
  /** Read, because files have it, and written otherwise today. */
  readonly readOnly?: true
  /** What is written for a card, where that is not the property itself. Undefined: nothing. */
  readonly read?: (node: LexicalNode) => string | undefined
  /** It has no effect where only the card's HTML is left, because the directive stands inside another block: it is an error there. */
  readonly needsCard?: true
  /** Says what to write in place of a value that is well formed and still wrong. Undefined where it is right. */
  readonly findFault?: (value: string) => string | undefined
  /** Attributes that may not stand beside it, because they say the same in another way. */
  readonly excludes?: readonly string[]
}

/**
 * What an attribute holds. `inline`: inline Markdown. `flag`: true without a value. `link`, `image`, `media`: an address or a file. `json`: JSON,
 * kept as it is. `list`: words, parted by commas. `counts`: small numbers, parted by commas. `class`: one of `CARD_WIDTHS`. A list: one of these words.
 */
export type AttributeKind =
  | 'text'
  | 'inline'
  | 'flag'
  | 'number'
  | 'link'
  | 'image'
  | 'media'
  | 'json'
  | 'list'
  | 'counts'
  | 'class'
  | readonly string[]

export const CARD_WIDTHS: readonly string[] = ['wide', 'full']
export const ALIGNMENTS = ['left', 'center'] as const
export const BACKGROUND_SIZES = ['cover', 'contain'] as const

/** @param property by default the key, `mime-type` as `mimeType` */
export function attribute(
  key: string,
  kind: AttributeKind,
  property: string = key.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
  more: Omit<Attribute, 'key' | 'kind' | 'property'> = {},
): Attribute {
  return { key, kind, property, ...more }
}

/** Undefined when the directive has no such attribute. */
export function findAttribute({ attributes }: DirectiveForm, key: string): Attribute | undefined {
  return attributes.find((one) => one.key === key && one.kind !== 'class')
}

/** Whether a directive takes `.wide` and `.full`. */
export function takesWidth({ attributes }: DirectiveForm): boolean {
  return attributes.some(({ kind }) => kind === 'class')
}

/** Whether nothing in a directive is read as Markdown. */
export function isVerbatim({ body }: DirectiveForm): boolean {
  return body.kind === 'raw' || body.kind === 'html'
}
