import type { LexicalNode } from '../../markdown/lexical.ts'
import { readNumber, readText } from './read-property.ts'
import { renderBookmarkHtml } from './render-bookmark-html.ts'
import { captionOf, type IsUpload, renderGalleryHtml, renderImageHtml } from './render-image-html.ts'
import { escapeText, settleFragment, writeElement } from './write-element.ts'

type Render = (node: LexicalNode, isUpload: IsUpload) => string

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
    return html === '' ? '' : gate(node, `\n<!--kg-card-begin: html-->\n${html}\n<!--kg-card-end: html-->\n`)
  },
  callout: (node) => {
    const written = readText(node, 'backgroundColor')
    const color = /^[a-zA-Z\d-]+$/.test(written) ? written : 'white'
    const emoji = readText(node, 'calloutEmoji')
    const sign = emoji === '' ? '' : writeElement('div', { class: 'kg-callout-emoji' }, escapeText(emoji))
    const text = writeElement('div', { class: 'kg-callout-text' }, settleFragment(readText(node, 'calloutText')))
    return writeElement('div', { class: `kg-card kg-callout-card kg-callout-card-${color}` }, sign + text)
  },
  toggle: (node) => `<div class="kg-card kg-toggle-card" data-kg-toggle-state="close">
            <div class="kg-toggle-heading">
                <h4 class="kg-toggle-heading-text">${settleFragment(readText(node, 'heading'))}</h4>
                <button class="kg-toggle-card-icon" aria-label="Expand toggle to read content">
                    <svg id="Regular" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
                        <path class="cls-1" d="M23.25,7.311,12.53,18.03a.749.749,0,0,1-1.06,0L.75,7.311"></path>
                    </svg>
                </button>
            </div>
            <div class="kg-toggle-content">${settleFragment(readText(node, 'content'))}</div>
        </div>`,
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
    const inner = settleFragment(readText(node, 'html')) + captionOf(readText(node, 'caption'))
    return writeElement('figure', { class: classes }, inner)
  },
  bookmark: renderBookmarkHtml,
  // In the newsletter only.
  email: () => '',
  'email-cta': () => '',
}

const DOWNLOAD_ICON =
  '<svg viewBox="0 0 24 24"><defs><style>.a{fill:none;stroke:currentColor;stroke-linecap:round;stroke-linejoin:round;stroke-width:1.5px;}</style></defs><title>download-circle</title><polyline class="a" points="8.25 14.25 12 18 15.75 14.25"></polyline><line class="a" x1="12" y1="6.75" x2="12" y2="18"></line><circle class="a" cx="12" cy="12" r="11.25"></circle></svg>'

/** A card as Ghost writes it on the web; undefined for one whose markup is Ghost's to make. */
export function renderCardHtml(node: LexicalNode, isUpload: IsUpload): string | undefined {
  return Object.hasOwn(CARDS, node.type) ? CARDS[node.type]?.(node, isUpload) : undefined
}

/** As Ghost's `bytesToSize`. */
function describeSize(node: LexicalNode): string {
  const bytes = readNumber(node, 'fileSize') ?? 0
  if (bytes === 0) return '0 Byte'
  const step = Math.floor(Math.log(bytes) / Math.log(1024))
  return `${Math.round(bytes / 1024 ** step)} ${['Bytes', 'KB', 'MB', 'GB', 'TB'][step] ?? ''}`
}

const EVERYBODY = 'status:free,status:-free'

/** Ghost's own marks around what not everybody may see. */
function gate({ visibility }: LexicalNode, html: string): string {
  const web = typeof visibility === 'object' && visibility !== null ? Reflect.get(visibility, 'web') : undefined
  if (typeof web !== 'object' || web === null) return html
  const [nonMember, segment] = [Reflect.get(web, 'nonMember'), Reflect.get(web, 'memberSegment')]
  if (nonMember === true && segment === EVERYBODY) return html
  if (nonMember === false && segment === '') return ''
  const begin = `<!--kg-gated-block:begin nonMember:${String(nonMember)} memberSegment:"${String(segment)}" -->`
  return `\n${begin}${html}<!--kg-gated-block:end-->\n`
}
