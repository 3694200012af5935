import type { Heading, MarkdownDocument } from '../../markdown/index.ts'

/** The anchors of a document by the names that authors give them. */
interface Anchors {
  /** `{#id}`, Ghost's id, GitHub's, both in lower case, and the heading's text: the first heading of each counts. */
  readonly headings: readonly ReadonlyMap<string, Heading>[]
  /** `id` and `name` of raw HTML. */
  readonly html: ReadonlySet<string>
  /** What is left of a heading in the slug of any tool, see `foldSlug`. */
  readonly loose: ReadonlyMap<string, Heading>
}

// Without this cache, a page of links to its own headings would be searched once for each of them.
const known = new WeakMap<MarkdownDocument, Anchors>()

/**
 * Returns the id that Ghost gives the place which `#fragment` names; undefined when there is none. Authors write GitHub's anchors, which differ from
 * Ghost's in dots, underscores and accents.
 */
export function findAnchor(document: MarkdownDocument, fragment: string): string | undefined {
  // This is no place in the page: Ghost opens its sign-up and account windows by `#/portal/...` and `#/share`.
  if (fragment.startsWith('/')) return fragment
  const anchors = known.get(document) ?? listAnchors(document)
  known.set(document, anchors)
  const [written, ghost, github, folded, text] = anchors.headings
  const wanted = decodeFragment(fragment)
  const heading =
    written?.get(wanted) ??
    written?.get(fragment) ??
    ghost?.get(wanted) ??
    ghost?.get(fragment) ??
    github?.get(wanted) ??
    folded?.get(wanted.toLowerCase()) ??
    // Obsidian uses the heading's text as the anchor.
    text?.get(reduceText(wanted))
  if (heading !== undefined) return heading.ghostId
  // Raw HTML may set an id of its own.
  if (anchors.html.has(wanted)) return fragment
  return anchors.loose.get(foldSlug(wanted))?.ghostId
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
      index((heading) => [heading.text.trim().toLowerCase(), reduceText(heading.text)]),
    ],
    html: new Set([...ids].map(([, double, single, bare]) => double ?? single ?? bare ?? '')),
    loose: index(({ text: heading, githubId, ghostId }) =>
      [
        heading,
        decodeFragment(githubId),
        decodeFragment(ghostId),
        heading.replaceAll('&', ' and '),
        // kramdown and Pandoc begin with the first letter: `1. Setup` is `setup`.
        heading.replace(/^[^\p{L}]+/u, ''),
      ]
        .map(foldSlug)
        .filter((slug) => slug !== ''),
    ),
  }
}

/** Letters that do not fall apart into one of ASCII and an accent. */
const SPELT_OUT: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/**
 * What the tools agree on: the letters and digits, in lower case and without accents. Zola makes `what-s-next` of "What's next", Hugo and GitHub
 * `whats-next`, MkDocs and Python's slugs drop accents, others keep underscores and dots.
 */
function foldSlug(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[ßæœøłđðþı]/g, (letter) => SPELT_OUT[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Obsidian leaves out of a link what would end it. */
function reduceText(text: string): string {
  return text
    .replace(/[#^|:%[\]\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

/** A fragment as it is spelt, or as it is written where it is not well encoded. */
export function decodeFragment(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
