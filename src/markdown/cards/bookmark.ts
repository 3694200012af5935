import { attribute, type DirectiveForm } from '../directives/directive-form.ts'
import { renderText } from '../directives/read-directive.ts'
import { type WriteCard, writeAsDirective } from '../directives/write-directive.ts'
import { escapeText } from '../document/escape.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import { readString, readText } from '../document/node-properties.ts'
import { writeFigcaption } from '../html/card-html.ts'
import { writeElement } from '../html/dom-html.ts'
import { type Card, payloadIf } from './card.ts'
import { comparePage, readMetadata, readWebCard, writeAddress } from './embed.ts'

/** Ghost is not asked: the page's title and picture are as they are written here. */
const FORM: DirectiveForm = {
  name: 'bookmark',
  body: { kind: 'caption', property: 'caption' },
  attributes: [
    attribute('url', 'link', 'url', { verbatim: true }),
    attribute('title', 'text', 'metadata.title', { always: true }),
    attribute('description', 'text', 'metadata.description'),
    attribute('author', 'text', 'metadata.author'),
    attribute('publisher', 'text', 'metadata.publisher'),
    attribute('icon', 'image', 'metadata.icon'),
    attribute('thumbnail', 'image', 'metadata.thumbnail'),
  ],
  required: ['url'],
  convert: (token, read, conversion) => {
    const url = read.link('url')
    return buildCard('bookmark', {
      url,
      metadata: {
        icon: read.file('icon', 'image').url,
        title: read.text('title', url),
        description: read.text('description'),
        author: read.text('author'),
        publisher: read.text('publisher'),
        thumbnail: read.file('thumbnail', 'image').url,
      },
      caption: renderText(token.tokens, conversion),
    })
  },
}
const writeDirective = writeAsDirective(FORM, {})

/** A card with a page's title and picture. */
export const bookmarkCard: Card = {
  type: 'bookmark',
  docs: '| `bookmark` | `url`, `title`, `description`, `author`, `publisher`, `icon`, `thumbnail` | caption; Ghost is not asked |',
  defaults: {},
  smallTexts: { caption: 'line' },
  directives: [FORM],
  write,
  renderHtml,
  mobiledoc: {
    name: 'bookmark',
    since: 3,
    isSqueezed: true,
    adapt: (node) => payloadIf(readText(node, 'url') !== '' && hasTitle(node.metadata)),
  },
  renderPlain: undefined,
  compareAs: comparePage,
}

/** Sites that Ghost shows as an embed. A bookmark of one of them was somebody's choice, and has to be written as a bookmark. */
const PROVIDERS =
  /^https?:\/\/(?:[\w-]+\.)*(?:youtube\.com|youtu\.be|vimeo\.com|twitter\.com|x\.com|spotify\.com|soundcloud\.com|codepen\.io|instagram\.com|tiktok\.com)\//i

/**
 * The address alone where nothing more is stored, since any site then asks for the page's title itself. Else all of it: the page may be gone, or be
 * called otherwise, when another site asks.
 */
function* write(...[node, style, context]: Parameters<WriteCard>): Generator<string> {
  if (!saysMore(node) && !PROVIDERS.test(readString(node, 'url'))) yield* writeAddress(node)
  yield* writeDirective(node, style, context)
}

function saysMore(node: LexicalNode): boolean {
  const { texts = [], pictures = [] } = readWebCard(node) ?? {}
  return [...texts, ...pictures].some((text) => text !== '' && text !== readString(node, 'url'))
}

function renderHtml(node: LexicalNode): string {
  const url = readText(node, 'url')
  if (url.trim() === '') return ''
  const about = readMetadata(node)
  const [icon, thumbnail] = [readText(about, 'icon'), readText(about, 'thumbnail')]
  const part = (tag: string, name: string, text: string) =>
    writeElement(tag, { class: `kg-bookmark-${name}` }, escapeText(text))
  const named = (name: string, text: string) => (text === '' ? '' : part('span', name, text))
  const origin = [
    icon === '' ? '' : writeElement('img', { class: 'kg-bookmark-icon', src: icon, alt: '' }),
    // Ghost swaps these two, and themes rely on it.
    named('author', readText(about, 'publisher')),
    named('publisher', readText(about, 'author')),
  ]
  const content = [
    part('div', 'title', readText(about, 'title')),
    part('div', 'description', readText(about, 'description')),
    writeElement('div', { class: 'kg-bookmark-metadata' }, origin.join('')),
  ]
  const picture = writeElement('img', { src: thumbnail, alt: '', onerror: "this.style.display = 'none'" })
  const inside =
    writeElement('div', { class: 'kg-bookmark-content' }, content.join('')) +
    (thumbnail === '' ? '' : writeElement('div', { class: 'kg-bookmark-thumbnail' }, picture))
  const caption = readText(node, 'caption')
  const classes = `kg-card kg-bookmark-card${caption === '' ? '' : ' kg-card-hascaption'}`
  const link = writeElement('a', { class: 'kg-bookmark-container', href: url }, inside)
  return writeElement('figure', { class: classes }, link + writeFigcaption(caption))
}

function hasTitle(metadata: unknown): boolean {
  return typeof metadata === 'object' && metadata !== null && 'title' in metadata && Boolean(metadata.title)
}
