/** A run of text in one dress. */
export interface TextSegment {
  readonly text: string
  /** Names of the formats around it, sorted, each once: `em strong`. Empty for plain text. */
  readonly formats: string
  /** Where it leads; undefined outside of links. */
  readonly link: string | undefined
  /** Tooltip of the link; empty for none. */
  readonly linkTitle: string
}

interface Placed {
  /** 1-based line of the Markdown that asks for it; undefined on the side that has no lines. */
  readonly line: number | undefined
}

/** Text between two spaces, or a whole code span with what touches it. */
export interface WordItem extends Placed {
  readonly kind: 'word'
  readonly text: string
  readonly segments: readonly TextSegment[]
}

export interface ImageItem extends Placed {
  readonly kind: 'image'
  readonly src: string
  readonly alt: string
  readonly title: string
  /** Where a click leads; undefined outside of links. */
  readonly link: string | undefined
  readonly width: 'regular' | 'wide' | 'full'
}

export interface CodeItem extends Placed {
  readonly kind: 'code'
  /** To the byte, without the line ends after it. */
  readonly text: string
  /** Empty for none. */
  readonly language: string
}

/** A page that is shown, not named: an embed or a bookmark of Ghost, or the bare address that asks for one. */
export interface EmbedItem extends Placed {
  readonly kind: 'embed'
  /** Undefined where only the player is to be seen. */
  readonly url: string | undefined
  /** The player itself; undefined where only the address is known. */
  readonly html: string | undefined
}

/** A film or a sound, a rule, a check box, a form, a formula: what is one thing. */
export interface ObjectItem extends Placed {
  readonly kind: 'object'
  /** Says all that counts of it. */
  readonly name: string
}

/** Here begins a block; `path` is what it stands in, outermost first: `ul > li`. */
export interface BlockItem extends Placed {
  readonly kind: 'block'
  readonly path: string
}

export interface BreakItem extends Placed {
  readonly kind: 'break'
}

/** A card of which only Ghost knows what it shows. */
export interface UnknownItem extends Placed {
  readonly kind: 'unknown'
}

/** What a reader meets on a page, in the order of reading. The depth of the blocks' paths makes the list a tree. */
export type PageItem = WordItem | ImageItem | CodeItem | EmbedItem | ObjectItem | BlockItem | BreakItem | UnknownItem
