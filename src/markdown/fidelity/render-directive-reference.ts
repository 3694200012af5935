import type { Parser, Token } from 'marked'
import { findLook, renderCallout } from '../cards/callout.ts'
import { escapeHtml } from '../document/escape.ts'
import type { ConvertOptions, Reference } from '../document/markdown-document.ts'
import { type DirectiveToken, listChildren, readToken } from '../document/markdown-token.ts'
import { readPlainText } from '../document/read-tokens.ts'
import { resolveHtml } from '../html/html-references.ts'
import { UNKNOWN_MARKER } from './page-item.ts'

/** What a directive shows, as plain HTML in the order in which Ghost's card shows it: text, links, images and films, and no decoration. */
export function renderDirectiveReference(
  token: DirectiveToken,
  parser: Parser,
  resolve: ConvertOptions['resolve'],
): string {
  const look = findLook(token)
  if (look !== undefined) return renderCallout(parser.parse(token.tokens), look)
  const text = (key: string, otherwise = ''): string => {
    const value = token.attributes?.values.get(key)
    return escapeHtml(typeof value === 'string' ? value : otherwise)
  }
  const inline = (key: string): string => parser.parseInline([...(token.inline.get(key) ?? [])])
  const file = (key: string, kind: Reference['kind']): ReturnType<ConvertOptions['resolve']> => {
    const value = token.attributes?.values.get(key)
    return typeof value === 'string' && value !== '' ? resolve(value, kind) : { url: '' }
  }
  const url = (key: string, kind: Reference['kind'] = 'link'): string => escapeHtml(file(key, kind).url)
  const image = (key: string, alt = ''): string =>
    url(key, 'image') === '' ? '' : `<img src="${url(key, 'image')}" alt="${alt}">`
  const link = (label: string): string =>
    label === '' || url('url') === '' ? '' : `<a href="${url('url')}">${label}</a>`
  const blocks = (): string => parser.parse(token.tokens)
  const caption = (html: string): string => (html === '' ? '' : `<figcaption>${html}</figcaption>`)
  const lines = (): string => joinLines(token.tokens, parser)
  const card = (...parts: readonly string[]): string =>
    `<div class="kg-card">${parts
      .filter((part) => part !== '')
      .map((part) => `<div class="kg-part">${part}</div>`)
      .join('')}</div>`
  const named = (key: string, kind: Reference['kind'] = 'link'): string =>
    file(key, kind).name ?? nameFile(String(token.attributes?.values.get(key) ?? ''))
  // Ghost keeps what only some may see in its HTML, between comments; what nobody may see on the site it leaves out.
  if (text('web') === 'none') return ''
  switch (token.name) {
    case 'aside':
      return `<blockquote class="kg-blockquote-alt">${blocks()}</blockquote>`
    case 'html':
      return resolveHtml(token.content, resolve)
    // Ghost reads it by rules of its own, or asks somebody else.
    case 'markdown':
    case 'transistor':
      return `<!--${UNKNOWN_MARKER}-->`
    case 'button':
      return card(link(escapeHtml(readPlainText(token.tokens))))
    case 'gallery': {
      const images = token.tokens.flatMap((block) => listChildren(block))
      return `<figure class="kg-gallery-card">${parser.parseInline(images)}${caption(inline('caption'))}</figure>`
    }
    case 'file': {
      const name = text('name') || escapeHtml(named('src'))
      const parts = [text('title', '') || name, text('caption'), name].map(
        (part) => `<div class="kg-part">${part}</div>`,
      )
      return card(`<a href="${url('src')}" title="Download">${parts.join('')}</a>`)
    }
    case 'audio':
      return card(
        image('thumbnail', 'audio-thumbnail'),
        `<audio src="${url('src', 'media')}"></audio>`,
        text('title') || escapeHtml(named('src', 'media').replace(/\.\w+$/, '')),
      )
    case 'video': {
      const loop = [true, 'true'].includes(token.attributes?.values.get('loop') ?? '') ? ' loop' : ''
      return `<figure><video src="${url('src', 'media')}"${loop}></video>${caption(lines())}</figure>`
    }
    case 'product': {
      const rating = text('rating') === '' ? '' : `<meter class="kg-rating" value="${text('rating')}"></meter>`
      return card(image('image'), inline('title'), rating, blocks(), link(text('button')))
    }
    case 'header':
      return card(image('background-image'), ...headed(token.tokens, parser), link(text('button')))
    case 'signup':
      return card(
        image('background-image'),
        ...headed(token.tokens, parser),
        text('button', 'Subscribe'),
        inline('disclaimer'),
      )
    case 'cta': {
      const picture = image('image', 'CTA Image')
      const button = link(text('button'))
      const linked = button === '' || picture === '' ? picture : `<a href="${url('url')}">${picture}</a>`
      return card(inline('sponsor'), linked, blocks(), button)
    }
    // They show nothing on the site.
    case 'email':
    case 'email-cta':
      return ''
    case 'bookmark':
      return `<figure class="kg-bookmark-card"><a class="kg-bookmark-container" href="${url('url')}"></a>${caption(lines())}</figure>`
    case 'embed': {
      const [first, ...others] = token.tokens.filter(({ type }) => type !== 'space')
      const isSource = first?.type === 'code' && first.lang === 'html'
      const html = isSource ? String(first.text) : token.attributes?.values.get('html')
      const about = isSource ? joinLines(others, parser) : lines()
      if (typeof html === 'string') return `<figure class="kg-embed-card">${html}${caption(about)}</figure>`
      const address = `<p><a href="${url('url')}">${url('url')}</a></p>`
      return lines() === '' ? address : `<figure>${address}${caption(lines())}</figure>`
    }
    default:
      return blocks()
  }
}

/** Paragraphs as the lines of a small text, parted by an empty one; other blocks as they are. */
function joinLines(tokens: readonly Token[], parser: Parser): string {
  const blocks = tokens.map(readToken).filter(({ type }) => type !== 'space' && type !== 'def')
  if (!blocks.every((block) => block.type === 'paragraph')) return parser.parse([...tokens])
  return blocks.map((block) => parser.parseInline(block.type === 'paragraph' ? block.tokens : [])).join('<br><br>')
}

function headed(tokens: readonly Token[], parser: Parser): readonly string[] {
  const [first, ...others] = tokens.map(readToken).filter(({ type }) => type !== 'space' && type !== 'def')
  if (first?.type !== 'heading') return [joinLines(tokens, parser)]
  return [parser.parseInline(first.tokens), joinLines(others, parser)]
}

function nameFile(target: string): string {
  return (
    target
      .replace(/[?#].*$/s, '')
      .split(/[\\/]/)
      .at(-1) ?? ''
  )
}
