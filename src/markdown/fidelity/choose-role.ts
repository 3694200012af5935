import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { readAttribute } from '../write/html/read-attribute.ts'
import { nameElement } from './name-element.ts'

/** What an element is to a reader. */
export type ElementRole =
  /** It is there; `takesText`: text directly in it is its own, and no paragraph in it. */
  | { readonly kind: 'block'; readonly name: string; readonly takesText: boolean }
  | { readonly kind: 'paragraph'; readonly name: string }
  /** Only what is in it is there; it ends the line. */
  | { readonly kind: 'wrapper' }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'embed' }
  | { readonly kind: 'code' }
  | { readonly kind: 'image' }
  | { readonly kind: 'break' }
  | { readonly kind: 'link' }
  | { readonly kind: 'format'; readonly name: string }
  /** A thing of its own, whatever is in it. `alone`: not in a line of text. */
  | { readonly kind: 'object'; readonly name: string; readonly alone: boolean }

/** Blocks whose text is their own. */
const TAKES_TEXT = new Set('li td th dt dd h1 h2 h3 h4 h5 h6 summary figcaption caption legend'.split(' '))
const BLOCKS = new Set(
  'address article aside blockquote body center col colgroup details dialog div dl fieldset footer form header hgroup main menu nav ol section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
/** Things that are compared by their attributes and everything in them. */
const OBJECTS = new Set('iframe object embed canvas math svg script style textarea select template noscript'.split(' '))

/** Parts of Ghost's cards that say nothing of the text: icons, players, pictures that Ghost found. */
const HIDDEN_PARTS =
  /^(?:kg-file-card-(?:icon|filesize)|kg-audio-(?:player|thumbnail placeholder|hide)|kg-video-(?:overlay|player-container|player|hide)|kg-toggle-card-icon|kg-signup-card-(?:input|fields-input|success|error))\b/

const BLOCK_PARTS: Readonly<Record<string, string>> = {
  'kg-toggle-card': 'details',
  'kg-toggle-heading': 'summary',
}

export function chooseRole(element: Tree.Element): ElementRole {
  const { tagName } = element
  const classes = readAttribute(element, 'class') ?? ''
  if (/(?:^|\s)kg-/.test(classes)) {
    const role = chooseCardRole(element, classes)
    if (role !== undefined) return role
  }
  if (/(?:^|\s)footnotes(?:\s|$)/.test(classes)) return { kind: 'wrapper' }
  switch (tagName) {
    case 'p':
      return { kind: 'paragraph', name: nameElement(element) }
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
      return { kind: 'object', name: nameElement(element), alone: false }
    case 'video':
    case 'audio':
      return { kind: 'object', name: nameMedia(element), alone: true }
    case 'source':
    case 'track':
    case 'wbr':
      return { kind: 'hidden' }
    default: {
      const name = nameElement(element)
      if (OBJECTS.has(tagName)) return { kind: 'object', name, alone: false }
      if (TAKES_TEXT.has(tagName)) return { kind: 'block', name, takesText: true }
      if (BLOCKS.has(tagName)) return { kind: 'block', name, takesText: false }
      return { kind: 'format', name: name === 'span' ? '' : name }
    }
  }
}

function chooseCardRole(element: Tree.Element, classes: string): ElementRole | undefined {
  const [first = ''] = classes.split(/\s+/).filter((one) => one.startsWith('kg-') && one !== 'kg-card')
  const { tagName } = element
  if (HIDDEN_PARTS.test(classes.slice(classes.indexOf(first)))) return { kind: 'hidden' }
  if (first === 'kg-embed-card' || first === 'kg-bookmark-card') return { kind: 'embed' }
  if (first === 'kg-callout-card') {
    const colour = /kg-callout-card-([\w-]+)/.exec(classes)?.[1] ?? ''
    return { kind: 'block', name: `callout[${colour}]`, takesText: false }
  }
  if (first === 'kg-blockquote-alt') return { kind: 'block', name: 'blockquote[alt]', takesText: false }
  const block = BLOCK_PARTS[first]
  if (block !== undefined) return { kind: 'block', name: block, takesText: block === 'summary' }
  if (tagName === 'div' || tagName === 'section' || tagName === 'form' || tagName === 'figure')
    return { kind: 'wrapper' }
  // A heading inside a card has no level in Markdown.
  if (/^h[1-6]$/.test(tagName)) return { kind: 'paragraph', name: 'p' }
  return undefined
}

/** Without what Ghost's player adds: size, preview picture, preloading. */
function nameMedia(element: Tree.Element): string {
  const { tagName } = element
  const read = (name: string): string => readAttribute(element, name) ?? ''
  const sources = [read('src'), ...element.childNodes.flatMap(readSource)].filter((src) => src !== '')
  return `${tagName} ${sources.join(' ')}${readAttribute(element, 'loop') === undefined ? '' : ' loop'}`
}

function readSource(node: Tree.ChildNode): string[] {
  return 'tagName' in node && node.tagName === 'source' ? [readAttribute(node, 'src') ?? ''] : []
}
