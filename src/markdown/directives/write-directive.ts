import { keepAddress } from '../document/as-is-address.ts'
import { type AttributeEntry, writeAttributes, writeFence } from '../document/attributes.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { readString } from '../document/node-properties.ts'
import { rewriteHtml } from '../html/html-references.ts'
import { writeCaption, writeHtmlParagraphs } from '../html/inline-html.ts'
import { isForEverybody } from '../html/visibility.ts'
import { writeHtmlBlocks } from '../html/write-html-blocks.ts'
import type { InlineStyle, MarkdownWriteContext } from '../inline/write-context.ts'
import { writeInline } from '../inline/write-inline.ts'
import { type Attribute, CARD_WIDTHS, type DirectiveBody, type DirectiveForm } from './directive-form.ts'

/** Writes a card; of several forms the most natural comes first. Some of them may not read back as the card. */
export type WriteCard = (node: LexicalNode, style: InlineStyle, context: MarkdownWriteContext) => Iterable<string>

/**
 * Writes cards as `:::name{…}`: HTML in them as Markdown, or as it is.
 * @param defaults values that are not written, since the reader takes them
 */
export function writeAsDirective(form: DirectiveForm, defaults: Readonly<Record<string, unknown>>): WriteCard {
  return function* (node, style, context) {
    const attributes = listAttributes(node, form, defaults, style, context)
    if (attributes === undefined) return
    const head = form.name + writeAttributes(attributes)
    for (const body of writeBodies(node, form.body, style, context)) yield writeFence(':', head, body)
  }
}

/** Undefined when one of them holds what an attribute cannot. */
function listAttributes(
  node: LexicalNode,
  { attributes }: DirectiveForm,
  defaults: Readonly<Record<string, unknown>>,
  style: InlineStyle,
  context: MarkdownWriteContext,
): AttributeEntry[] | undefined {
  const entries: AttributeEntry[] = []
  for (const attribute of attributes) {
    if (attribute.readOnly === true) continue
    const { key, property, kind, when, always, impliedBy, read } = attribute
    if (read !== undefined) {
      entries.push([key, read(node)])
      continue
    }
    const [first = '', second] = property.split('.')
    const value = second === undefined ? node[first] : readMember(node[first], second)
    const standard = defaults[property]
    const isDefault = standard !== undefined && (value ?? standard) === standard
    if (impliedBy !== undefined) {
      const isOn = (value ?? standard) === true
      if (isOn !== entries.some(([other, text]) => other === impliedBy && text !== undefined)) entries.push([key, isOn])
      continue
    }
    const isOn = when !== undefined && (node[when] ?? defaults[when]) === true
    if (isDefault && !isOn) continue
    const said = isOn ? value || standard : value
    const isAlways = always === true || isOn
    if (kind === 'inline') {
      const caption = writeCaption(typeof said === 'string' ? said : '', style, context)
      if (caption === undefined) return undefined
      entries.push([key, caption === '' ? undefined : caption])
    } else {
      const written = writeValue(attribute, said, context)
      entries.push([key, isAlways ? (written ?? '') : written === '' ? undefined : written])
    }
  }
  return entries
}

function writeValue({ kind, verbatim }: Attribute, value: unknown, context: MarkdownWriteContext): AttributeEntry[1] {
  const isAddress = kind === 'image' || kind === 'link' || kind === 'media'
  if (verbatim === true && isAddress && typeof value === 'string') return value === '' ? '' : keepAddress(value, kind)
  switch (verbatim === true ? 'text' : kind) {
    case 'image':
    case 'link':
    case 'media':
      return typeof value === 'string' ? context.rewrite(value, kind as 'image' | 'link' | 'media') : undefined
    case 'json':
      return typeof value === 'object' && value !== null && !isForEverybody(value) ? JSON.stringify(value) : undefined
    case 'list':
      return Array.isArray(value) ? value.map((entry) => readLabel(entry)).join(', ') : undefined
    case 'class':
      return typeof value === 'string' && CARD_WIDTHS.includes(value) ? value : undefined
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

function* writeBodies(
  node: LexicalNode,
  body: DirectiveBody,
  style: InlineStyle,
  context: MarkdownWriteContext,
): Generator<string> {
  switch (body.kind) {
    case 'none':
      return yield ''
    case 'images':
    case 'children':
      // Their cards write them themselves.
      return
    case 'headed': {
      const heading = writeCaption(readString(node, body.heading), style, context)
      const text = writeHtmlParagraphs(readString(node, body.text), style, context)
      if (heading === undefined || text === undefined) return
      return yield [heading === '' ? '' : `## ${heading}`, text].filter((part) => part !== '').join('\n\n')
    }
    case 'source': {
      const source = readString(node, body.source)
      const caption = writeCaption(readString(node, body.caption), style, context)
      if (caption === undefined) return
      const fenced = source === '' ? '' : writeFence('`', 'html', source.replace(/\n$/, ''))
      return yield [fenced, caption].filter((part) => part !== '').join('\n')
    }
    case 'text':
      return yield writeInline([{ kind: 'text', text: readString(node, body.property), format: 0 }], style)
    case 'raw':
      return yield readString(node, body.property)
    case 'html':
      return yield rewriteHtml(readString(node, body.property), context)
    case 'caption':
      return yield* keep(writeCaption(readString(node, body.property), style, context))
    case 'paragraphs':
      return yield* keep(writeHtmlParagraphs(readString(node, body.property), style, context))
    case 'blocks': {
      const html = readString(node, body.property)
      yield* keep(writeHtmlBlocks(html, style, context))
      return yield rewriteHtml(html, context)
    }
    default:
      return body satisfies never
  }
}

function* keep(text: string | undefined): Generator<string> {
  if (text !== undefined) yield text
}
