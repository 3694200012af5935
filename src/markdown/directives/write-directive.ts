import { CARD_DEFAULTS, isForEverybody } from '../cards/card-defaults.ts'
import { CARD_FORMS } from '../cards/card-forms.ts'
import { type AttributeEntry, writeAttributes, writeFence } from '../document/attributes.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { readString } from '../document/node-properties.ts'
import { rewriteHtml } from '../html/html-references.ts'
import { writeHtmlBlocks } from '../html/write-html-blocks.ts'
import { writeCaption, writeHtmlParagraphs } from '../html/write-html-text.ts'
import type { WriteContext } from '../inline/write-context.ts'
import { writeInline } from '../inline/write-inline.ts'
import type { InlineStyle } from '../inline/written-piece.ts'

/** A card as `:::name{…}`; HTML inside as Markdown, or as it is. Nothing for a card without such a form. */
export function* writeCard(node: LexicalNode, style: InlineStyle, context: WriteContext): Generator<string> {
  const form = Object.hasOwn(CARD_FORMS, node.type) ? CARD_FORMS[node.type] : undefined
  const attributes = form && readAttributes(node, form, style, context)
  if (form === undefined || attributes === undefined) return
  const head = form.name + writeAttributes(attributes)
  for (const body of writeBodies(node, form.body, style, context)) yield writeFence(':', head, body)
}

function readAttributes(
  node: LexicalNode,
  { attributes }: CardForm,
  style: InlineStyle,
  context: WriteContext,
): AttributeEntry[] | undefined {
  const entries: AttributeEntry[] = []
  for (const attribute of attributes) {
    const { key, property, kind, when, always } = attribute
    const [first = '', second] = property.split('.')
    const value = second === undefined ? node[first] : readMember(node[first], second)
    const standard = CARD_DEFAULTS[node.type]?.[property]
    const isDefault = when === undefined && standard !== undefined && (value ?? standard) === standard
    if (isDefault || (when !== undefined && node[when] !== true)) continue
    if (kind === 'inline') {
      const caption = writeCaption(readString(node, property), style, context)
      if (caption === undefined) return undefined
      entries.push([key, caption === '' ? undefined : caption])
    } else {
      const written = readValue(attribute, value, context)
      entries.push([key, always === true ? (written ?? '') : written === '' ? undefined : written])
    }
  }
  return entries
}

function readValue({ kind }: AttributeForm, value: unknown, context: WriteContext): AttributeValue {
  switch (kind) {
    case 'image':
    case 'link':
    case 'media':
      return typeof value === 'string' ? context.rewrite(value, kind) : undefined
    case 'json':
      return typeof value === 'object' && value !== null && !isForEverybody(value) ? JSON.stringify(value) : undefined
    case 'list':
      return Array.isArray(value) ? value.map((entry) => readLabel(entry)).join(', ') : undefined
    case 'class':
      return value === 'wide' || value === 'full' ? value : undefined
    default:
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
  }
}

function readLabel(entry: unknown): string {
  return typeof entry === 'string' ? entry : String(readMember(entry, 'name') ?? '')
}

function readMember(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined
}

function* writeBodies(node: LexicalNode, body: CardBody, style: InlineStyle, context: WriteContext): Generator<string> {
  if (body.kind === 'none') return yield ''
  if (body.kind === 'titled') {
    const heading = writeCaption(readString(node, body.heading), style, context)
    const text = writeHtmlParagraphs(readString(node, body.text), style, context)
    if (heading === undefined || text === undefined) return
    return yield [heading === '' ? '' : `## ${heading}`, text].filter((part) => part !== '').join('\n\n')
  }
  const value = readString(node, body.property)
  switch (body.kind) {
    case 'plain':
      return yield writeInline([{ kind: 'text', text: value, format: 0 }], style)
    case 'raw':
      return yield body.property === 'html' ? rewriteHtml(value, context) : value
    case 'inline':
      return yield* keep(writeCaption(value, style, context))
    case 'paragraphs':
      return yield* keep(writeHtmlParagraphs(value, style, context))
    case 'blocks':
      yield* keep(writeHtmlBlocks(value, style, context))
      return yield rewriteHtml(value, context)
    default:
      return body satisfies never
  }
}

function* keep(text: string | undefined): Generator<string> {
  if (text !== undefined) yield text
}

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
type CardBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'plain' | 'inline' | 'paragraphs' | 'blocks' | 'raw'; readonly property: string }
  | { readonly kind: 'titled'; readonly heading: string; readonly text: string }

type AttributeValue = AttributeEntry[1]
