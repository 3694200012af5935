import type { Token } from 'marked'
import { findDirectiveCard } from '../cards/registry.ts'
import { checkGhostCard, readGhostCard } from '../directives/ghost-card.ts'
import { isRestrictedDirective } from '../directives/visibility-attributes.ts'
import {
  type Exceeded,
  MAX_CELLS,
  MAX_LAZY_LINES,
  MAX_NESTING,
  MAX_REPEATED,
  MAX_RUN,
  MAX_TEXT,
} from '../document/limits.ts'
import { createLineFinder, locateTokens } from '../document/locate-tokens.ts'
import type {
  Heading,
  MarkdownDocument,
  MarkdownProblem,
  PlacedCard,
  Reference,
  RestrictedCard,
  Rewritten,
  UnplacedProblem,
} from '../document/markdown-document.ts'
import { type MarkdownToken, readToken } from '../document/markdown-token.ts'
import { readTarget } from '../document/read-tokens.ts'
import { findHtmlReferences } from '../html/html-references.ts'
import { isRestricted } from '../html/visibility.ts'
import { identifyHeadings } from '../inline/heading-ids.ts'
import { checkDirective, listAttributeReferences } from './check-directive.ts'

/** A document from its tokens: finds what it refers to and its headings, with their lines. */
export function describeDocument(
  text: string,
  firstLine: number,
  tokens: readonly Token[],
  rewritten?: Rewritten,
): MarkdownDocument {
  const references: Reference[] = []
  const headings: Heading[] = []
  const restricted: RestrictedCard[] = []
  const cards: PlacedCard[] = []
  const problems: MarkdownProblem[] = []
  const topLevel = new Set(tokens)
  const identified = identifyHeadings(tokens)
  const lineAt = createLineFinder(text, firstLine, rewritten?.lines)
  locateTokens(text, tokens, (token, offset) => {
    for (const { kind, target, at } of readReferences(token))
      references.push({ kind, target, line: lineAt(offset + at) })
    const known = readToken(token)
    for (const found of findProblems(known, topLevel.has(token))) problems.push({ ...found, line: lineAt(offset) })
    const card = nameRestricted(known)
    if (card !== undefined) restricted.push({ name: card, line: lineAt(offset) })
    const asked = topLevel.has(token) ? readAskedCard(known) : undefined
    if (asked !== undefined) cards.push({ ...asked, line: lineAt(offset) })
    const heading = identified.get(token)
    if (known.type === 'heading' && heading !== undefined) {
      headings.push({ depth: known.depth, ...heading, line: lineAt(offset) })
    }
  })
  return { text, firstLine, tokens, references, headings, restricted, cards, problems, rewritten }
}

function readAskedCard(token: MarkdownToken): Omit<PlacedCard, 'line'> | undefined {
  if (token.type === 'directive') {
    const type = findDirectiveCard(token.name)?.type
    return type === undefined ? undefined : { type }
  }
  const card = token.type === 'code' ? readGhostCard(token) : undefined
  return card?.kind === 'node' ? { type: card.node.type, node: card.node } : undefined
}

/** The name of a card that only some readers see; undefined for anything else. */
function nameRestricted(token: MarkdownToken): string | undefined {
  if (token.type === 'directive') return isRestrictedDirective(token) ? `:::${token.name}` : undefined
  const card = token.type === 'code' ? readGhostCard(token) : undefined
  return card?.kind === 'node' && isRestricted(card.node) ? 'ghost-card' : undefined
}

function findProblems(token: MarkdownToken, isTopLevel: boolean): readonly UnplacedProblem[] {
  if (token.type === 'directive') return checkDirective(token, isTopLevel)
  if ('exceeds' in token && token.exceeds !== undefined) return [EXCEEDED[token.exceeds]]
  if ((token.type === 'math' || token.type === 'mathBlock') && token.fault !== undefined) {
    return [
      {
        code: 'math/syntax',
        message: `The formula cannot be read: ${token.fault}.`,
        hint: 'Correct it; or write `\\$` where a dollar is meant, or set `markdown.unreadableMath` to `code`, or `markdown.math` to false, in the config.',
      },
    ]
  }
  return token.type === 'code' ? checkGhostCard(token, isTopLevel) : []
}

const EXCEEDED: Readonly<Record<Exceeded, UnplacedProblem>> = {
  nesting: {
    code: 'markdown/too-deep',
    message: `Quotes, lists and the like are nested deeper than ${MAX_NESTING} here.`,
    hint: 'Take the text out of some of them.',
  },
  length: {
    code: 'markdown/too-long',
    message: `The text of this paragraph, heading or cell is longer than ${MAX_TEXT} characters.`,
    hint: 'Part it with blank lines; put a picture that is written out in it (`data:`) into a file.',
  },
  run: {
    code: 'markdown/too-long',
    message: `More than ${MAX_RUN} characters follow without a blank line.`,
    hint: 'Part the text with blank lines; put a picture that is written out in it (`data:`) into a file.',
  },
  lazy: {
    code: 'markdown/too-long',
    message: `A list item goes on over more than ${MAX_LAZY_LINES} lines without an indent.`,
    hint: 'Indent what belongs to the item, or put a blank line before what does not.',
  },
  repeated: {
    code: 'markdown/too-often-used',
    message: `Up to here links and images have taken more than ${MAX_REPEATED} characters from definitions (\`[label]: address\`).`,
    hint: 'Write a shorter address or title in the definition, or use it less often.',
  },
  cells: {
    code: 'markdown/too-many-cells',
    message: `This table has more than ${MAX_CELLS} cells.`,
    hint: 'Part it, or publish it as a file to download.',
  },
}

function readReferences(token: Token): { kind: Reference['kind']; target: string; at: number }[] {
  const known = readToken(token)
  if (known.type === 'link' || known.type === 'image') {
    const target = readTarget(known)
    return target === '' ? [] : [{ kind: known.type, target, at: 0 }]
  }
  if (known.type === 'html') return readHtmlReferences(known.raw, 0)
  if (known.type !== 'directive') return []
  const own = listAttributeReferences(known).map((reference) => ({ ...reference, at: 0 }))
  return known.name === 'html' ? [...own, ...readHtmlReferences(known.content, known.contentStart)] : own
}

function readHtmlReferences(html: string, offset: number): { kind: Reference['kind']; target: string; at: number }[] {
  return findHtmlReferences(html).flatMap(({ kind, targets, start }) =>
    targets.map((target) => ({ kind, target, at: offset + start })),
  )
}
