import type { DirectiveForm } from '../directives/directive-form.ts'
import type { WriteCard } from '../directives/write-directive.ts'
import type { LexicalNode } from '../document/lexical.ts'
import type { CardPayload, MobiledocDialect, MobiledocOptions } from '../document/mobiledoc.ts'
import type { RenderSettings } from '../html/card-html.ts'

/**
 * One of Ghost's cards: everything that this program knows of it, but for the fidelity reference, which trusts nothing of it. Whoever adds a
 * card writes a file like the others in this folder and names it in `registry.ts`; `test/markdown/cards/registry.test.ts` walks through all of them.
 */
export interface Card {
  /** The type of its node in Lexical. A Ghost that does not know it drops the rest of the post's HTML from there on: see `ghost/transport/node-types`. */
  readonly type: string
  /** Its row in docs/lexical.md. */
  readonly docs: string
  /**
   * Values that Ghost takes when the card does not say: a card with the value and one without it are the same to every reader. `null` and `''`
   * are defaults everywhere, see `countsWhenEmpty`. Source: `decorator` defaults of @tryghost/kg-default-nodes, Ghost 5.130 and 6.65; seen in
   * rendered posts.
   */
  readonly defaults: Readonly<Record<string, unknown>>
  /**
   * Properties that a small editor of its own inside the card writes, seen in Ghost Admin 5.130.6. `line`: one line, and Ghost takes the
   * paragraph around it out again. `blocks`: paragraphs and lists.
   */
  readonly smallTexts: Readonly<Record<string, 'line' | 'blocks'>>
  /** The `:::` directives that make it; none where Markdown has a notation of its own. */
  readonly directives: readonly DirectiveForm[]
  readonly write: WriteCard
  /** What Ghost serves for it on the web; undefined where Ghost fails, and with it the whole post. */
  readonly renderHtml: (node: LexicalNode, settings: RenderSettings) => string | undefined
  /** Its card in Ghost 3 and 4; undefined where they have none. */
  readonly mobiledoc: MobiledocCard | undefined
  /** HTML that needs neither styles nor a script of Ghost's; undefined where `renderHtml` needs none. */
  readonly renderPlain: ((node: LexicalNode) => string) | undefined
  /** Properties that mean something in this card, though in no other node. */
  readonly meaningful?: readonly string[]
  /** Properties for which absent and empty are not the same. */
  readonly countsWhenEmpty?: readonly string[]
  /** What of it is compared, where that is less than all: titles and pictures of a page change with the page. */
  readonly compareAs?: (node: LexicalNode) => LexicalNode
  /** Ghost serves its HTML as it is; that of all others goes through a DOM. */
  readonly skipsDom?: true
}

/**
 * A card of Ghost 3 or 4. Their renderers take what is missing for nothing, where Ghost 5 has a default: it is written out. Source:
 * @tryghost/kg-default-cards 3.1.0 (Ghost 3.42.9) and 5.16.2 (4.48.9).
 */
export interface MobiledocCard {
  readonly name: string
  /** Names that older Ghosts had for it. */
  readonly oldNames?: readonly string[]
  /** The first Ghost that has it. */
  readonly since: MobiledocDialect
  /** What its payload has otherwise than the node; undefined where the card would show something else than the node does. */
  readonly adapt?: (node: LexicalNode, options: MobiledocOptions) => CardPayload | undefined
  /** The node's properties from the payload, where they are others. @param type the payload's own `type` */
  readonly restore?: (payload: CardPayload, type: unknown) => CardPayload
  /** Whether Ghost squeezes the card's template, and with it the lines of what the card holds. */
  readonly isSqueezed?: true
  /** Whether Ghost has no styles for this one, though it has them for the card. */
  readonly lacksStyles?: (node: LexicalNode) => boolean
}

/** A payload, or undefined where the card would not show what the node does. */
export function payloadIf(isShown: boolean, payload: CardPayload = {}): CardPayload | undefined {
  return isShown ? payload : undefined
}
