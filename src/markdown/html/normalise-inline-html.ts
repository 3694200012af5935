import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { escapeHtml } from '../document/escape.ts'
import { EDITOR_FORMATS, isEditorNoise } from './small-editor.ts'

/** White space at their edges does not show. */
const BLOCK =
  /^<\/?(?:address|article|aside|blockquote|br|dd|details|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|section|summary|t[adhr]\w*|ul)\b/

/** Where one paragraph ends or another begins. */
const PARAGRAPH = '<p>'

/** A run of text with the start tags around it, or a tag that stands for itself. */
type Part = { readonly tags: readonly string[]; readonly text: string } | string

interface Surroundings {
  /** Sorted. */
  readonly formats: readonly string[]
  /** The start tag of the link around; empty for none. */
  readonly link: string
}

/**
 * Brings inline HTML to one form for all that mean the same: runs of text, each in its own tags. Ghost's editor writes captions, callouts,
 * toggles and the like anew on every save of a post, `a <em>b</em>` as `<p><span style="white-space: pre-wrap;">a </span><i><em
 * class="italic" …>b</em></i></p>`. Tags that the editor does not know, and would lose, stay in the result. Seen in Ghost Admin 5.130.6;
 * source of the white space rules: its `cleanBasicHtml`.
 */
export function normaliseInlineHtml(html: string): string {
  const parts: Part[] = []
  // A stack and not recursion: anybody who can write to the site can nest tags as deep as they like.
  const waiting: { readonly item: Tree.ChildNode | string; readonly inside: Surroundings }[] = []
  const wait = (nodes: readonly Tree.ChildNode[], inside: Surroundings): void => {
    for (const item of [...nodes].reverse()) waiting.push({ item, inside })
  }
  wait(parseFragment(html).childNodes, { formats: [], link: '' })
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { item, inside } = next
    if (typeof item === 'string') {
      addTag(parts, item)
    } else if ('value' in item) {
      addText(parts, item.value, inside)
    } else if ('tagName' in item) {
      const { around, before, after } = readElement(item, inside)
      if (before !== '') addTag(parts, before)
      if (after !== '') waiting.push({ item: after, inside })
      wait(item.childNodes, around)
    }
  }
  dropParagraphEnd(parts)
  trimEnd(parts)
  return parts.map((part) => (typeof part === 'string' ? part : renderRun(part))).join('')
}

/** Returns what an element does to the text in it, and the tags that stand for themselves. */
function readElement(
  { tagName: name, attrs }: Tree.Element,
  inside: Surroundings,
): { readonly around: Surroundings; readonly before: string; readonly after: string } {
  const attributes = attrs
    .filter((attribute) => !isEditorNoise(name, attribute))
    .map((attribute) => ` ${attribute.name}="${escapeHtml(attribute.value)}"`)
  const tag = `<${name}${attributes.sort().join('')}>`
  if (name === 'a') return { around: { ...inside, link: tag }, before: '', after: '' }
  const format = EDITOR_FORMATS.get(name)
  if (attributes.length === 0 && format !== undefined) {
    const formats = [...new Set([...inside.formats, format])].sort()
    return { around: { ...inside, formats }, before: '', after: '' }
  }
  if (attributes.length === 0 && name === 'span') return { around: inside, before: '', after: '' }
  if (name === 'br') return { around: inside, before: tag, after: '' }
  return { around: inside, before: tag, after: tag === PARAGRAPH ? PARAGRAPH : `</${name}>` }
}

/** Adds text as a browser would show it: white space collapses, also across tags, and has no format. */
function addText(parts: Part[], value: string, { formats, link }: Surroundings): void {
  const last = parts.at(-1)
  const collapsed = value.replace(/\s{2,}|[\t\n\r\f]/g, ' ')
  const spaced = last === undefined || (typeof last === 'string' ? BLOCK.test(last) : /\s$/.test(last.text))
  const text = spaced ? collapsed.replace(/^\s/, '') : collapsed
  if (text === '') return
  const tags = text === ' ' ? [] : [...(link === '' ? [] : [link]), ...formats.map((format) => `<${format}>`)]
  if (typeof last === 'object' && last.tags.join('') === tags.join('')) {
    parts[parts.length - 1] = { tags, text: last.text + text }
  } else {
    parts.push({ tags, text })
  }
}

function addTag(parts: Part[], tag: string): void {
  if (BLOCK.test(tag)) trimEnd(parts)
  const last = parts.at(-1)
  if (tag === PARAGRAPH) {
    // Ghost removes the paragraph tags of a callout or a caption, so that only the border between two texts shows.
    if (last !== undefined && (typeof last !== 'string' || !BLOCK.test(last) || last === '<br>')) parts.push(tag)
    return
  }
  if (BLOCK.test(tag) && tag !== '<br>') dropParagraphEnd(parts)
  // The editor gives a nested list an item of its own.
  if (/^<[ou]l\b/.test(tag) && parts.at(-1) === '<li>' && parts.at(-2) === '</li>') parts.splice(-2)
  parts.push(tag)
}

function dropParagraphEnd(parts: Part[]): void {
  if (parts.at(-1) === PARAGRAPH) parts.pop()
}

function trimEnd(parts: Part[]): void {
  for (let last = parts.pop(); last !== undefined; last = parts.pop()) {
    const part = typeof last === 'string' ? last : { ...last, text: last.text.trimEnd() }
    if (typeof part === 'object' && part.text === '') continue
    parts.push(part)
    return
  }
}

function renderRun({ tags, text }: Exclude<Part, string>): string {
  const ends = [...tags].reverse().map((tag) => `</${/^<(\w+)/.exec(tag)?.[1] ?? ''}>`)
  return `${tags.join('')}${escapeHtml(text)}${ends.join('')}`
}
