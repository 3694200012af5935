import type { Page } from './list-page-items.ts'

/**
 * Whether two links lead to the same place. Ids inside a page need not be the same: Ghost gives headings ids of its own. What counts is that the
 * link reaches the same item.
 *
 * @param pairs which items of the pages are the same
 */
export function matchTargets(
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
    // A link that leads nowhere in both, or to the top of the page.
    if (from === undefined || to === undefined) return from === to && one === other
    // The heading itself may have changed: that is told where it stands.
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
