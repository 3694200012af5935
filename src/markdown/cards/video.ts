import { attribute, type DirectiveForm } from '../directives/directive-form.ts'
import { nameDirectiveFile, renderText } from '../directives/read-directive.ts'
import { writeAsDirective } from '../directives/write-directive.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import { readNumber, readText } from '../document/node-properties.ts'
import { createPropertyReader, LOUD, MUTE, PLAY, type RenderSettings, readEscaped } from '../html/card-html.ts'
import { passElementThroughDom, passThroughDom } from '../html/dom-html.ts'
import { type Card, payloadIf } from './card.ts'

const DEFAULTS = { cardWidth: 'regular', loop: false, duration: 0 } as const
const { readFilled, readSwitch } = createPropertyReader(DEFAULTS)

const FORM: DirectiveForm = {
  name: 'video',
  body: { kind: 'caption', property: 'caption' },
  attributes: [
    attribute('src', 'media'),
    attribute('.', 'class', 'cardWidth'),
    attribute('width', 'number'),
    attribute('height', 'number'),
    attribute('duration', 'number'),
    attribute('thumbnail', 'image', 'thumbnailSrc'),
    attribute('custom-thumbnail', 'image', 'customThumbnailSrc'),
    attribute('thumbnail-width', 'number'),
    attribute('thumbnail-height', 'number'),
    attribute('name', 'text', 'fileName', { always: true }),
    attribute('mime-type', 'text'),
    attribute('loop', 'flag'),
  ],
  required: ['src'],
  convert: (token, read, conversion) => {
    const file = read.file('src', 'media')
    const thumbnail = read.file('thumbnail', 'image')
    return buildCard('video', {
      src: file.url,
      caption: renderText(token.tokens, conversion),
      fileName: read.text('name', file.name || nameDirectiveFile(read.text('src'))),
      mimeType: read.text('mime-type') || (file.mimeType ?? ''),
      width: read.number('width') ?? file.width ?? null,
      height: read.number('height') ?? file.height ?? null,
      duration: read.number('duration') ?? DEFAULTS.duration,
      thumbnailSrc: thumbnail.url,
      customThumbnailSrc: read.file('custom-thumbnail', 'image').url,
      thumbnailWidth: read.number('thumbnail-width') ?? thumbnail.width ?? null,
      thumbnailHeight: read.number('thumbnail-height') ?? thumbnail.height ?? null,
      cardWidth: token.attributes?.classes[0] ?? DEFAULTS.cardWidth,
      loop: read.flag('loop', DEFAULTS.loop),
    })
  },
}

/** A film. */
export const videoCard: Card = {
  type: 'video',
  docs: '| `video` | `src`, `.wide`, `.full`, `loop`, `width`, `height` (those of a local MP4), `thumbnail`, `custom-thumbnail`, `thumbnail-width`, `thumbnail-height`, `duration`, `name`, `mime-type` | caption |',
  defaults: DEFAULTS,
  smallTexts: { caption: 'line' },
  directives: [FORM],
  write: writeAsDirective(FORM, DEFAULTS),
  renderHtml,
  mobiledoc: {
    name: 'video',
    since: 4,
    isSqueezed: true,
    adapt: (node) =>
      payloadIf(readText(node, 'src') !== '' && Number(node.width) > 0 && Number(node.height) > 0, {
        duration: Number(node.duration ?? 0),
      }),
  },
  renderPlain,
}

/** Ghost 6 has it in the page; Ghost 5 fetches one of the size of the film. */
const BLANK_PICTURE = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'

