import { attribute, type DirectiveForm } from '../directives/directive-form.ts'
import { nameDirectiveFile } from '../directives/read-directive.ts'
import { writeAsDirective } from '../directives/write-directive.ts'
import { escapeText } from '../document/escape.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import { readNumber, readText } from '../document/node-properties.ts'
import { PLAIN_BOX, readEscaped, writePlainPart } from '../html/card-html.ts'
import { writeElement } from '../html/dom-html.ts'
import { type Card, payloadIf } from './card.ts'

const DEFAULTS = { fileSize: 0 } as const

const FORM: DirectiveForm = {
  name: 'file',
  body: { kind: 'none' },
  attributes: [
    attribute('src', 'link'),
    attribute('title', 'text', 'fileTitle', { always: true }),
    attribute('caption', 'text', 'fileCaption'),
    attribute('name', 'text', 'fileName'),
    attribute('size', 'number', 'fileSize'),
  ],
  required: ['src'],
  convert: (_, read) => {
    const file = read.file('src', 'link')
    const fileName = read.text('name') || file.name || nameDirectiveFile(read.text('src'))
    return buildCard('file', {
      src: file.url,
      fileTitle: read.text('title', fileName),
      fileCaption: read.text('caption'),
      fileName,
      fileSize: read.number('size') ?? file.size ?? DEFAULTS.fileSize,
    })
  },
}

/** A file to download, with its size. */
export const fileCard: Card = {
  type: 'file',
  docs: "| `file` | `src`, `title` (the file's name), `caption`, `name`, `size` | |",
  defaults: DEFAULTS,
  smallTexts: {},
  directives: [FORM],
  write: writeAsDirective(FORM, DEFAULTS),
  renderHtml,
  mobiledoc: {
    name: 'file',
    since: 4,
    // Ghost writes these into the card without escaping them.
    adapt: (node) =>
      payloadIf(
        readText(node, 'src') !== '' &&
          ['src', 'fileTitle', 'fileCaption', 'fileName'].every((key) => !/[<>&"]/.test(readText(node, key))),
        { fileName: readText(node, 'fileName'), fileSize: Number(node.fileSize ?? 0) },
      ),
  },
  renderPlain,
}

function renderHtml(node: LexicalNode): string {
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
}

const DOWNLOAD_ICON =
  '<svg viewBox="0 0 24 24"><defs><style>.a{fill:none;stroke:currentColor;stroke-linecap:round;stroke-linejoin:round;stroke-width:1.5px;}</style></defs><title>download-circle</title><polyline class="a" points="8.25 14.25 12 18 15.75 14.25"></polyline><line class="a" x1="12" y1="6.75" x2="12" y2="18"></line><circle class="a" cx="12" cy="12" r="11.25"></circle></svg>'

/** As Ghost's `bytesToSize`. */
function describeSize(node: LexicalNode): string {
  const bytes = readNumber(node, 'fileSize') ?? 0
  if (bytes === 0) return '0 Byte'
  const step = Math.floor(Math.log(bytes) / Math.log(1024))
  return `${Math.round(bytes / 1024 ** step)} ${['Bytes', 'KB', 'MB', 'GB', 'TB'][step] ?? ''}`
}

function renderPlain(node: LexicalNode): string {
  if (readText(node, 'src') === '') return ''
  const lines = ['fileTitle', 'fileCaption', 'fileName'].map((key) =>
    writePlainPart(`kg-file-card-${key.slice(4).toLowerCase()}`, escapeText(readText(node, key))),
  )
  return `<div class="kg-card kg-file-card" style="${PLAIN_BOX}"><a href="${readEscaped(node, 'src')}" title="Download" download>${lines.join('')}</a></div>`
}
