import type { AttributeEntry } from './write-attributes.ts'

/** How a card is written as `:::name{attributes}`, with the part of it that is text as the body. */
export interface CardForm {
  readonly name: string
  readonly attributes: readonly AttributeForm[]
  readonly body: CardBody
}

export interface AttributeForm {
  readonly key: string
  readonly property: string
  /** `inline`: HTML, written as inline Markdown. `image`, `link`, `media`: a URL. */
  readonly kind: 'plain' | 'inline' | 'image' | 'link' | 'media' | 'json' | 'list' | 'class'
  /** Left out unless this property is true. */
  readonly when?: string
  /** Written even when it is empty: without it the reader would take something else. */
  readonly always?: true
}

/**
 * What stands between the lines. `plain`: text. `inline`, `paragraphs`, `blocks`: HTML of ever more kinds, as Markdown. `titled`: a heading
 * and paragraphs, from two properties. `raw`: as it is.
 */
export type CardBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'plain' | 'inline' | 'paragraphs' | 'blocks' | 'raw'; readonly property: string }
  | { readonly kind: 'titled'; readonly heading: string; readonly text: string }

export type AttributeValue = AttributeEntry[1]