/** A player. The template is Ghost's own, space for space, with its missing quotes: the HTML parser decides what becomes of an empty address. */
function renderHtml(node: LexicalNode, { ghost }: RenderSettings): string {
  const src = readFilled(node, 'src')
  if (src.trim() === '') return ''
  const [thumbnail, custom] = [readFilled(node, 'thumbnailSrc'), readFilled(node, 'customThumbnailSrc')]
  const [width, height] = [readFilled(node, 'width') || 'null', readFilled(node, 'height') || 'null']
  const [caption, loops] = [readFilled(node, 'caption'), readSwitch(node, 'loop')]
  const classes = `kg-card kg-video-card kg-width-${readFilled(node, 'cardWidth')}${caption && ' kg-card-hascaption'}`
  const poster = ghost === 5 ? `https://img.spacergif.org/v1/${width}x${height}/0a/spacer.png` : BLANK_PICTURE
  const isSized = (readNumber(node, 'width') ?? 0) > 0 && (readNumber(node, 'height') ?? 0) > 0
  const ratio = ghost === 5 ? '' : `aspect-ratio: ${isSized ? `${width} / ${height}` : '16 / 9'}; `
  const button = (
    name: string,
    label: string,
    inner: string,
  ) => `<button class="kg-video-${name}" aria-label="${label}">
                            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
                                ${inner}
                            </svg>
                        </button>`
  const path = (line: string) => `<path d="${line}"></path>`
  return passElementThroughDom(`<figure class="${classes}" data-kg-thumbnail=${thumbnail} data-kg-custom-thumbnail=${custom}>
            <div class="kg-video-container">
                <video
                    src="${src}"
                    poster="${poster}"
                    width="${width}"
                    height="${height}"
                    ${loops ? 'loop autoplay muted' : ''}
                    playsinline
                    preload="metadata"
                    style="${ratio}background: transparent url('${custom || thumbnail}') 50% 50% / cover no-repeat;"
                ></video>
                <div class="kg-video-overlay">
                    <button class="kg-video-large-play-icon" aria-label="Play video">
                        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
                            ${path(PLAY)}
                        </svg>
                    </button>
                </div>
                <div class="kg-video-player-container${loops ? ' kg-video-hide' : ''}">
                    <div class="kg-video-player">
                        ${button('play-icon', 'Play video', path(PLAY))}
                        ${button(
                          'pause-icon kg-video-hide',
                          'Pause video',
                          `<rect x="3" y="1" width="7" height="22" rx="1.5" ry="1.5"></rect>
                                <rect x="14" y="1" width="7" height="22" rx="1.5" ry="1.5"></rect>`,
                        )}
                        <span class="kg-video-current-time">0:00</span>
                        <div class="kg-video-time">
                            /<span class="kg-video-duration">${describeDuration(readNumber(node, 'duration') ?? 0)}</span>
                        </div>
                        <input type="range" class="kg-video-seek-slider" max="100" value="0">
                        <button class="kg-video-playback-rate" aria-label="Adjust playback speed">1×</button>
                        ${button('unmute-icon', 'Unmute', path(LOUD))}
                        ${button('mute-icon kg-video-hide', 'Mute', path(MUTE))}
                        <input type="range" class="kg-video-volume-slider" max="100" value="100">
                    </div>
                </div>
            </div>
            ${caption && `<figcaption>${caption}</figcaption>`}
        </figure>`).html
}

function describeDuration(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return `${minutes}:${String(Math.floor(seconds - minutes * 60)).padStart(2, '0')}`
}

function renderPlain(node: LexicalNode): string {
  if (readText(node, 'src') === '') return ''
  const size = ['width', 'height'].map((key) => (Number(node[key]) > 0 ? ` ${key}="${Number(node[key])}"` : ''))
  const play = readSwitch(node, 'loop') ? ' loop autoplay muted' : ' controls'
  const caption = passThroughDom(readText(node, 'caption'))
  const video = `<video src="${readEscaped(node, 'src')}"${size.join('')}${play} playsinline preload="metadata" style="max-width:100%;height:auto"></video>`
  return `<figure class="kg-card kg-video-card">${video}${caption && `<figcaption>${caption}</figcaption>`}</figure>`
}
