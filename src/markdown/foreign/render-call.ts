import { escapeHtml } from '../document/escape.ts'
import { block, inline, type Rendered, type TemplateCall, wrap } from './template-call.ts'

/**
 * What the calls become that the tools bring, or that the same few names stand for in nearly every theme; undefined for any other name.
 */
export function renderKnownCall(call: TemplateCall): Rendered | undefined {
  const name = call.name.toLowerCase().replace(/\.(?:html|liquid|md)$/, '')
  return KNOWN[name]?.(call) ?? renderNamedCode(name, call)
}

/** `{{< code go >}}`, `{{< high rust >}}`, `{{< code-rust "a label" >}}`: a theme's own way to write code. */
const CODE_NAME = /^(?:high|highlight|code|codeblock|source|sourcecode|snippet|listing|prism)(?:[-_]([a-z]+))?$/

/** Code between tags whose name says so. Read as Markdown it would lose its signs; with a fence in it, it is a frame around code. */
function renderNamedCode(name: string, call: TemplateCall): Rendered | undefined {
  const match = CODE_NAME.exec(name)
  const { inner = '' } = call
  if (match === null || inner.trim() === '' || /^[ \t]*(?:`{3}|~{3})/m.test(inner)) return undefined
  return match[1] === undefined ? renderHighlight(call) : wrapCode(inner, match[1])
}

type RenderCall = (call: TemplateCall) => Rendered | undefined

/** The value of the first of these names, else the positional argument. */
function take({ named, positional }: TemplateCall, names: readonly string[], index?: number): string | undefined {
  const name = names.find((one) => named.has(one))
  return name !== undefined ? named.get(name) : index === undefined ? undefined : positional[index]
}

/** An address alone in a paragraph becomes an embed; within a text it is a link. */
function embed(url: string): Rendered {
  return block(url)
}

function embedById(build: (id: string, call: TemplateCall) => string, names: readonly string[] = ['id']): RenderCall {
  return (call) => {
    const id = take(call, [...names, 'url', 'link', 'src', 'href'], 0)
    if (id === undefined || id === '' || /[\s<>]/.test(id)) return undefined
    return embed(/^https?:\/\//.test(id) ? id : build(id, call))
  }
}

function renderFigure(call: TemplateCall): Rendered | undefined {
  if (call.inner !== undefined && call.inner.trim() !== '') return wrapFigure(call, call.inner)
  const src = take(call, ['src', 'image_path', 'url', 'image', 'file', 'filename', 'path'], 0)
  if (src === undefined || src === '') return undefined
  const title = take(call, ['title']) ?? ''
  const credit = take(call, ['attr']) ?? ''
  const creditLink = take(call, ['attrlink'])
  const caption = [
    title === '' ? '' : `**${title}**`,
    take(call, ['caption', 'cap']) ?? '',
    credit === '' || creditLink === undefined ? credit : `[${credit}](${creditLink})`,
  ]
    .filter((part) => part !== '')
    .join(' ')
  const alt = take(call, ['alt']) ?? take(call, ['caption']) ?? title
  const image = writeFigure({ src, alt, caption, width: take(call, ['width']), height: take(call, ['height']) })
  const link = take(call, ['link'])
  return block(link === undefined || link === '' ? image : `[${image}](${writeAddress(link)})`)
}

const IMAGE = /!\[((?:[^[\]\\]|\\.)*)\]\(\s*(<[^<>\n]*>|[^\s()<>]+)\s*\)(\{[^{}\n]*\})?/

/** `{% figure caption:"…" %}` around pictures: an image with its caption, or a gallery with one. */
function wrapFigure(call: TemplateCall, inner: string): Rendered {
  const caption = take(call, ['caption', 'cap', 'title']) ?? ''
  if (caption === '') return wrap('', '')
  const pictures = inner
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const [only] = pictures
  const image = pictures.length === 1 ? IMAGE.exec(only ?? '') : null
  if (image !== null && image[0] === only) {
    const [, alt = '', target = '', size = ''] = image
    return block(`![${alt}](${target}${writeCaption(caption)})${size}`)
  }
  const isGallery = pictures.length > 1 && pictures.every((one) => IMAGE.exec(one)?.[0] === one.trim())
  if (isGallery) return wrapLines(inner, `:::gallery{caption="${caption.replace(/["\\]/g, '\\$&')}"}\n`, ':::')
  return wrap('', `${/\n[ \t]*$/.test(inner) ? '\n' : '\n\n'}${caption}`)
}

function writeCaption(caption: string): string {
  return caption === '' ? '' : ` "${caption.replace(/\s+/g, ' ').replace(/"/g, '\\"')}"`
}

