import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { LexicalRoot } from '../document/lexical.ts'
import type { MarkdownOptions } from '../document/markdown-document.ts'
import { type MarkdownToken, readToken } from '../document/markdown-token.ts'
import { parseHtml } from '../html/parse-html.ts'
import { readHtml } from '../html/read-html.ts'
import { writeHtmlBlocks } from '../html/write-html-blocks.ts'
import { createWriteContext, listBlockStyles } from '../inline/write-context.ts'
import { convertMarkdown } from '../lexical/convert-markdown.ts'
import { renderLexicalHtml } from '../lexical/render-lexical-html.ts'
import { parseMarkdown } from '../syntax/parse-markdown.ts'
import { writeMarkdown } from '../write/write-markdown.ts'
import { compareHtml } from './compare-html.ts'

export interface TidiedText {
  readonly text: string
  /** How many blocks of HTML are Markdown now. */
  readonly count: number
}

/** A text of more blocks of HTML than this is the work of a program, and trying them one by one would take long. */
const MOST_TRIES = 60

/**
 * Writes Markdown in place of blocks of plain HTML: paragraphs, headings, lists, code, quotes, tables, pictures without any attribute that Markdown
 * has no word for. The page has to stay the same by our own comparison, for each block and for the whole text; a block for which it does not stays
 * HTML. Ghost gets native nodes for them at the next push.
 *
 * @param text Markdown without front matter
 */
export function tidyHtmlBlocks(text: string, options: MarkdownOptions): TidiedText {
  const blocks = listPlainBlocks(text, options)
  if (blocks.length === 0) return { text, count: 0 }
  const page = renderPage(text, options)
  if (page === undefined) return { text, count: 0 }
  const isSame = (other: string): boolean => {
    const shown = renderPage(other, options)
    return shown !== undefined && compareHtml(page, shown).identical
  }
  const all = replaceBlocks(text, blocks)
  if (isSame(all)) return { text: all, count: blocks.length }
  if (blocks.length > MOST_TRIES) return { text, count: 0 }
  // A block may be read otherwise beside its neighbours: each is tried with those that are right.
  let kept: readonly PlainBlock[] = []
  for (const block of blocks) if (isSame(replaceBlocks(text, [...kept, block]))) kept = [...kept, block]
  return { text: replaceBlocks(text, kept), count: kept.length }
}

interface PlainBlock {
  /** Its place in the text. */
  readonly start: number
  readonly end: number
  readonly markdown: string
}

function listPlainBlocks(text: string, options: MarkdownOptions): readonly PlainBlock[] {
  const { text: read, tokens, problems } = parseMarkdown(text, 1, options)
  // Where a dialect has rewritten the text, places in it are not those in the file.
  if (read !== text || problems.length > 0) return []
  const blocks: PlainBlock[] = []
  let start = 0
  for (const token of tokens) {
    const html = readBlockHtml(readToken(token))
    const markdown = html === undefined ? undefined : writePlain(html, options)
    if (markdown !== undefined) blocks.push({ start, end: start + token.raw.trimEnd().length, markdown })
    start += token.raw.length
  }
  return start === text.length ? blocks : []
}

/** The HTML of a block that everybody may see. */
function readBlockHtml(token: MarkdownToken): string | undefined {
  if (token.type === 'html') return token.raw
  const isOpen = token.type === 'directive' && token.name === 'html' && token.closed
  return isOpen && (token.attributes?.values.size ?? 0) === 0 ? token.content : undefined
}

function replaceBlocks(text: string, blocks: readonly PlainBlock[]): string {
  let result = ''
  let at = 0
  for (const { start, end, markdown } of blocks) {
    result += text.slice(at, start)
    const before = result === '' || result.endsWith('\n\n') ? '' : result.endsWith('\n') ? '\n' : '\n\n'
    const after = text.slice(end)
    result += `${before}${markdown}${after.trim() === '' || /^\n[ \t]*\n/.test(after) ? '' : '\n'}`
    at = end
  }
  return result + text.slice(at)
}

/** Undefined where the HTML is not plain, or its Markdown would show anything else. */
function writePlain(html: string, options: MarkdownOptions): string | undefined {
  const nodes = html.length > MAX_LENGTH ? undefined : parseHtml(html)
  if (nodes === undefined || nodes.length === 0 || !nodes.every(isPlain)) return undefined
  const ids = listIds(nodes)
  return listForms(html.trim(), options).find((markdown) => {
    const document = parseMarkdown(markdown, 1, options)
    if (markdown === '' || document.problems.length > 0 || document.tokens.some(isForeign)) return false
    const shown = renderRoot(convertMarkdown(document, { resolve }))
    return compareHtml(html, shown).identical && ids.every((id) => shown.includes(`id="${id}"`))
  })
}

/** As native nodes are written, and as the HTML is that the converter makes of what has no node, such as a table. */
function listForms(html: string, options: MarkdownOptions): readonly string[] {
  const written = { rewrite: (url: string) => url, markdown: options }
  const [style] = listBlockStyles(options)
  const blocks = style && writeHtmlBlocks(html, style, createWriteContext(written))
  return [writeMarkdown(readHtml(html), written).text.trimEnd(), ...(blocks === undefined ? [] : [blocks.trimEnd()])]
}

const MAX_LENGTH = 100_000

/** What Markdown has no word for, and is written as it is. */
function isForeign(token: { readonly type: string; readonly lang?: unknown }): boolean {
  return token.type === 'html' || token.type === 'directive' || (token.type === 'code' && token.lang === 'ghost-card')
}

/** Elements that Markdown can write, with the attributes that it has words for. A heading has an id, which has to stay the same. */
const PLAIN: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    'p ul li pre blockquote hr br strong b em i s del sub sup mark table thead tbody tr figure figcaption'
      .split(' ')
      .map((tag) => [tag, []]),
  ),
  ...Object.fromEntries('h1 h2 h3 h4 h5 h6'.split(' ').map((tag) => [tag, ['id']])),
  a: ['href'],
  code: ['class'],
  img: ['src', 'alt', 'width', 'height'],
  ol: ['start'],
  td: ['align'],
  th: ['align'],
}

function isPlain(node: Tree.ChildNode): boolean {
  if (node.nodeName === '#text') return true
  if (!('tagName' in node)) return false
  const known = Object.hasOwn(PLAIN, node.tagName) ? PLAIN[node.tagName] : undefined
  const isKnown = known !== undefined && node.attrs.every(({ name }) => known.includes(name))
  const isLanguage = node.tagName !== 'code' || node.attrs.every(({ value }) => /^language-\S+$/.test(value))
  return isKnown && isLanguage && node.childNodes.every(isPlain)
}

function listIds(nodes: readonly Tree.ChildNode[]): readonly string[] {
  return nodes.flatMap((node) =>
    'tagName' in node
      ? [...node.attrs.flatMap(({ name, value }) => (name === 'id' ? [value] : [])), ...listIds(node.childNodes)]
      : [],
  )
}

/** Undefined where nothing could be published of the text. */
function renderPage(text: string, options: MarkdownOptions): string | undefined {
  const document = parseMarkdown(text, 1, options)
  return document.problems.length > 0 ? undefined : renderRoot(convertMarkdown(document, { resolve }))
}

function renderRoot(root: LexicalRoot): string {
  return renderLexicalHtml(root, { ghost: 6, isUpload: () => false })
}

/** Where a file or a post lies does not matter: it is the same before and after. */
function resolve(url: string): { readonly url: string } {
  return { url }
}
