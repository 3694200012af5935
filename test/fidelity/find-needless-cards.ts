import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { ShownCase } from './show-on-ghost.ts'

const FORMATS = new Set('strong b em i s del u sub sup mark code'.split(' '))
const INLINE = new Set([...FORMATS, 'a', 'br'])

/**
 * HTML cards of a case in which nothing stands that needs one: everything in them has a node by docs/lexical.md. Found from the HTML alone, by other rules than
 * the converter's.
 */
export function findNeedlessCards({ fidelityCase: { markdown }, root }: ShownCase): readonly string[] {
  return root.children.flatMap(({ type, html }) => {
    if (type !== 'html' || typeof html !== 'string') return []
    // Between two lists, and for the id that an author chose for a heading.
    if (html === '<!-- -->' || /^<span id="[^"]+"><\/span>$/.test(html)) return []
    // HTML stays as its author wrote it.
    if (markdown.includes(html) || holdsWrittenTags(html, markdown)) return []
    return parseFragment(html).childNodes.every(hasBlockNode) ? [html] : []
  })
}

/** Whether its author wrote HTML in it that is more than the tags of a text format, in pairs. */
function holdsWrittenTags(html: string, markdown: string): boolean {
  const written = (html.match(/<[a-z/!?][^>]*>/gi) ?? []).filter((tag) => markdown.includes(tag))
  const starts = written.flatMap((tag) => /^<([a-z]+)>$/.exec(tag)?.[1] ?? [])
  const ends = written.flatMap((tag) => /^<\/([a-z]+)>$/.exec(tag)?.[1] ?? [])
  const isBalanced = starts.sort().join() === ends.sort().join() && starts.every((name) => FORMATS.has(name))
  return starts.length + ends.length < written.length || !isBalanced
}

function hasBlockNode(node: Tree.ChildNode): boolean {
  if (!('tagName' in node)) return 'value' in node && node.value.trim() === ''
  switch (node.tagName) {
    case 'p':
      return isPlain(node) && hasInlineNodes(node)
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return hasInlineNodes(node)
    case 'ul':
    case 'ol':
      return isPlain(node, ['start']) && children(node).every(hasItemNode)
    case 'blockquote':
      return isPlain(node) && children(node).every((child) => isElement(child, 'p') && hasInlineNodes(child))
    case 'pre':
      // Ghost shows no blank code.
      return isPlain(node) && readText(node).trim() !== ''
    case 'hr':
      return true
    default:
      return false
  }
}

/** Text, paragraphs of text, and after them at most one list. */
function hasItemNode(node: Tree.ChildNode): boolean {
  if (!isElement(node, 'li') || !isPlain(node)) return false
  const parts = children(node)
  const last = parts.at(-1)
  const nested = last !== undefined && (isElement(last, 'ul') || isElement(last, 'ol')) ? last : undefined
  const texts = nested === undefined ? parts : parts.slice(0, -1)
  const hasNodes = texts.every((part) => (isElement(part, 'p') ? hasInlineNodes(part) : isInline(part)))
  return hasNodes && !overlaps(node) && (nested === undefined || hasBlockNode(nested))
}

function hasInlineNodes(element: Tree.Element): boolean {
  return element.childNodes.every(isInline) && !overlaps(element)
}

function isInline(node: Tree.ChildNode): boolean {
  if (!('tagName' in node)) return true
  // Ghost's renderer drops a run of blanks, as it does blank code.
  if (node.tagName === 'code' && readText(node).trim() === '') return false
  return INLINE.has(node.tagName) && isPlain(node, ['href', 'title']) && node.childNodes.every(isInline)
}

/** Whether somewhere one format ends where another goes on: Ghost closes them in the wrong order, see `predictFormats`. */
function overlaps(element: Tree.Element): boolean {
  const runs: (readonly string[])[] = []
  const visit = (node: Tree.ChildNode, formats: readonly string[]): void => {
    if ('value' in node && node.value !== '') runs.push(formats)
    if (!('tagName' in node) || node.tagName === 'ul' || node.tagName === 'ol') return
    if (node.tagName === 'a') runs.push([])
    for (const child of node.childNodes) visit(child, FORMATS.has(node.tagName) ? [...formats, node.tagName] : formats)
    if (node.tagName === 'a') runs.push([])
  }
  for (const child of element.childNodes) visit(child, [])
  return runs.some((run, index) => {
    const next = runs[index + 1] ?? []
    return run.some((format) => next.includes(format)) && run.some((format) => !next.includes(format))
  })
}

function isElement(node: Tree.ChildNode, name: string): node is Tree.Element {
  return 'tagName' in node && node.tagName === name
}

function isPlain({ attrs }: Tree.Element, allowed: readonly string[] = []): boolean {
  return attrs.every(({ name }) => allowed.includes(name))
}

function children({ childNodes }: Tree.Element): Tree.ChildNode[] {
  return childNodes.filter((node) => !('value' in node) || node.value.trim() !== '')
}

function readText(node: Tree.ChildNode): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(readText).join('') : ''
}
