import { alignSequences } from './align-sequences.ts'
import { compareItems, describeMismatch } from './compare-items.ts'
import {
  type DifferenceKind,
  type FidelityComparison,
  type FidelityDifference,
  joinDifferences,
} from './fidelity-difference.ts'
import { listPageItems, type Page } from './list-page-items.ts'
import { nameItem } from './page-item.ts'

export interface CompareHtmlOptions {
  /**
   * Brings an address to the form in which addresses compare: where an upload lies, how a site writes its own links.
   * @default addresses compare as they are, but for the encoding of characters
   */
  readonly writeUrl?: (url: string) => string
  /**
   * Whether the comparison forgives what no post of Ghost can show: an image in a line of text counts as an image between two paragraphs,
   * its title as a caption, and tooltips of links do not count.
   * @default false
   */
  readonly asGhostShows?: boolean
}

/** Differences that leave text, links, images and code as they are. */
const FORM: ReadonlySet<DifferenceKind> = new Set(['structure', 'format', 'tooltip'])

/**
 * Compares served HTML with HTML that says what was meant. Differences that a reader would not see do not count; docs/fidelity.md lists
 * them.
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
  const joined = joinDifferences(mergeCaptionDifferences(differences.sort((one, other) => one.at - other.at)))
  return {
    differences: joined,
    identical: joined.length === 0,
    sameMeaning: joined.every(({ kind }) => FORM.has(kind)),
  }
}

/**
 * Whether two links lead to the same place. Ids inside a page need not be the same: Ghost gives headings ids of its own. What counts is that the
 * link reaches the same item.
 *
 * @param pairs which items of the pages are the same
 */
function matchTargets(
  expected: Page,
  found: Page,
  pairs: readonly (readonly [left: number, right: number])[],
): (expected: string | undefined, found: string | undefined) => boolean {
  const partners = new Map(pairs)
  const paired = new Set(partners.values())
  return (one, other) => {
    if (one === other && one?.startsWith('#') !== true) return true
    if (one?.startsWith('#') !== true || other?.startsWith('#') !== true) return false
    const [from, to] = [findAnchor(one, expected), findAnchor(other, found)]
    // The link leads nowhere on both pages, or to the top.
    if (from === undefined || to === undefined) return from === to && one === other
    // The heading itself may have changed, which is reported as a difference of its own.
    let [left, right] = [from, to]
    while (left < expected.items.length && !partners.has(left)) left++
    while (right < found.items.length && !paired.has(right)) right++
    return left === expected.items.length ? right === found.items.length : partners.get(left) === right
  }
}

function findAnchor(link: string, { anchors }: Page): number | undefined {
  const written = link.slice(1)
  return anchors.get(written) ?? anchors.get(decode(written))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    // A lone `%` is a letter like any other.
    if (error instanceof URIError) return text
    throw error
  }
}

/**
 * Joins the two differences that a caption makes. The title of an image is a tooltip in HTML and a caption in ghost-sync's notation: that
 * is one difference of form, not a lost tooltip and an extra text.
 */
function mergeCaptionDifferences<D extends FidelityDifference>(differences: readonly D[]): readonly D[] {
  return differences.flatMap((difference, index) => {
    const [before, after] = [differences[index - 1], differences[index + 1]]
    if (difference.kind === 'extra' && before !== undefined && isSameText(before, difference)) return []
    if (after?.kind !== 'extra' || !isSameText(difference, after)) return [difference]
    return [{ ...difference, found: `caption: ${after.found}` }]
  })
}

function isSameText(tooltip: FidelityDifference, extra: FidelityDifference): boolean {
  return tooltip.kind === 'tooltip' && tooltip.found === '' && tooltip.expected === extra.found
}

/** An address with characters encoded in one way, and the slash after a bare host that browsers add. What cannot be decoded stays as it is. */
function normaliseUrl(url: string): string {
  const trimmed = url.trim().replace(/^(https?:\/\/[^/?#]+)(?=$|[?#])/i, '$1/')
  try {
    return encodeURI(decodeURI(trimmed.toWellFormed()))
  } catch (error) {
    if (error instanceof URIError) return encodeURI(trimmed.toWellFormed()).replaceAll('%25', '%')
    throw error
  }
}
