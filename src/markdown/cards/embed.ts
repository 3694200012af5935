import { attribute, type DirectiveForm } from '../directives/directive-form.ts'
import { type AttributeReader, readSource, renderText } from '../directives/read-directive.ts'
import { type WriteCard, writeAsDirective } from '../directives/write-directive.ts'
import { keepAddress } from '../document/as-is-address.ts'
import { escapeText } from '../document/escape.ts'
import { buildCard, type LexicalNode, type LexicalRoot } from '../document/lexical.ts'
import { readString, readText } from '../document/node-properties.ts'
import { writeFigcaption } from '../html/card-html.ts'
import { passThroughDom, writeElement } from '../html/dom-html.ts'
import { buildPlayer, showsPlayerOf } from '../html/players.ts'
import type { Card } from './card.ts'

/** Type of the node that stands for a bare URL until Ghost has said what it shows there. It is never sent. */
export const PENDING_EMBED = 'ghost-sync-embed'

/** With HTML, the card is as it is written here, on every site. Without it, Ghost is asked. */
const FORM: DirectiveForm = {
  name: 'embed',
  body: { kind: 'source', source: 'html', caption: 'caption' },
  attributes: [
    attribute('url', 'link', 'url', { verbatim: true }),
    attribute('type', 'text', 'embedType'),
    attribute('thumbnail', 'image', 'metadata.thumbnail_url'),
    attribute('thumbnail-width', 'number', 'metadata.thumbnail_width'),
    attribute('thumbnail-height', 'number', 'metadata.thumbnail_height'),
    // How it was written before the HTML had a place between the colons.
    attribute('html', 'text', 'written', { readOnly: true }),
  ],
  required: ['url'],
  convert: (token, read, conversion) => {
    const url = read.link('url')
    const found = readSource(token.tokens)
    const caption = renderText(found?.rest ?? token.tokens, conversion)
    const html = found?.source ?? (read.has('html') ? read.text('html') : undefined)
    if (html === undefined) return buildPendingEmbed(url, caption)
    const embedType = read.text('type', buildPlayer(url)?.embedType ?? 'rich')
    return buildCard('embed', { url, embedType, html, metadata: readThumbnail(read), caption })
  },
}
const writeDirective = writeAsDirective(FORM, {})

/** The picture that newsletters show in place of a film, since no mail program plays one. */
function readThumbnail(read: AttributeReader): object {
  const { url, width, height } = read.file('thumbnail', 'image')
  if (url === '') return {}
  return {
    thumbnail_url: url,
    thumbnail_width: read.number('thumbnail-width') ?? width ?? null,
    thumbnail_height: read.number('thumbnail-height') ?? height ?? null,
  }
}

/** A player or the like, in the HTML that its provider gave Ghost. */
export const embedCard: Card = {
  type: 'embed',
  docs: '| `embed` | `url`, `type`, `thumbnail`, `thumbnail-width`, `thumbnail-height`, `html` | fenced code of the language `html`, then a caption; without HTML Ghost is asked |',
  defaults: {},
  smallTexts: { caption: 'line' },
  directives: [FORM],
  write,
  renderHtml,
  mobiledoc: {
    name: 'embed',
    since: 3,
    adapt: ({ embedType }) => ({ embedType: undefined, ...(embedType !== undefined && { type: embedType }) }),
    restore: (payload, type) => (type === undefined ? payload : { ...payload, embedType: type }),
  },
  renderPlain: undefined,
  compareAs: comparePage,
}

/** What stands for an address until Ghost has said what it shows there; the publisher replaces it. */
export const pendingEmbedCard: Card = {
  type: PENDING_EMBED,
  docs: '| bare `https://…` alone in a paragraph | what Ghost shows for it: an embed or a bookmark |',
  defaults: {},
  smallTexts: { caption: 'line' },
  directives: [],
  write: writeAddress,
  renderHtml: renderPending,
  mobiledoc: undefined,
  renderPlain: undefined,
  compareAs: comparePage,
}