interface WrittenImage {
  readonly src: string
  readonly alt: string
  readonly caption: string
  readonly width: string | undefined
  readonly height: string | undefined
}

function writeFigure({ src, alt, caption, width, height }: WrittenImage): string {
  const text = alt.replace(/\s+/g, ' ').replace(/[[\]\\]/g, '\\$&')
  const title = writeCaption(caption)
  const size = [
    ['width', width],
    ['height', height],
  ].flatMap(([key, value]) => {
    const pixels = /^(\d{1,5})(?:px)?$/.exec(value?.trim() ?? '')?.[1]
    return pixels === undefined ? [] : [`${key}=${pixels}`]
  })
  return `![${text}](${writeAddress(src)}${title})${size.length === 0 ? '' : `{${size.join(' ')}}`}`
}

/** The destination of a link: spaces and brackets encoded. */
function writeAddress(url: string): string {
  return url
    .trim()
    .replace(/[\s<>()]/g, (sign) => encodeURIComponent(sign).replace(/[()]/g, (one) => (one === '(' ? '%28' : '%29')))
}

/** Code between tags becomes a fence with more backticks than stand in it. */
export function wrapCode(inner: string, language: string, caption = ''): Rendered {
  const runs = inner.match(/`{3,}/g) ?? []
  const fence = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)))
  const info = caption === '' ? language : `${language} {caption="${caption.replace(/["\\]/g, '\\$&')}"}`
  return wrap(`${fence}${info}${/^[ \t]*\n/.test(inner) ? '' : '\n'}`, `${/\n[ \t]*$/.test(inner) ? '' : '\n'}${fence}`)
}

