import { asideDirective } from '../directives/aside.ts'
import type { DirectiveForm } from '../directives/directive-form.ts'
import { audioCard } from './audio.ts'
import { bookmarkCard } from './bookmark.ts'
import { buttonCard } from './button.ts'
import { calloutCard } from './callout.ts'
import type { Card } from './card.ts'
import { codeCard } from './code.ts'
import { ctaCard } from './cta.ts'
import { dividerCard, paywallCard } from './dividers.ts'
import { emailCard, emailCtaCard } from './email.ts'
import { embedCard, pendingEmbedCard } from './embed.ts'
import { fileCard } from './file.ts'
import { galleryCard } from './gallery.ts'
import { headerCard } from './header.ts'
import { htmlCard } from './html.ts'
import { imageCard } from './image.ts'
import { markdownCard } from './markdown.ts'
import { productCard } from './product.ts'
import { signupCard } from './signup.ts'
import { toggleCard } from './toggle.ts'
import { transistorCard } from './transistor.ts'
import { videoCard } from './video.ts'

/** Every card that this program knows. The order is that in which messages name the directives. */
export const CARDS: readonly Card[] = [
  calloutCard,
  buttonCard,
  fileCard,
  audioCard,
  videoCard,
  galleryCard,
  productCard,
  headerCard,
  signupCard,
  ctaCard,
  emailCard,
  emailCtaCard,
  transistorCard,
  htmlCard,
  markdownCard,
  bookmarkCard,
  embedCard,
  pendingEmbedCard,
  imageCard,
  toggleCard,
  codeCard,
  dividerCard,
  paywallCard,
]

const BY_TYPE: ReadonlyMap<string, Card> = new Map(CARDS.map((card) => [card.type, card]))

/** Undefined for text blocks, and for cards that only a newer Ghost knows. */
export function findCard(type: string): Card | undefined {
  return BY_TYPE.get(type)
}

const DIRECTIVES: ReadonlyMap<string, DirectiveForm> = new Map(
  [...CARDS.flatMap(({ directives }) => directives), asideDirective].map((form) => [form.name, form]),
)

export const DIRECTIVE_NAMES: readonly string[] = [...DIRECTIVES.keys()]

/** Undefined when there is no such directive. */
export function findDirective(name: string): DirectiveForm | undefined {
  return DIRECTIVES.get(name)
}

/** The card that a directive makes; undefined where there is no such directive, or it makes none. */
export function findDirectiveCard(name: string): Card | undefined {
  return CARDS.find(({ directives }) => directives.some((form) => form.name === name))
}

const BY_MOBILEDOC_NAME: ReadonlyMap<string, Card> = new Map(
  CARDS.flatMap((card) =>
    card.mobiledoc === undefined
      ? []
      : [card.mobiledoc.name, ...(card.mobiledoc.oldNames ?? [])].map((name) => [name, card] as const),
  ),
)

/** The card that a name in a Mobiledoc stands for. */
export function findMobiledocCard(name: string): Card | undefined {
  return BY_MOBILEDOC_NAME.get(name)
}

const SMALL_TEXTS: ReadonlyMap<string, 'line' | 'blocks'> = new Map(
  CARDS.flatMap(({ smallTexts }) => Object.entries(smallTexts)),
)

/**
 * Whether a card keeps there what a small editor of its own writes; undefined where it does not. The names are Ghost's own and mean the same in
 * every card, but for `html`: that is its author's to the byte, unless the card says otherwise.
 */
export function findSmallText(key: string, { type }: { readonly type: string }): 'line' | 'blocks' | undefined {
  return key === 'html' ? findCard(type)?.smallTexts.html : SMALL_TEXTS.get(key)
}

const URL_PROPERTIES: ReadonlySet<string> = new Set([
  'url',
  'href',
  ...[...DIRECTIVES.values()].flatMap(({ attributes }) =>
    attributes.flatMap(({ kind, property }) => (kind === 'link' ? [property] : [])),
  ),
])

/** Whether a property of a node or a card is where a link leads. */
export function isUrlProperty(key: string): boolean {
  return URL_PROPERTIES.has(key)
}

const COUNTING_WHEN_EMPTY: ReadonlySet<string> = new Set(CARDS.flatMap(({ countsWhenEmpty = [] }) => countsWhenEmpty))

/** Whether an empty value of this property says something else than its absence. */
export function countsWhenEmpty(key: string): boolean {
  return COUNTING_WHEN_EMPTY.has(key)
}
