import { escapeText } from '../document/escape.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { gateHtml, type RenderSettings, readFilled, readNumber, readText, settleCard } from '../html/card-html.ts'
import { settleHtml, settleSimpleHtml, writeElement } from '../html/dom-html.ts'
import { renderAudioHtml } from './audio.ts'
import { renderBookmarkHtml } from './bookmark.ts'
import { renderCtaHtml } from './cta.ts'
import { PENDING_EMBED } from './embed.ts'
import { renderHeaderHtml } from './header.ts'
import { captionOf, renderGalleryHtml, renderImageHtml } from './image.ts'
import { renderMarkdownHtml } from './markdown.ts'
import { renderProductHtml } from './product.ts'
import { renderSignupHtml } from './signup.ts'
import { renderVideoHtml } from './video.ts'

/** Undefined where Ghost fails. */
type Render = (node: LexicalNode, settings: RenderSettings) => string | undefined

const CARDS: Readonly<Record<string, Render>> = {
  horizontalrule: () => '<hr>',
  paywall: () => '<!--members-only-->',
  image: renderImageHtml,
  gallery: renderGalleryHtml,
  codeblock: (node) => {
    const [code, language, caption] = [readText(node, 'code'), readText(node, 'language'), readText(node, 'caption')]
    if (code.trim() === '') return ''
    const attributes = { class: language === '' ? null : `language-${language}` }
    const pre = writeElement('pre', {}, writeElement('code', attributes, escapeText(code)))
    return caption === '' ? pre : writeElement('figure', { class: 'kg-card kg-code-card' }, pre + captionOf(caption))
  },
  html: (node) => {
    const html = readText(node, 'html')
    return html === '' ? '' : gateHtml(node, `\n<!--kg-card-begin: html-->\n${html}\n<!--kg-card-end: html-->\n`)
  },
  callout: (node) => {
    const written = readFilled(node, 'backgroundColor')
    const color = /^[a-zA-Z\d-]+$/.test(written) ? written : 'white'
    const emoji = node.calloutEmoji === undefined ? readFilled(node, 'calloutEmoji') : readText(node, 'calloutEmoji')
    const sign = emoji === '' ? '' : writeElement('div', { class: 'kg-callout-emoji' }, escapeText(emoji))
    const text = writeElement('div', { class: 'kg-callout-text' }, settleSimpleHtml(readText(node, 'calloutText')))
    return writeElement('div', { class: `kg-card kg-callout-card kg-callout-card-${color}` }, sign + text)
  },
  toggle: (node, settings) =>
    settleCard(
      `<div class="kg-card kg-toggle-card" data-kg-toggle-state="close">
            <div class="kg-toggle-heading">
                <h4 class="kg-toggle-heading-text">${readText(node, 'heading')}</h4>
                <button class="kg-toggle-card-icon" aria-label="Expand toggle to read content">
                    <svg id="Regular" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
                        <path class="cls-1" d="M23.25,7.311,12.53,18.03a.749.749,0,0,1-1.06,0L.75,7.311"></path>
                    </svg>
                </button>
            </div>
            <div class="kg-toggle-content">${readText(node, 'content')}</div>
        </div>`,
      settings,
    ),
  button: (node) => {
    const [href, text, alignment] = [
      readText(node, 'buttonUrl'),
      readText(node, 'buttonText'),
      readText(node, 'alignment'),
    ]
    if (href.trim() === '') return ''
    const link = writeElement('a', { href, class: 'kg-btn kg-btn-accent' }, escapeText(text || 'Button Title'))
    return writeElement('div', { class: `kg-card kg-button-card${alignment && ` kg-align-${alignment}`}` }, link)
  },
  file: (node) => {
    const src = readText(node, 'src')
    if (src.trim() === '') return ''
    const part = (name: string, text: string) => writeElement('div', { class: `kg-file-card-${name}` }, text)
    const about = ['title', 'caption'].map((name) =>
      part(name, escapeText(readText(node, name === 'title' ? 'fileTitle' : 'fileCaption'))),
    )
    const data = part('filename', escapeText(readText(node, 'fileName'))) + part('filesize', describeSize(node))
    const attributes = { class: 'kg-file-card-container', href: src, title: 'Download', download: '' }
    const contents = part('contents', about.join('') + part('metadata', data))
    const link = writeElement('a', attributes, contents + part('icon', DOWNLOAD_ICON))
    return writeElement('div', { class: 'kg-card kg-file-card' }, link)
  },
  embed: (node) => {
    const classes = `kg-card kg-embed-card${readText(node, 'caption') === '' ? '' : ' kg-card-hascaption'}`
    const inner = settleHtml(readText(node, 'html')) + captionOf(readText(node, 'caption'))
    return writeElement('figure', { class: classes }, inner)
  },
  bookmark: renderBookmarkHtml,
  audio: renderAudioHtml,
  video: renderVideoHtml,
  product: renderProductHtml,
  header: renderHeaderHtml,
  signup: renderSignupHtml,
  'call-to-action': renderCtaHtml,
  markdown: (node) => renderMarkdownHtml(node),
  [PENDING_EMBED]: renderPendingHtml,
  // In the newsletter only.
  email: () => '',
  'email-cta': () => '',
}

