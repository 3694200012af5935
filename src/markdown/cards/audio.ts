import { attribute, type DirectiveForm } from '../directives/directive-form.ts'
import { nameDirectiveFile } from '../directives/read-directive.ts'
import { writeAsDirective } from '../directives/write-directive.ts'
import { escapeText } from '../document/escape.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import { readText } from '../document/node-properties.ts'
import { createPropertyReader, LOUD, MUTE, PLAY, readEscaped, writePlainPart } from '../html/card-html.ts'
import { writeElement } from '../html/dom-html.ts'
import { type Card, payloadIf } from './card.ts'

const DEFAULTS = { duration: 0 } as const
const { readFilled } = createPropertyReader(DEFAULTS)

const FORM: DirectiveForm = {
  name: 'audio',
  body: { kind: 'none' },
  attributes: [
    attribute('src', 'media'),
    attribute('title', 'text', 'title', { always: true }),
    attribute('duration', 'number'),
    attribute('thumbnail', 'image', 'thumbnailSrc'),
    attribute('mime-type', 'text'),
  ],
  required: ['src'],
  convert: (_, read) => {
    const file = read.file('src', 'media')
    return buildCard('audio', {
      // Ghost shows the duration that the file itself tells the browser once it plays.
      duration: read.number('duration') ?? DEFAULTS.duration,
      mimeType: read.text('mime-type') || (file.mimeType ?? ''),
      src: file.url,
      title: read.text('title', dropExtension(file.name ?? nameDirectiveFile(read.text('src')))),
      thumbnailSrc: read.file('thumbnail', 'image').url,
    })
  },
}

function dropExtension(name: string): string {
  return name.replace(/\.\w+$/, '')
}

/** A player for sound. */
export const audioCard: Card = {
  type: 'audio',
  docs: "| `audio` | `src`, `title` (the file's name), `thumbnail`, `duration`, `mime-type` | |",
  defaults: DEFAULTS,
  smallTexts: {},
  directives: [FORM],
  write: writeAsDirective(FORM, DEFAULTS),
  renderHtml,
  mobiledoc: {
    name: 'audio',
    since: 4,
    isSqueezed: true,
    adapt: (node) => payloadIf(readText(node, 'src') !== '', { duration: Number(node.duration ?? 0) }),
  },
  renderPlain,
}

function renderHtml(node: LexicalNode): string {
  const [src, thumbnail] = [readFilled(node, 'src'), readFilled(node, 'thumbnailSrc')]
  if (src.trim() === '') return ''
  const hideIf = (isHidden: boolean) => (isHidden ? ' kg-audio-hide' : '')
  const picture = { src: thumbnail, alt: 'audio-thumbnail', class: `kg-audio-thumbnail${hideIf(thumbnail === '')}` }
  const placeholder = `kg-audio-thumbnail placeholder${hideIf(thumbnail !== '')}`
  const duration = writeElement('span', { class: 'kg-audio-duration' }, readFilled(node, 'duration') || '0')
  const player = [
    writeButton('play-icon', 'Play audio', writeIcon(PLAY)),
    writeButton('pause-icon kg-audio-hide', 'Pause audio', PAUSE),
    '<span class="kg-audio-current-time">0:00</span>',
    `<div class="kg-audio-time">/${duration}</div>`,
    '<input type="range" class="kg-audio-seek-slider" max="100" value="0">',
    writeButton('playback-rate', 'Adjust playback speed', '1×'),
    writeButton('unmute-icon', 'Unmute', writeIcon(LOUD)),
    writeButton('mute-icon kg-audio-hide', 'Mute', writeIcon(MUTE)),
    '<input type="range" class="kg-audio-volume-slider" max="100" value="100">',
  ]
  const container = [
    writeElement('audio', { src, preload: 'metadata' }, ''),
    writeElement('div', { class: 'kg-audio-title' }, escapeText(readFilled(node, 'title'))),
    writeElement('div', { class: 'kg-audio-player' }, player.join('')),
  ]
  const card = [
    writeElement('img', picture),
    writeElement('div', { class: placeholder }, NOTE),
    writeElement('div', { class: 'kg-audio-player-container' }, container.join('')),
  ]
  return writeElement('div', { class: 'kg-card kg-audio-card' }, card.join(''))
}

function writeButton(name: string, label: string, inner: string): string {
  return writeElement('button', { class: `kg-audio-${name}`, 'aria-label': label }, inner)
}

function writeIcon(path: string): string {
  return `<svg viewBox="0 0 24 24"><path d="${path}"></path></svg>`
}

const PAUSE = `<svg viewBox="0 0 24 24">${[3, 14]
  .map((x) => `<rect x="${x}" y="1" width="7" height="22" rx="1.5" ry="1.5"></rect>`)
  .join('')}</svg>`

const NOTE = `<svg width="24" height="24" fill="none">${[
  'M7.5 15.33a.75.75 0 1 0 0 1.5.75.75 0 0 0 0-1.5Zm-2.25.75a2.25 2.25 0 1 1 4.5 0 2.25 2.25 0 0 1-4.5 0ZM15 13.83a.75.75 0 1 0 0 1.5.75.75 0 0 0 0-1.5Zm-2.25.75a2.25 2.25 0 1 1 4.5 0 2.25 2.25 0 0 1-4.5 0Z',
  'M14.486 6.81A2.25 2.25 0 0 1 17.25 9v5.579a.75.75 0 0 1-1.5 0v-5.58a.75.75 0 0 0-.932-.727.755.755 0 0 1-.059.013l-4.465.744a.75.75 0 0 0-.544.72v6.33a.75.75 0 0 1-1.5 0v-6.33a2.25 2.25 0 0 1 1.763-2.194l4.473-.746Z',
  'M3 1.5a.75.75 0 0 0-.75.75v19.5a.75.75 0 0 0 .75.75h18a.75.75 0 0 0 .75-.75V5.133a.75.75 0 0 0-.225-.535l-.002-.002-3-2.883A.75.75 0 0 0 18 1.5H3ZM1.409.659A2.25 2.25 0 0 1 3 0h15a2.25 2.25 0 0 1 1.568.637l.003.002 3 2.883a2.25 2.25 0 0 1 .679 1.61V21.75A2.25 2.25 0 0 1 21 24H3a2.25 2.25 0 0 1-2.25-2.25V2.25c0-.597.237-1.169.659-1.591Z',
]
  .map((path) => `<path fill-rule="evenodd" clip-rule="evenodd" d="${path}"></path>`)
  .join('')}</svg>`

function renderPlain(node: LexicalNode): string {
  if (readText(node, 'src') === '') return ''
  const thumbnail = readEscaped(node, 'thumbnailSrc')
  const image = thumbnail === '' ? '' : `<img src="${thumbnail}" alt="audio-thumbnail">`
  const audio = `<audio src="${readEscaped(node, 'src')}" controls preload="metadata"></audio>`
  return `<div class="kg-card kg-audio-card">${image}${audio}${writePlainPart('kg-audio-title', escapeText(readText(node, 'title')))}</div>`
}
