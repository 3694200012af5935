import type { LexicalNode } from '../document/lexical.ts'
import type { NodeType } from '../lexical/node-types.ts'

interface CardProperties {
  readonly horizontalrule: Record<never, never>
  readonly paywall: Record<never, never>
  /** `code` without a final line end: so the editor writes it. `language`: one word. */
  readonly codeblock: { readonly code: string; readonly language: string; readonly caption: string }
  readonly image: {
    readonly src: string
    readonly alt: string
    readonly title: string
    /** Inline HTML. */
    readonly caption: string
    readonly width: number | null
    readonly height: number | null
    readonly href: string
    readonly cardWidth: 'regular' | 'wide' | 'full'
  }
  /** `caption`: inline HTML. */
  readonly gallery: { readonly images: readonly object[]; readonly caption: string }
  /** Both HTML. */
  readonly toggle: { readonly heading: string; readonly content: string }
  /** `calloutText`: inline HTML; Ghost takes block tags out of it. */
  readonly callout: { readonly calloutText: string; readonly calloutEmoji: string; readonly backgroundColor: string }
  readonly html: { readonly html: string; readonly visibility?: object }
  readonly markdown: { readonly markdown: string }
  readonly button: AsWritten
  readonly product: AsWritten
  readonly file: AsWritten
  readonly audio: AsWritten
  readonly video: AsWritten
  readonly header: AsWritten
  readonly signup: AsWritten
  readonly 'call-to-action': AsWritten
  readonly email: { readonly html: string }
  readonly 'email-cta': AsWritten
  readonly bookmark: AsWritten
  readonly embed: AsWritten
}

/** Cards that are built in one place only, which names every property. */
type AsWritten = Readonly<Record<string, unknown>>

/** Everybody may see it. */
const VISIBILITY = {
  web: { nonMember: true, memberSegment: 'status:free,status:-free' },
  email: { memberSegment: 'status:free,status:-free' },
}

const DEFAULTS: { readonly [T in keyof CardProperties]?: object } = {
  html: { visibility: VISIBILITY },
  'call-to-action': { visibility: VISIBILITY },
}

/** A card, with every property that Ghost's editor writes. Cards stand at the top level only; Ghost drops them anywhere else. */
export function buildCard<T extends NodeType & keyof CardProperties>(
  type: T,
  properties: CardProperties[T],
): LexicalNode {
  return { type, version: 1, ...properties, ...('visibility' in properties ? {} : DEFAULTS[type]) }
}