const DOWNLOAD_ICON =
  '<svg viewBox="0 0 24 24"><defs><style>.a{fill:none;stroke:currentColor;stroke-linecap:round;stroke-linejoin:round;stroke-width:1.5px;}</style></defs><title>download-circle</title><polyline class="a" points="8.25 14.25 12 18 15.75 14.25"></polyline><line class="a" x1="12" y1="6.75" x2="12" y2="18"></line><circle class="a" cx="12" cy="12" r="11.25"></circle></svg>'

/** A card as Ghost writes it on the web; undefined for a type that is not known, and for a card that Ghost fails on. */
export function renderCardHtml(node: LexicalNode, settings: RenderSettings): string | undefined {
  const html = Object.hasOwn(CARDS, node.type) ? CARDS[node.type]?.(node, settings) : undefined
  // An HTML card goes through no DOM.
  return html === undefined || settings.ghost === 5 || node.type === 'html' ? html : escapeAngles(html)
}

/** What stands for a bare URL until Ghost is asked: the link that a push writes where Ghost has no answer. */
function renderPendingHtml(node: LexicalNode): string {
  const url = readText(node, 'url')
  const link = writeElement('p', {}, writeElement('a', { href: url }, escapeText(url)))
  return `\n<!-- Ghost is asked what it shows for this address when the post is written: -->\n${link}`
}

/** As Ghost's `bytesToSize`. */
function describeSize(node: LexicalNode): string {
  const bytes = readNumber(node, 'fileSize') ?? 0
  if (bytes === 0) return '0 Byte'
  const step = Math.floor(Math.log(bytes) / Math.log(1024))
  return `${Math.round(bytes / 1024 ** step)} ${['Bytes', 'KB', 'MB', 'GB', 'TB'][step] ?? ''}`
}

/** Elements whose text is no HTML: what looks like a tag in them is none. */
const RAW_TEXT: ReadonlySet<string> = new Set(['style', 'script', 'xmp', 'iframe', 'noembed', 'noframes'])

/** HTML as a DOM wrote it, with the angle brackets in attributes escaped as the DOM of Ghost 6 does. */
function escapeAngles(html: string): string {
  let escaped = ''
  let at = 0
  const take = (end: number): void => {
    escaped += html.slice(at, end)
    at = end
  }
  const tags = /<!--|<([a-z][^\s<>"]*)(?: [^\s="]+="[^"]*")*>/gi
  for (let tag = tags.exec(html); tag !== null; tag = tags.exec(html)) {
    const [whole, name] = tag
    take(tag.index)
    if (name !== undefined) {
      escaped += whole.replace(/="([^"]*)"/g, (_, value: string) => `="${escapeValue(value)}"`)
      at = tags.lastIndex
      if (!RAW_TEXT.has(name)) continue
    }
    const end = html.indexOf(name === undefined ? '-->' : `</${name}>`, at)
    take(end < 0 ? html.length : end)
    tags.lastIndex = at
  }
  take(html.length)
  return escaped
}

function escapeValue(value: string): string {
  return value.replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
