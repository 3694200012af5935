import type { Token } from 'marked'
import type { MarkdownDocument } from '../document/markdown-document.ts'
import { listChildren, readToken } from '../document/markdown-token.ts'
import { readSourceAddress, type SourceAddress, writeSourceAddress } from '../document/source-address.ts'
import { describeDocument } from './describe-document.ts'

/** A document whose text is shown in another one. */
export interface EmbeddedDocument {
  readonly document: MarkdownDocument
  /** Path of its file, relative to the content root. */
  readonly path: string
}

export type FindEmbedded = (address: SourceAddress) => EmbeddedDocument | undefined

/** Notes in notes deeper than this stay links, and so does what would make a text longer than this: a few notes could hold each other a million times. */
const MAX_DEPTH = 5
const MAX_TEXT = 100_000

/**
 * A document with the text of the notes that it embeds (`![[Note#Part]]` alone in a paragraph) in their places. What leads to a file in them leads there
 * from here as well. A note that holds itself stays a link there.
 */
export function embedDocuments(document: MarkdownDocument, own: string, find: FindEmbedded): MarkdownDocument {
  const { rewritten } = document
  if (rewritten?.embedsNotes !== true || !document.references.some(({ target }) => isEmbed(target))) return document
  const budget = { left: MAX_TEXT }
  const tokens: Token[] = []
  const lines: number[] = [rewritten.lines[0] ?? 0]
  let line = 0
  for (const token of document.tokens) {
    const embedded = expand(token, [own], find, budget)
    const at = rewritten.lines[line] ?? 0
    const breaks = token.raw.split('\n').length - 1
    for (const one of embedded ?? [token]) {
      tokens.push(one)
      for (let count = 1, all = one.raw.split('\n').length; count < all; count++)
        lines.push(embedded === undefined ? (rewritten.lines[line + count] ?? at) : at)
    }
    line += breaks
  }
  const text = tokens.map(({ raw }) => raw).join('')
  return describeDocument(text, document.firstLine, tokens, { ...rewritten, lines })
}

function isEmbed(target: string): boolean {
  return readSourceAddress(target)?.kind === 'embed'
}

function expand(
  token: Token,
  path: readonly string[],
  find: FindEmbedded,
  budget: { left: number },
): Token[] | undefined {
  const paragraph = readToken(token)
  if (paragraph.type !== 'paragraph' || path.length > MAX_DEPTH) return undefined
  const [link, ...others] = paragraph.tokens.map(readToken)
  const address = link?.type === 'link' && others.length === 0 ? readSourceAddress(link.href) : undefined
  const found = address?.kind === 'embed' ? find(address) : undefined
  if (address === undefined || found === undefined || path.includes(found.path)) return undefined
  if (found.document.problems.length > 0) return undefined
  const part = cutPart(found.document, address.fragment)
  budget.left -= part?.reduce((length, { raw }) => length + raw.length, 0) ?? 0
  if (part === undefined || budget.left < 0) return undefined
  const copies = structuredClone([...part])
  for (const copy of copies) moveReferences(copy, found.path)
  return copies.flatMap((copy) => expand(copy, [...path, found.path], find, budget) ?? [copy])
}

/** The tokens that a fragment names: a heading with what stands below it, or a block; all of them without one. */
function cutPart(document: MarkdownDocument, fragment: string | undefined): readonly Token[] | undefined {
  const { tokens, rewritten, firstLine } = document
  const notes = tokens.filter(({ type }) => type === 'footnoteDefinition')
  if (fragment === undefined || fragment === '') return tokens
  if (!fragment.startsWith('^')) {
    const wanted = document.headings.find(({ text }) => reduce(text) === reduce(fragment))
    const starts = listLines(document)
    const start = tokens.findIndex(({ type }, index) => type === 'heading' && starts[index] === wanted?.line)
    if (wanted === undefined || start < 0) return undefined
    const end = tokens.findIndex((token, index) => {
      const known = readToken(token)
      return index > start && known.type === 'heading' && known.depth <= wanted.depth
    })
    return [...tokens.slice(start, end < 0 ? undefined : end), ...notes]
  }
  const line = rewritten?.blockIds.get(fragment.slice(1))
  const starts = listLines(document)
  const block = tokens.findLastIndex(
    ({ type }, index) => type !== 'space' && (starts[index] ?? firstLine) <= (line ?? -1),
  )
  const token = tokens[block]
  return token === undefined || line === undefined ? undefined : [token, ...notes]
}

/** The line of the file on which each token begins. */
function listLines({ tokens, firstLine, rewritten }: MarkdownDocument): readonly number[] {
  let line = 0
  return tokens.map(({ raw }) => {
    const blanks = (/^(?:[ \t]*\n)*/.exec(raw)?.[0] ?? '').split('\n').length - 1
    const start = firstLine + (rewritten?.lines[line + blanks] ?? line + blanks)
    line += raw.split('\n').length - 1
    return start
  })
}

function reduce(text: string): string {
  return text
    .replace(/[#^|:%[\]\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

/** Makes the relative addresses in a token of another file right in any file, and the labels of its notes its own. */
function moveReferences(token: Token, path: string): void {
  const known = readToken(token)
  if (known.type === 'link' || known.type === 'image') known.href = moveAddress(known.href, path)
  if (known.type === 'footnoteReference' || known.type === 'footnoteDefinition')
    Object.assign(known, { label: `${path} ${known.label}` })
  for (const child of listChildren(token)) moveReferences(child, path)
}

function moveAddress(href: string, path: string): string {
  if (href.startsWith('#')) return writeSourceAddress({ kind: 'note', name: path, fragment: decode(href.slice(1)) })
  const address = readSourceAddress(href)
  if (address !== undefined) return address.name === '' ? writeSourceAddress({ ...address, name: path }) : href
  if (href === '' || /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(href)) return href
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : ''
  return `/${new URL(href, `file:///${encodeURI(folder)}`).href.slice('file:///'.length)}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
