import type { Token } from 'marked'
import { type HeadingToken, listChildren, readToken } from '../document/markdown-token.ts'
import { readPlainText } from '../document/read-tokens.ts'
import type { InlinePiece } from './inline-piece.ts'
import { readNativeHeading } from './native-inline.ts'

export interface IdentifiedHeading {
  /** Plain text, on one line. */
  readonly text: string
  readonly ghostId: string
  readonly githubId: string
  /** From `{#id}`. A native heading keeps Ghost's id all the same; others have this one as `ghostId`. */
  readonly writtenId?: string
}

/**
 * Finds every heading of a document with its ids, in the order of the text. Native headings get theirs from Ghost, which counts repeats
 * among native headings only. Headings that become HTML cards get ids that are still free.
 */
export function identifyHeadings(tokens: readonly Token[]): ReadonlyMap<Token, IdentifiedHeading> {
  const headings = findHeadings(tokens)
  const topLevel = new Set(tokens)
  const natives = new Map<Token, string>()
  // Ghost counts in a plain object, so that a heading "Constructor" finds `Object` there. Counting the same way keeps links to that heading
  // right.
  const counts: Record<string, unknown> = {}
  for (const heading of headings) {
    const pieces = topLevel.has(heading) ? readNativeHeading(heading) : undefined
    if (pieces !== undefined) natives.set(heading, countAsGhost(makeGhostSlug(readPieces(pieces)), counts))
  }
  const taken = new Map([...natives.values()].map((id) => [id, 1]))
  const githubIds = new Map<string, number>()
  return new Map(
    headings.map((heading) => {
      const text = readPlainText(heading.tokens).replace(/\s+/g, ' ').trim()
      const { writtenId } = heading
      const ghostId = natives.get(heading) ?? writtenId ?? claimId(makeGhostSlug(text), taken)
      const githubId = claimId(makeGithubSlug(text), githubIds)
      return [heading, { text, ghostId, githubId, ...(writtenId === undefined ? {} : { writtenId }) }]
    }),
  )
}

/** Tokens that hold inline tokens only, which are most of a document. */
const WITHOUT_HEADINGS: ReadonlySet<string> = new Set(['paragraph', 'text', 'table', 'code', 'html', 'space'])

function findHeadings(tokens: readonly Token[]): HeadingToken[] {
  return tokens.flatMap((token) => {
    const known = readToken(token)
    if (known.type === 'heading') return [known]
    return WITHOUT_HEADINGS.has(known.type) ? [] : findHeadings(listChildren(token))
  })
}

/** As Lexical's `getTextContent` does. */
function readPieces(pieces: readonly InlinePiece[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === 'text') return piece.text
      return piece.kind === 'link' ? readPieces(piece.pieces) : '\n'
    })
    .join('')
}

function countAsGhost(slug: string, counts: Record<string, unknown>): string {
  const count = counts[slug]
  counts[slug] = count === undefined ? 1 : typeof count === 'number' ? count + 1 : `${count}1`
  return count === undefined ? slug : `${slug}-${count}`
}

/** Claims a slug as an id, with a number when it is taken. @param taken ids given so far, each with the number to try next */
function claimId(slug: string, taken: Map<string, number>): string {
  let count = taken.get(slug)
  if (count === undefined) {
    taken.set(slug, 1)
    return slug
  }
  while (taken.has(`${slug}-${count}`)) count++
  taken.set(slug, count + 1)
  taken.set(`${slug}-${count}`, 1)
  return `${slug}-${count}`
}

/** The id that Ghost gives a native heading with this text. Source: @tryghost/kg-utils `slugify`, `ghostVersion` 4 and later. */
export function makeGhostSlug(text: string): string {
  const slug = text
    .trim()
    .toLowerCase()
    .replace(/[\][!"#$%&'()*+,./:;<=>?@\\^_{|}~]/g, '')
    .replace(/\s+/g, '-')
    .replace(/^-|-{2,}|-$/g, '')
  return encodeURIComponent(slug)
}

/** The anchor that GitHub gives a heading: letters, digits, `-` and `_` stay, spaces become hyphens, everything else goes. */
function makeGithubSlug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')
}
