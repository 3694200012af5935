import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { FOOTNOTES_LINE_STYLE, TABLE_STYLE, TASK_STYLE } from '../html/block-html.ts'
import { readAttribute, readElement } from '../html/parse-html.ts'
import { isEditorNoise } from '../html/small-editor.ts'

/** What an element is to a reader. */
export type ElementRole =
  /** A block that shows. `takesText`: text directly in it belongs to the block itself, and not to a paragraph in it. */
  | { readonly kind: 'block'; readonly name: string; readonly takesText: boolean }
  | { readonly kind: 'paragraph'; readonly name: string }
  /** An element of which only the content shows. It ends the line. */
  | { readonly kind: 'wrapper' }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'embed' }
  | { readonly kind: 'code' }
  | { readonly kind: 'image' }
  | { readonly kind: 'break' }
  | { readonly kind: 'link' }
  | { readonly kind: 'format'; readonly name: string }
  /** An object. `alone`: not in a line of text. `isWhole`: its content is compared as well. */
  | { readonly kind: 'object'; readonly name: string; readonly alone: boolean; readonly isWhole?: boolean }

/** Blocks whose text is their own. */
const TAKES_TEXT = new Set('li td th dt dd h1 h2 h3 h4 h5 h6 summary figcaption caption legend'.split(' '))
const BLOCKS = new Set(
  'address article aside blockquote body center col colgroup details dialog div dl fieldset footer form header hgroup main menu nav ol section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
/** Things that are compared by their attributes and everything in them. */
const OBJECTS = new Set('iframe object embed canvas math svg script style textarea select template noscript'.split(' '))

/** Parts of Ghost's cards that are not the author's text: icons, players, facts about a file. */
const HIDDEN_PARTS = new Set(
  'kg-file-card-icon kg-file-card-filesize kg-audio-player kg-audio-hide placeholder kg-video-overlay kg-video-player-container kg-toggle-card-icon kg-signup-card-input kg-signup-card-button-loading kg-signup-card-success kg-signup-card-error'.split(
    ' ',
  ),
)

const BLOCK_PARTS: Readonly<Record<string, string>> = {
  'kg-toggle-card': 'details',
  'kg-toggle-heading': 'summary',
}

/** @param writeUrl brings an address to the form in which addresses compare */
export function chooseRole(element: Tree.Element, writeUrl: (url: string) => string): ElementRole {
  const { tagName } = element
  const classes = readAttribute(element, 'class') ?? ''
  if (/(?:^|\s)kg-/.test(classes)) {
    const role = chooseCardRole(element, classes)
    if (role !== undefined) return role
  }
  if (/(?:^|\s)footnotes(?:\s|$)/.test(classes)) return { kind: 'wrapper' }
  switch (tagName) {
    case 'p':
      return { kind: 'paragraph', name: nameElement(element, writeUrl) }
    case 'figure':
    case 'picture':
      return { kind: 'wrapper' }
    case 'br':
      return { kind: 'break' }
    case 'img':
      return { kind: 'image' }
    case 'a':
      return { kind: 'link' }
    case 'pre':
      return { kind: 'code' }
    case 'hr':
      return { kind: 'object', name: 'hr', alone: true }
    case 'input':
      return { kind: 'object', name: nameElement(element, writeUrl), alone: false }
    case 'video':
    case 'audio':
      return { kind: 'object', name: nameMedia(element, writeUrl), alone: true }
    case 'source':
    case 'track':
    case 'wbr':
      return { kind: 'hidden' }
    default: {
      const name = nameElement(element, writeUrl)
      if (OBJECTS.has(tagName)) return { kind: 'object', name, alone: false, isWhole: element.childNodes.length > 0 }
      if (TAKES_TEXT.has(tagName)) return { kind: 'block', name, takesText: true }
      if (BLOCKS.has(tagName)) return { kind: 'block', name, takesText: false }
      return { kind: 'format', name: name === 'span' ? '' : name }
    }
  }
}

function chooseCardRole(element: Tree.Element, classes: string): ElementRole | undefined {
  const all = classes.split(/\s+/)
  const { tagName } = element
  if (all.some((one) => HIDDEN_PARTS.has(one))) return { kind: 'hidden' }
  if (all.includes('kg-embed-card') || all.includes('kg-bookmark-card')) return { kind: 'embed' }
  if (all.includes('kg-product-card-rating') || all.includes('kg-rating')) {
    return { kind: 'object', name: `${countStars(element)} stars`, alone: true }
  }
  if (all.includes('kg-callout-card')) {
    const colour = /kg-callout-card-([\w-]+)/.exec(classes)?.[1] ?? ''
    return { kind: 'block', name: `callout[${colour}]`, takesText: false }
  }
  if (all.includes('kg-blockquote-alt')) return { kind: 'block', name: 'blockquote[alt]', takesText: false }
  const block = all.map((one) => BLOCK_PARTS[one]).find((name) => name !== undefined)
  if (block !== undefined) return { kind: 'block', name: block, takesText: block === 'summary' }
  if (['div', 'section', 'form', 'figure'].includes(tagName)) return { kind: 'wrapper' }
  // A heading inside a card has no level in Markdown.
  if (/^(?:h[1-6]|p)$/.test(tagName)) return { kind: 'paragraph', name: 'p' }
  return tagName === 'span' || tagName === 'button' ? { kind: 'format', name: '' } : undefined
}

function countStars(element: Tree.Element): string {
  const value = readAttribute(element, 'value')
  if (value !== undefined) return value
  const stars = element.childNodes.filter((node) => {
    const star = readElement(node)
    return star !== undefined && /kg-product-card-rating-active/.test(readAttribute(star, 'class') ?? '')
  })
  return String(stars.length)
}

/** Without what Ghost's player adds: size, preview picture, preloading. */
function nameMedia(element: Tree.Element, writeUrl: (url: string) => string): string {
  const { tagName } = element
  const read = (name: string): string => readAttribute(element, name) ?? ''
  const sources = [read('src'), ...element.childNodes.flatMap(readSource)].filter((src) => src !== '')
  return `${tagName} ${sources.map(writeUrl).join(' ')}${readAttribute(element, 'loop') === undefined ? '' : ' loop'}`
}

function readSource(node: Tree.ChildNode): string[] {
  return 'tagName' in node && node.tagName === 'source' ? [readAttribute(node, 'src') ?? ''] : []
}

/** Attributes that no reader sees, or that stand elsewhere: in a link, in an image. */
const UNSEEN =
  /^(?:id|rel|target|href|title|loading|decoding|fetchpriority|srcset|sizes|width|height|aria-.*|role|data-kg-.*|dir|value)$/

/** Styles and classes that this program adds to HTML for Ghost's themes. */
const OWN_STYLES: ReadonlySet<string> = new Set([TABLE_STYLE, TASK_STYLE, FOOTNOTES_LINE_STYLE])
const OWN_CLASSES = /^(?:kg-|contains-task-list$|task-list-item|footnotes?(?:-|$)|language-)/

const ADDRESSES: ReadonlySet<string> = new Set(['src', 'poster', 'data', 'action', 'cite', 'background'])

/** Names that mean the same. */
const SAME_NAME: Readonly<Record<string, string>> = { b: 'strong', i: 'em', strike: 's', del: 's' }

/** An element's name with the attributes that show: `td[align=left]`. Two elements of one name look the same. */
function nameElement({ tagName, attrs }: Tree.Element, writeUrl: (url: string) => string): string {
  const name = Object.hasOwn(SAME_NAME, tagName) ? SAME_NAME[tagName] : tagName
  const shown = attrs.flatMap(({ name: attribute, value }) =>
    showAttribute(tagName, { name: attribute, value: ADDRESSES.has(attribute) ? writeUrl(value) : value }),
  )
  return shown.length === 0 ? `${name}` : `${name}[${shown.sort().join(' ')}]`
}

function showAttribute(tag: string, { name, value }: { readonly name: string; readonly value: string }): string[] {
  if (UNSEEN.test(name) || isEditorNoise(tag, { name, value })) return []
  if (name === 'class') {
    const own = value.split(/\s+/).filter((one) => one !== '' && !OWN_CLASSES.test(one))
    return own.length === 0 ? [] : [`class=${own.sort().join('.')}`]
  }
  if (name !== 'style') return [`${name}=${value}`]
  const style = value
    .replace(/([:;])\s+/g, '$1')
    .replace(/(?<!\s)\s+([:;])/g, '$1')
    .replace(/(?<!;);+$/, '')
    .trim()
  if (style === '' || OWN_STYLES.has(style)) return []
  const align = tag === 'td' || tag === 'th' ? /^text-align:(left|right|center)$/.exec(style)?.[1] : undefined
  return [align === undefined ? `style=${style}` : `align=${align}`]
}
