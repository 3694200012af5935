import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { escapeHtml } from './html/escape-html.ts'

/** Elements that Ghost's editor knows as text formats; it writes some of them under two names, one inside the other. */
const FORMATS: Readonly<Record<string, string>> = {
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  s: 's',
  u: 'u',
  code: 'code',
  sub: 'sub',
  sup: 'sup',
  mark: 'mark',
}

/** Attributes that the editor writes for itself, with the values that say nothing of the text. */
const NOISE: Readonly<Record<string, RegExp>> = {
  style: /^\s*white-space:\s*pre(?:-wrap)?\s*;?\s*$/i,
  class: /^\s*(?:(?:bold|italic|underline|line-through|strikethrough|code|highlight)(?:\s+|$))*$/i,
  spellcheck: /^(?:true|false)$/i,
  dir: /^(?:ltr|rtl|auto)$/i,
  'data-kg-tk': /^true$/i,
}

interface Surroundings {
  readonly formats: readonly string[]
  /** The start tag of the link around. */
  readonly link: string
  /** Whether white space counts as it stands. */
  readonly preserved: boolean
}

interface Run {
  readonly wrapper: readonly string[]
  readonly text: string
}

/**
 * Inline HTML in one form for all that mean the same: runs of text, each in its own tags. Ghost's editor writes captions, callouts and the
 * like anew on every save of a post, `a <em>b</em>` as `<p><span style="white-space: pre-wrap;">a </span><i><em class="italic" …>b</em></i></p>`.
 * Whatever it does not know (and so would lose) stays visible in the result. Seen in Ghost Admin 5.130.6.
 */
export function normaliseInlineHtml(html: string): string {
  const parts: (Run | string)[] = []
  const fragment = parseFragment(html)
  // A stack and not recursion: anybody who can write to the site can nest tags as deep as they like.
  const outside: Surroundings = { formats: [], link: '', preserved: false }
  const open: { readonly item: Tree.ChildNode | string; readonly inside: Surroundings }[] = []
  const enter = (nodes: readonly Tree.ChildNode[], inside: Surroundings): void => {
    for (const item of [...nodes].reverse()) open.push({ item, inside })
  }
  enter(fragment.childNodes, outside)
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { item, inside } = next
    if (typeof item === 'string') parts.push(item)
    else if (item.nodeName === '#text') addText(parts, (item as Tree.TextNode).value, inside)
    else if ('tagName' in item) {
      const { around, before, after } = readElement(item, inside)
      if (before === '<p>' ? parts.length > 0 : before !== '') addTag(parts, before)
      if (after !== '') open.push({ item: after, inside })
      enter(item.childNodes, around)
    }
  }
  trimEnd(parts)
  return parts.map((part) => (typeof part === 'string' ? part : renderRun(part))).join('')
}

/** What an element does to the text in it, and the tags that have to be seen themselves. */
function readElement(
  element: Tree.Element,
  inside: Surroundings,
): { readonly around: Surroundings; readonly before: string; readonly after: string } {
  const { tagName: name } = element
  const attributes = element.attrs.filter((attribute) => NOISE[attribute.name]?.test(attribute.value) !== true)
  const preserved =
    inside.preserved || element.attrs.some((attribute) => attribute.name === 'style' && !attributes.includes(attribute))
  const around = { ...inside, preserved }
  const shown = attributes.map((attribute) => ` ${attribute.name}="${escapeHtml(attribute.value)}"`).sort()
  const tag = `<${name}${shown.join('')}>`
  if (name === 'a') return { around: { ...around, link: tag }, before: '', after: '' }
  if (attributes.length > 0) return { around, before: tag, after: `</${name}>` }
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined
  if (format !== undefined) {
    const formats = [...new Set([...inside.formats, format])].sort()
    return { around: { ...around, formats }, before: '', after: '' }
  }
  if (name === 'span') return { around, before: '', after: '' }
  // Ghost takes the paragraphs of a callout out again; only where one ends and another begins shows.
  if (name === 'p' || name === 'br') return { around, before: tag, after: '' }
  return { around, before: tag, after: `</${name}>` }
}

/** White space collapses across tags as a browser would do it. */
function addText(parts: (Run | string)[], value: string, { formats, link, preserved }: Surroundings): void {
  const last = parts.at(-1)
  const spaced =
    last === undefined || last === '<br>' || last === '<p>' || (typeof last === 'object' && last.text.endsWith(' '))
  const collapsed = preserved ? value : value.replace(/[ \t\n\r\f]+/g, ' ')
  const text = spaced && !preserved ? collapsed.replace(/^ /, '') : collapsed
  if (text === '') return
  const wrapper = [...(link === '' ? [] : [link]), ...formats.map((format) => `<${format}>`)]
  if (typeof last === 'object' && last.wrapper.join('') === wrapper.join('')) {
    parts[parts.length - 1] = { wrapper, text: last.text + text }
  } else {
    parts.push({ wrapper, text })
  }
}

function addTag(parts: (Run | string)[], tag: string): void {
  if (tag === '<br>' || tag === '<p>') trimEnd(parts)
  parts.push(tag)
}

function trimEnd(parts: (Run | string)[]): void {
  for (let last = parts.at(-1); typeof last === 'object'; last = parts.at(-1)) {
    parts.pop()
    const text = last.text.replace(/[ \t\n\r\f]+$/, '')
    if (text === '') continue
    parts.push({ ...last, text })
    return
  }
}

function renderRun({ wrapper, text }: Run): string {
  const end = [...wrapper].reverse().map((tag) => `</${/^<(\w+)/.exec(tag)?.[1] ?? ''}>`)
  return `${wrapper.join('')}${escapeHtml(text)}${end.join('')}`
}
