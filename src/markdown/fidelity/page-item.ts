/** A run of text in one format. */
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

/** A page that is shown instead of linked: an embed or a bookmark of Ghost, or the bare address that asks for one. */
export interface EmbedItem extends Placed {
  readonly kind: 'embed'
  /** Undefined where only the player shows. */
  readonly url: string | undefined
  /** The player itself; undefined where only the address is known. */
  readonly html: string | undefined
}

/** A film, a sound, a rule, a check box, a form or a formula. */
export interface ObjectItem extends Placed {
  readonly kind: 'object'
  /** Two objects with the same name are the same. */
  readonly name: string
}

/** The beginning of a block. `path` lists the blocks around it, outermost first: `ul > li`. */
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

/** How a page is read, where sites and versions differ. */
export interface PageReading {
  /** Brings an address to the form in which addresses compare. */
  readonly writeUrl: (url: string) => string
  /** Whether images in a line of text are read as blocks, and tooltips of links are not read: Ghost can show neither. */
  readonly asGhostShows: boolean
}

/** Names what two items must share to be the same item. Everything else of them is compared afterwards. */
export function nameItem(item: PageItem): string {
  switch (item.kind) {
    case 'word':
      return `w ${item.text}`
    case 'image':
      return `i ${item.src}`
    case 'code':
      return `c ${item.text}`
    case 'object':
      return `o ${item.name}`
    case 'block':
      return `b ${item.path}`
    default:
      return item.kind
  }
}

/** A comment in a reference rendering: what follows stands on this line of the file. */
export const LINE_MARKER = /^ghost-sync:line (\d+)$/

/** A comment in a reference rendering: here stands a card of which only Ghost knows what it shows. */
export const UNKNOWN_MARKER = 'ghost-sync:unknown'

export function writeLineMarker(line: number): string {
  return `<!--ghost-sync:line ${line}-->`
}
