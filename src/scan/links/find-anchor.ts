import type { Heading, MarkdownDocument } from '../../markdown/index.ts'
import { foldSlug, listSpellings, TOOL_SLUGS, type ToolSlug } from './tool-slugs.ts'

/** A place in a page. */
export interface Anchor {
  /** The id that it has in Ghost. */
  readonly id: string
  /** Other headings that may have been meant. */
  readonly rivals: readonly Heading[]
}

/** The anchors of a document by the names that authors give them. */
interface Anchors {
  /** `{#id}`, Ghost's id, GitHub's, both in lower case, and the heading's text: the first heading of each counts. */
  readonly headings: readonly ReadonlyMap<string, Heading>[]
  /** `id` and `name` of raw HTML. */
  readonly html: ReadonlySet<string>
  /** The headings by the slugs of other tools: of the tool whose dialect is on, of all, and by what is left of them in any (`foldSlug`). */
  readonly slugs: readonly ReadonlyMap<string, ReadonlySet<Heading>>[]
}

// Without this cache, a page of links to its own headings would be searched once for each of them.
const known = new WeakMap<MarkdownDocument, Anchors>()

/**
 * Returns the place in Ghost's page that `fragment` names; undefined when there is none. Authors write GitHub's anchors, which differ from Ghost's in
 * dots, underscores and accents, and those of the tool that showed the files before.
 */
export function findAnchor(document: MarkdownDocument, fragment: string): Anchor | undefined {
  // This is no place in the page: Ghost opens its sign-up and account windows by `#/portal/...` and `#/share`.
  if (fragment.startsWith('/')) return { id: fragment, rivals: [] }
  const anchors = known.get(document) ?? listAnchors(document)
  known.set(document, anchors)
  // GitHub and Bitbucket put these before the ids that they give.
  const wanted = decodeFragment(fragment).replace(/^(?:user-content-|markdown-header-)(?=.)/, '')
  const [written, ghost, github, folded, text] = anchors.headings
  const heading =
    written?.get(wanted) ??
    written?.get(fragment) ??
    ghost?.get(wanted) ??
    ghost?.get(fragment) ??
    github?.get(wanted) ??
    folded?.get(wanted.toLowerCase()) ??
    // Obsidian uses the heading's text as the anchor.
    text?.get(reduceText(wanted))
  if (heading !== undefined) {
    // A heading that becomes HTML is not counted by Ghost: of two that repeat, GitHub's second may be Ghost's first.
    const other = heading.writtenId === wanted ? undefined : github?.get(wanted)
    return { id: heading.ghostId, rivals: other === undefined || other === heading ? [] : [other] }
  }
  // Raw HTML may set an id of its own.
  if (anchors.html.has(wanted)) return { id: fragment, rivals: [] }
  const [own, any, loose] = anchors.slugs
  const meant = own?.get(wanted) ?? any?.get(wanted) ?? loose?.get(foldSlug(wanted))
  const [first, ...others] = meant === undefined ? [] : document.headings.filter((one) => meant.has(one))
  // Of headings with the same text every tool means the first.
  return first && { id: first.ghostId, rivals: others.filter((other) => other.text !== first.text) }
}

function listAnchors({ headings, text, rewritten }: MarkdownDocument): Anchors {
  const index = (namesOf: (heading: Heading) => readonly string[]): ReadonlyMap<string, Heading> => {
    const found = new Map<string, Heading>()
    for (const heading of headings) for (const name of namesOf(heading)) if (!found.has(name)) found.set(name, heading)
    return found
  }
  const ids = text.matchAll(/\b(?:id|name)\s*=\s*(?:"([^"]{0,999})"|'([^']{0,999})'|([^\s"'<>`]+))/g)
  const dialects = rewritten?.dialects ?? []
  const tools = Object.values(TOOL_SLUGS)
  return {
    headings: [
      index(({ writtenId }) => (writtenId === undefined ? [] : [writtenId])),
      index(({ ghostId }) => [ghostId]),
      index(({ githubId }) => [githubId]),
      index(({ githubId, ghostId }) => [githubId, ghostId]),
      index((heading) => [heading.text.trim().toLowerCase(), reduceText(heading.text)]),
    ],
    html: new Set([...ids].map(([, double, single, bare]) => double ?? single ?? bare ?? '')),
    slugs: [
      indexSlugs(
        headings,
        tools.filter((tool) => tool.dialects.some((name) => (dialects as readonly string[]).includes(name))),
      ),
      indexSlugs(
        headings,
        tools.map(({ emptySlug: _, ...tool }) => tool),
      ),
      indexAll(
        headings.flatMap((heading) =>
          [...listSpellings(heading.text), decodeFragment(heading.githubId), decodeFragment(heading.ghostId)].map(
            (spelling) => [foldSlug(spelling), heading] as const,
          ),
        ),
      ),
    ],
  }
}

/** The headings by the slugs of some tools, as each counts repeats. */
function indexSlugs(
  headings: readonly Heading[],
  tools: readonly ToolSlug[],
): ReadonlyMap<string, ReadonlySet<Heading>> {
  return indexAll(
    tools.flatMap(({ makeSlug, emptySlug = '', separator }) => {
      const counts = new Map<string, number>()
      return headings.map((heading) => {
        const slug = makeSlug(heading.text) || emptySlug
        const count = counts.get(slug) ?? 0
        counts.set(slug, count + 1)
        return [count === 0 || slug === '' ? slug : `${slug}${separator}${count}`, heading] as const
      })
    }),
  )
}

function indexAll(
  entries: readonly (readonly [slug: string, heading: Heading])[],
): ReadonlyMap<string, ReadonlySet<Heading>> {
  const found = new Map<string, Set<Heading>>()
  for (const [slug, heading] of entries) {
    if (slug !== '') found.set(slug, (found.get(slug) ?? new Set()).add(heading))
  }
  return found
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