function renderHighlight(call: TemplateCall): Rendered | undefined {
  const language = take(call, ['lang', 'language', 'type'], 0) ?? ''
  return call.inner === undefined ? undefined : wrapCode(call.inner, /^[\w+#.-]+$/.test(language) ? language : '')
}

function renderGist(call: TemplateCall): Rendered | undefined {
  const { positional } = call
  const [user, id, file] = positional
  const whole = take(call, ['id', 'url']) ?? (id === undefined || !/^[\da-f]+$/i.test(id) ? user : `${user}/${id}`)
  const wanted = take(call, ['file', 'filename']) ?? (whole === user ? id : file)
  const path = whole?.replace(/^https?:\/\/gist\.github\.com\//, '').replace(/\.js$/, '')
  if (path === undefined || !/^[\w./-]+$/.test(path)) return undefined
  const query = wanted === undefined ? '' : `?file=${encodeURIComponent(wanted)}`
  return block(`<script src="https://gist.github.com/${path}.js${query}"></script>`)
}

function renderTweet(call: TemplateCall): Rendered | undefined {
  const { positional } = call
  const user = take(call, ['user']) ?? (positional.length > 1 ? positional[0] : undefined)
  const id = take(call, ['id', 'url', 'tweetid']) ?? positional.at(-1)
  if (id === undefined || /[\s<>]/.test(id)) return undefined
  return embed(/^https?:\/\//.test(id) ? id : `https://twitter.com/${user ?? 'i'}/status/${id}`)
}

/** A box with a title, of the kind that its name or its first argument says. */
function renderBox(kindOf: (call: TemplateCall) => string): RenderCall {
  return (call) => {
    const text = call.inner ?? take(call, ['text', 'content'])
    if (text === undefined) return undefined
    const title = take(call, ['title', 'header', 'summary']) ?? ''
    const heading = title === '' ? '' : `**${title}**\n\n`
    const before = `:::${nameAlert(kindOf(call))}\n${heading}`
    return call.inner === undefined ? block(`${before}${text}\n:::`) : wrapLines(call.inner, before, ':::')
  }
}

/** Octopress' and Hexo's `{% blockquote Author, Work %}`. With other tags inside it stays unknown, and its text is kept. */
const renderQuote: RenderCall = ({ inner, positional, written }) => {
  if (inner === undefined || inner.trim() === '' || /\{[{%]/.test(inner)) return undefined
  const source = positional.filter((word) => !/^https?:/.test(word)).join(' ')
  const isCredited = source !== '' && written.startsWith('{%') && !/^(?:left|right)$/.test(source)
  const credit = written
    .replace(/^\{%-?\s*\w+\s/, '')
    .replace(/-?%\}$/, '')
    .replace(/https?:\S+\s*/, '')
  const text = `${inner.trim()}${isCredited ? `\n\n— ${credit.trim()}` : ''}`
  return block(
    text
      .split('\n')
      .map((line) => (line.trim() === '' ? '>' : `> ${line.trim()}`))
      .join('\n'),
  )
}

/** Lines before and after an inner text, which may stand on the lines of its tags. */
export function wrapLines(inner: string, before: string, after: string): Rendered {
  const head = before.replace(/\n$/, '')
  return wrap(/^[ \t]*\n/.test(inner) ? head : `${head}\n`, `${/\n[ \t]*$/.test(inner) ? '' : '\n'}${after}`)
}

/** The alert of ours that the names of the tools' boxes mean. */
export function nameAlert(kind: string): 'note' | 'tip' | 'important' | 'warning' | 'caution' {
  const found = ALERTS.find(([, names]) => names.includes(kind.toLowerCase()))
  return found === undefined ? 'note' : found[0]
}

const ALERTS = [
  ['tip', ['tip', 'hint', 'success', 'check', 'done']],
  ['important', ['important', 'primary', 'emphasize']],
  ['warning', ['warning', 'warn', 'attention', 'question', 'help', 'faq']],
  ['caution', ['caution', 'danger', 'alert', 'error', 'bug', 'failure', 'fail', 'missing']],
] as const satisfies readonly (readonly [string, readonly string[]])[] as readonly (readonly [
  'tip' | 'important' | 'warning' | 'caution',
  readonly string[],
])[]

/** `<details>` around the inner text: a toggle of Ghost. */
export function wrapDetails(summary: string, inner: string): Rendered {
  const before = `<details>\n<summary>${escapeHtml(summary)}</summary>\n${/^[ \t]*\n/.test(inner) ? '' : '\n'}`
  return wrap(before, `${/\n[ \t]*$/.test(inner) ? '\n' : '\n\n'}</details>`)
}

const renderVideo: RenderCall = (call) => {
  const src = take(call, ['src', 'mp4', 'file', 'url'], 0)
  const provider = take(call, ['provider', 'type'])
  const id = take(call, ['id'])
  if (id !== undefined && provider?.toLowerCase() === 'vimeo') return embed(`https://vimeo.com/${id}`)
  if (id !== undefined) return embed(`https://www.youtube.com/watch?v=${id}`)
  if (src === undefined) return undefined
  if (/^https?:\/\/(?:www\.)?(?:youtube\.com|youtu\.be|vimeo\.com)\//.test(src)) return embed(src)
  return block(`<video controls src="${escapeHtml(src)}"></video>`)
}

const KNOWN: Readonly<Record<string, RenderCall>> = {
  figure: renderFigure,
  figurecaption: renderFigure,
  img: renderFigure,
  image: renderFigure,
  youtube: embedById((id) => `https://www.youtube.com/watch?v=${id}`, ['id', 'videoid', 'v']),
  youtubelite: embedById((id) => `https://www.youtube.com/watch?v=${id}`, ['id', 'videoid']),
  vimeo: embedById((id) => `https://vimeo.com/${id}`),
  instagram: embedById((id) => `https://www.instagram.com/p/${id}/`),
  codepen: embedById((id, call) => `https://codepen.io/${call.named.get('user') ?? 'anon'}/pen/${id}`),
  spotify: embedById((id) => `https://open.spotify.com/${id}`),
  tweet: renderTweet,
  twitter: renderTweet,
  twitter_simple: renderTweet,
  x: renderTweet,
  x_simple: renderTweet,
  gist: renderGist,
  video: renderVideo,
  highlight: renderHighlight,
  details: (call) =>
    call.inner === undefined ? undefined : wrapDetails(take(call, ['summary', 'title'], 0) ?? 'Details', call.inner),
  expand: (call) =>
    call.inner === undefined ? undefined : wrapDetails(take(call, ['summary', 'title'], 0) ?? 'Expand', call.inner),
  alert: renderBox((call) => take(call, ['color', 'type', 'class'], 0) ?? 'note'),
  notice: renderBox((call) => take(call, ['type', 'class'], 0) ?? 'note'),
  admonition: renderBox((call) => take(call, ['type', 'class'], 0) ?? 'note'),
  callout: renderBox((call) => take(call, ['type', 'class'], 0) ?? 'note'),
  hint: renderBox((call) => take(call, ['type', 'class'], 0) ?? 'note'),
  note: renderBox(() => 'note'),
  tip: renderBox(() => 'tip'),
  info: renderBox(() => 'note'),
  warning: renderBox(() => 'warning'),
  danger: renderBox(() => 'caution'),
  blockquote: renderQuote,
  centerquote: renderQuote,
  cq: renderQuote,
  // What their authors leave to themselves.
  comment: () => inline(''),
  toc: () => inline(''),
  br: () => inline('<br>'),
}
