import type { MarkdownDocument } from '../../markdown/markdown-document.ts'

/**
 * The id that Ghost gives the place which `#fragment` names; undefined when there is none. Authors write GitHub's anchors, which differ
 * from Ghost's in dots, underscores and accents.
 */
export function findAnchor(document: MarkdownDocument, fragment: string): string | undefined {
  // Not a place in the page: Ghost opens its sign-up and account windows by `#/portal/...` and `#/share`.
  if (fragment.startsWith('/')) return fragment
  const wanted = decode(fragment)
  const heading =
    document.headings.find(({ writtenId }) => writtenId !== undefined && [wanted, fragment].includes(writtenId)) ??
    document.headings.find(({ ghostId }) => ghostId === wanted || ghostId === fragment) ??
    document.headings.find(({ githubId }) => githubId === wanted) ??
    document.headings.find(({ githubId, ghostId }) => [githubId, ghostId].includes(wanted.toLowerCase())) ??
    // Obsidian writes the heading's text.
    document.headings.find(({ text }) => text.trim().toLowerCase() === wanted.trim().toLowerCase())
  if (heading !== undefined) return heading.ghostId
  // Raw HTML may set an id of its own.
  const quoted = wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`\\b(?:id|name)\\s*=\\s*["']?${quoted}(?![\\w-])`).test(document.text) ? fragment : undefined
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
