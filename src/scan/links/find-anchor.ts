import type { Heading, MarkdownDocument } from '../../markdown/markdown-document.ts'

/** The places of a document by the names that authors give them. */
interface Anchors {
  /** `{#id}`, Ghost's id, GitHub's, both in lower case, and the heading's text: the first heading of each counts. */
  readonly headings: readonly ReadonlyMap<string, Heading>[]
  /** `id` and `name` of raw HTML. */
  readonly html: ReadonlySet<string>
}

// A page of links to its own headings would otherwise be looked through once for each of them.
const known = new WeakMap<MarkdownDocument, Anchors>()

/**
 * The id that Ghost gives the place which `#fragment` names; undefined when there is none. Authors write GitHub's anchors, which differ
 * from Ghost's in dots, underscores and accents.
 */
export function findAnchor(document: MarkdownDocument, fragment: string): string | undefined {
  // Not a place in the page: Ghost opens its sign-up and account windows by `#/portal/...` and `#/share`.
  if (fragment.startsWith('/')) return fragment
  const anchors = known.get(document) ?? listAnchors(document)
  known.set(document, anchors)
  const [written, ghost, github, folded, text] = anchors.headings
  const wanted = decode(fragment)
  const heading =
    written?.get(wanted) ??
    written?.get(fragment) ??
    ghost?.get(wanted) ??
    ghost?.get(fragment) ??
    github?.get(wanted) ??
    folded?.get(wanted.toLowerCase()) ??
    // Obsidian writes the heading's text.
    text?.get(wanted.trim().toLowerCase())
  if (heading !== undefined) return heading.ghostId
  // Raw HTML may set an id of its own.
  return anchors.html.has(wanted) ? fragment : undefined
}

function listAnchors({ headings, text }: MarkdownDocument): Anchors {
  const index = (namesOf: (heading: Heading) => readonly string[]): ReadonlyMap<string, Heading> => {
    const found = new Map<string, Heading>()
    for (const heading of headings) for (const name of namesOf(heading)) if (!found.has(name)) found.set(name, heading)
    return found
  }
  const ids = text.matchAll(/\b(?:id|name)\s*=\s*(?:"([^"]{0,999})"|'([^']{0,999})'|([^\s"'<>`]+))/g)
  return {
    headings: [
      index(({ writtenId }) => (writtenId === undefined ? [] : [writtenId])),
      index(({ ghostId }) => [ghostId]),
      index(({ githubId }) => [githubId]),
      index(({ githubId, ghostId }) => [githubId, ghostId]),
      index((heading) => [heading.text.trim().toLowerCase()]),
    ],
    html: new Set([...ids].map(([, double, single, bare]) => double ?? single ?? bare ?? '')),
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
