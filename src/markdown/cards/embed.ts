import { attribute, type DirectiveForm } from '../directives/directive-form.ts'
import { renderText } from '../directives/read-directive.ts'
import { type WriteCard, writeAsDirective } from '../directives/write-directive.ts'
import { escapeText } from '../document/escape.ts'
import { buildCard, type LexicalNode, type LexicalRoot } from '../document/lexical.ts'
import { readString, readText } from '../document/node-properties.ts'
import { writeFigcaption } from '../html/card-html.ts'
import { passThroughDom, writeElement } from '../html/dom-html.ts'
import type { Card } from './card.ts'

/** Type of the node that stands for a bare URL until Ghost has said what it shows there. It is never sent. */
export const PENDING_EMBED = 'ghost-sync-embed'

const FORM: DirectiveForm = {
  name: 'embed',
  body: { kind: 'caption', property: 'caption' },
  attributes: [
    attribute('url', 'link', 'url', { verbatim: true }),
    attribute('type', 'text', 'embedType'),
    attribute('html', 'text'),
  ],
  required: ['url'],
  convert: (token, read, conversion) => {
    const url = read.link('url')
    const caption = renderText(token.tokens, conversion)
    if (!read.has('html')) return buildPendingEmbed(url, caption)
    return buildCard('embed', { url, embedType: read.text('type'), html: read.text('html'), metadata: {}, caption })
  },
}
const writeDirective = writeAsDirective(FORM, {})

/** A player or the like, in the HTML that its provider gave Ghost. */
export const embedCard: Card = {
  type: 'embed',
  docs: '| `embed` | `url`, `type`, `html` | caption; without `html` Ghost is asked |',
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

/** The URLs in a document that Ghost has still to be asked about, in order, once each. */
export function listPendingEmbeds(root: LexicalRoot): readonly string[] {
  const urls = root.children.flatMap(({ type, url }) =>
    type === PENDING_EMBED && typeof url === 'string' ? [url] : [],
  )
  return [...new Set(urls)]
}

/** Ghost's own answer decides which card it is, and titles and pictures in it change with the page that it shows. */
export function comparePage({ url, caption }: LexicalNode): LexicalNode {
  return { type: 'embed', url, caption }
}

function* write(...[node, style, context]: Parameters<WriteCard>): Generator<string> {
  yield* writeAddress(node)
  yield* writeDirective(node, style, context)
}

/** The address alone, for which Ghost answers the same again. Nothing for a card with a caption. */
export function* writeAddress(node: LexicalNode): Generator<string> {
  if (readString(node, 'caption') !== '') return
  const url = readString(node, 'url')
  if (/^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w/.%~+-]*)?(?:\?[\w=&%.+-]*)?(?:#[\w-]+)?$/.test(url)) yield url
  yield `<${url}>`
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