/**
 * @param caption inline HTML
 * @param written the address as its author wrote it: what a link shows where Ghost has no card
 */
export function buildPendingEmbed(url: string, caption = '', written = url): LexicalNode {
  return { type: PENDING_EMBED, version: 1, url, text: written, caption }
}

/** The card of an address whose player follows from it; undefined for any other. */
export function buildPlayerCard(url: string): LexicalNode | undefined {
  const player = buildPlayer(url)
  return player && { type: 'embed', version: 1, url, ...player, metadata: {}, caption: '' }
}

/** The URLs in a document that Ghost has still to be asked about, in order, once each. */
export function listPendingEmbeds(root: LexicalRoot): readonly string[] {
  const urls = root.children.flatMap(({ type, url }) =>
    type === PENDING_EMBED && typeof url === 'string' ? [url] : [],
  )
  return [...new Set(urls)]
}

/** What a card says of its page, besides the address and the caption. */
export interface WebCard {
  readonly kind: 'bookmark' | 'embed'
  readonly texts: readonly string[]
  /** Their addresses. */
  readonly pictures: readonly string[]
}

/** Undefined for any other node, and for an address that Ghost has still to be asked about. */
export function readWebCard(node: LexicalNode): WebCard | undefined {
  if (node.type === 'embed') return { kind: 'embed', texts: [readText(node, 'html').trim()], pictures: [] }
  if (node.type !== 'bookmark') return undefined
  const about = readMetadata(node)
  const [texts, pictures] = [
    ['title', 'description', 'author', 'publisher'],
    ['icon', 'thumbnail'],
  ].map((names) => names.map((name) => readText(about, name)))
  return { kind: 'bookmark', texts: texts ?? [], pictures: pictures ?? [] }
}

/** What Ghost was told of the page, as a node. */
export function readMetadata({ metadata }: LexicalNode): LexicalNode {
  return typeof metadata === 'object' && metadata !== null ? { type: '', ...metadata } : { type: '' }
}

/** Ghost's own answer decides which card it is, and titles and pictures in it change with the page that it shows. */
export function comparePage({ url, caption }: LexicalNode): LexicalNode {
  return { type: 'embed', url, caption }
}

/**
 * The address alone where it gives the same on every site: the player follows from it, or nothing is stored. Else all that Ghost has stored, since
 * the provider may answer otherwise, or not at all.
 */
function* write(...[node, style, context]: Parameters<WriteCard>): Generator<string> {
  const [url, html] = [readString(node, 'url'), readString(node, 'html')]
  if (html.trim() !== '' && !showsPlayerOf(url, html)) return yield* writeDirective(node, style, context)
  yield* writeAddress(node)
  const { type, caption } = node
  yield* writeDirective({ type, url, caption }, style, context)
}

/** The address alone, for which Ghost answers the same again. Nothing for a card with a caption. */
export function* writeAddress(node: LexicalNode): Generator<string> {
  if (readString(node, 'caption') !== '') return
  const url = readString(node, 'url')
  if (/^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w/.%~+-]*)?(?:\?[\w=&%.+-]*)?(?:#[\w-]+)?$/.test(url)) yield url
  // One that a push would refuse as it stands has to be written with its mark, as an attribute.
  if (keepAddress(url, 'link') === url) yield `<${url}>`
}

function renderHtml(node: LexicalNode): string {
  const classes = `kg-card kg-embed-card${readText(node, 'caption') === '' ? '' : ' kg-card-hascaption'}`
  const inner = passThroughDom(readText(node, 'html')) + writeFigcaption(readText(node, 'caption'))
  return writeElement('figure', { class: classes }, inner)
}

/** Renders a bare URL that Ghost was not asked about as a link, which a push writes when Ghost has no answer. */
function renderPending(node: LexicalNode): string {
  const url = readText(node, 'url')
  const link = writeElement('p', {}, writeElement('a', { href: url }, escapeText(readText(node, 'text') || url)))
  return `\n<!-- Ghost is asked what it shows for this address when the post is written: -->\n${link}`
}
