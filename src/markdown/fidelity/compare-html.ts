import { alignSequences } from './align-sequences.ts'
import { compareItems } from './compare-items.ts'
import { describeMismatch } from './describe-mismatch.ts'
import type { DifferenceKind, FidelityComparison, FidelityDifference } from './fidelity-difference.ts'
import { joinDifferences } from './join-differences.ts'
import { listPageItems } from './list-page-items.ts'
import { matchTargets } from './match-targets.ts'
import { nameItem } from './name-item.ts'
import { normaliseUrl } from './normalise-url.ts'
import { settleCaptions } from './settle-captions.ts'

export interface CompareHtmlOptions {
  /**
   * Brings an address to the form in which addresses compare: where an upload lies, how a site writes its own links.
   * @default addresses compare as they are, but for the encoding of characters
   */
  readonly writeUrl?: (url: string) => string
  /**
   * Whether what no post of Ghost can show is not asked for: an image in a line of text counts as one between two paragraphs, its title as a caption,
   * and tooltips of links as nothing.
   * @default false
   */
  readonly asGhostShows?: boolean
}

/** Differences that leave text, links, images and code as they are. */
const FORM: ReadonlySet<DifferenceKind> = new Set(['structure', 'format', 'tooltip'])

/**
 * Holds HTML that is served against HTML that says what was meant. What a reader would not see does not count; docs/fidelity.md lists it.
 *
 * @param reference may hold line markers, see `writeLineMarker`
 * @param served as the API gives it, not a whole page of a theme
 */
export function compareHtml(reference: string, served: string, options: CompareHtmlOptions = {}): FidelityComparison {
  const { writeUrl = (url) => url, asGhostShows = false } = options
  const reading = { writeUrl: (url: string): string => normaliseUrl(writeUrl(normaliseUrl(url))), asGhostShows }
  const [expected, found] = [listPageItems(reference, reading), listPageItems(served, reading)]
  const alignment = alignSequences(expected.items.map(nameItem), found.items.map(nameItem))
  const isSameTarget = matchTargets(expected, found, alignment.pairs)
  const differences: (FidelityDifference & { readonly at: number })[] = []
  for (const [left, right] of alignment.pairs) {
    const [one, other] = [expected.items[left], found.items[right]]
    if (one === undefined || other === undefined) continue
    differences.push(...compareItems(one, other, isSameTarget).map((each) => ({ ...each, at: left })))
  }
  for (const { leftStart, leftEnd, rightStart, rightEnd } of alignment.mismatches) {
    const [ours, theirs] = [expected.items.slice(leftStart, leftEnd), found.items.slice(rightStart, rightEnd)]
    const before = expected.items[Math.max(0, leftStart - 1)]?.line
    differences.push(
      ...describeMismatch(ours, theirs).map((each) => ({ ...each, line: each.line ?? before, at: leftStart })),
    )
  }
  const joined = joinDifferences(settleCaptions(differences.sort((one, other) => one.at - other.at)))
  return {
    differences: joined,
    identical: joined.length === 0,
    sameMeaning: joined.every(({ kind }) => FORM.has(kind)),
  }
}
