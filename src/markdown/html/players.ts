import { escapeAttribute } from '../document/escape.ts'
import { parseHtml, readAttribute, readElement } from './parse-html.ts'

/** What a provider gives Ghost for an address, where it follows from the address alone. */
export interface Player {
  readonly embedType: 'video' | 'rich'
  readonly html: string
}

interface Frame {
  readonly src: string
  readonly width: string
  readonly height: string
  readonly allow: string
  readonly style?: string
}

const YOUTUBE_ALLOW =
  'accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture; web-share'
const YOUTUBE_ID = /^[\w-]{11}$/

/**
 * Makes the player of an address without asking anybody, as YouTube, Vimeo and Spotify describe theirs by oEmbed (seen in posts of Ghost 4 to 6).
 * Undefined for any other provider, and for an address whose player only its provider knows.
 */
export function buildPlayer(address: string): Player | undefined {
  const frame = URL.canParse(address) ? findFrame(new URL(address)) : undefined
  if (frame === undefined) return undefined
  const { src, width, height, allow, style } = frame
  const look = style === undefined ? '' : ` style="${style}"`
  const size = ` width="${width}" height="${height}"`
  return {
    embedType: width === '100%' ? 'rich' : 'video',
    html: `<iframe${look}${size} src="${escapeAttribute(src)}" frameborder="0" allow="${allow}" allowfullscreen></iframe>`,
  }
}

function findFrame(url: URL): Frame | undefined {
  if (!/^https?:$/.test(url.protocol) || url.port !== '' || url.username !== '') return undefined
  switch (url.hostname.replace(/^(?:www|m)\./, '')) {
    case 'youtube.com':
    case 'music.youtube.com':
    case 'youtu.be':
      return findYouTube(url)
    case 'vimeo.com':
    case 'player.vimeo.com':
      return findVimeo(url)
    case 'open.spotify.com':
      return findSpotify(url)
    default:
      return undefined
  }
}

function findYouTube(url: URL): Frame | undefined {
  const [first = '', second = ''] = url.pathname.split('/').slice(1)
  const isShort = first === 'shorts'
  const isNamed = ['embed', 'shorts', 'live', 'v'].includes(first)
  const id = url.hostname === 'youtu.be' ? first : isNamed ? second : (url.searchParams.get('v') ?? '')
  const list = url.searchParams.get('list') ?? ''
  if (list !== '' && !/^[\w-]{2,64}$/.test(list)) return undefined
  const isList = first === 'playlist' && list !== ''
  if (!isList && !YOUTUBE_ID.test(id)) return undefined
  const query = new URLSearchParams()
  const start = readSeconds(url.searchParams.get('t') ?? url.searchParams.get('start') ?? '')
  if (list !== '') query.set('list', list)
  if (start > 0) query.set('start', String(start))
  query.set('feature', 'oembed')
  const src = `https://www.youtube.com/embed/${isList ? 'videoseries' : id}?${query}`
  return { src, width: isShort ? '113' : '200', height: isShort ? '200' : '113', allow: YOUTUBE_ALLOW }
}

/** `90`, `90s`, `1m30s`, `1h2m3s`. */
function readSeconds(text: string): number {
  const [, hours, minutes, seconds] = /^(?:(\d{1,3})h)?(?:(\d{1,5})m)?(?:(\d{1,7})s?)?$/.exec(text) ?? []
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
}

function findVimeo(url: URL): Frame | undefined {
  const [, id, key] = /^\/(?:video\/)?(\d{4,12})(?:\/([\da-f]{6,16}))?\/?$/.exec(url.pathname) ?? []
  if (id === undefined) return undefined
  const hash = key ?? url.searchParams.get('h') ?? ''
  if (!/^[\da-f]*$/.test(hash)) return undefined
  const src = `https://player.vimeo.com/video/${id}?${hash === '' ? '' : `h=${hash}&`}app_id=122963`
  return { src, width: '426', height: '240', allow: 'autoplay; fullscreen; picture-in-picture' }
}

function findSpotify(url: URL): Frame | undefined {
  const [, kind = '', id] =
    /^\/(?:intl-[a-z-]+\/)?(?:embed\/)?(track|album|playlist|episode|show|artist)\/(\w{22})\/?$/.exec(url.pathname) ??
    []
  if (id === undefined) return undefined
  return {
    src: `https://open.spotify.com/embed/${kind}/${id}?utm_source=oembed`,
    width: '100%',
    height: ['track', 'episode', 'show'].includes(kind) ? '152' : '352',
    allow: 'autoplay; clipboard-write; encrypted-media; fullscreen; picture-in-picture',
    style: 'border-radius: 12px',
  }
}

/** They say how a browser treats the frame, and nothing of what a reader sees. */
const UNSEEN = new Set(
  'src title frameborder allow allowfullscreen webkitallowfullscreen mozallowfullscreen referrerpolicy loading name'.split(
    ' ',
  ),
)

/** Parameters by which providers learn who asked. */
const TRACKING = ['feature', 'app_id', 'utm_source', 'si', 'dnt', 'go']

/** Whether HTML shows what `buildPlayer` makes of the address: the same player in the same proportions. */
export function showsPlayerOf(address: string, html: string): boolean {
  const player = buildPlayer(address)
  const [stored, made] = [html, player?.html ?? ''].map(readFrame)
  if (stored === undefined || made === undefined) return false
  const isKnown = [...stored.attributes].every(
    ([name, value]) =>
      UNSEEN.has(name) ||
      name === 'width' ||
      name === 'height' ||
      (name === 'style' && squeeze(value) === squeeze(made.attributes.get('style') ?? '')),
  )
  return isKnown && stored.player === made.player && hasSameShape(stored.attributes, made.attributes)
}

interface ReadFrame {
  readonly player: string
  readonly attributes: ReadonlyMap<string, string>
}

/** Reads HTML that is one frame and nothing else. */
function readFrame(html: string): ReadFrame | undefined {
  if (html.length > 5000) return undefined
  const nodes = parseHtml(html) ?? []
  const [frame, ...others] = nodes.filter((node) => !('value' in node) || node.value.trim() !== '').map(readElement)
  if (frame?.tagName !== 'iframe' || others.length > 0) return undefined
  const src = (readAttribute(frame, 'src') ?? '').replace(/^\/\//, 'https://')
  if (!URL.canParse(src)) return undefined
  const url = new URL(src)
  url.protocol = 'https:'
  for (const name of TRACKING) url.searchParams.delete(name)
  url.searchParams.sort()
  return {
    player: url.href.replace(/\?$/, ''),
    attributes: new Map(frame.attrs.map(({ name, value }) => [name, value])),
  }
}

function squeeze(style: string): string {
  return style.replace(/\s/g, '').replace(/;$/, '')
}

/** A theme gives the frame the width of the text, and keeps its proportions. */
function hasSameShape(stored: ReadonlyMap<string, string>, made: ReadonlyMap<string, string>): boolean {
  const [width, height] = ['width', 'height'].map((name) => stored.get(name) ?? '')
  if (width === '' && height === '') return true
  const [madeWidth, madeHeight] = [made.get('width'), made.get('height')]
  if (width === '100%' || madeWidth === '100%') return width === madeWidth && height === madeHeight
  const [ratio, wanted] = [Number(width) / Number(height), Number(madeWidth) / Number(madeHeight)]
  return Math.abs(ratio / wanted - 1) < 0.03
}
