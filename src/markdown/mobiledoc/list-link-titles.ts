import type { MobiledocDocument } from './mobiledoc-document.ts'

/**
 * The titles of links, by URL, where a URL has one only. Ghost Admin's editor knows no titles, and drops all of them with any change of the body: from
 * here they are read again.
 */
export function listLinkTitles({ markups }: MobiledocDocument): Readonly<Record<string, string>> {
  const links = markups.flatMap(([tag, attributes = []]) => (tag === 'a' ? [attributes] : []))
  const times = new Map<string | undefined, number>()
  for (const [, url] of links) times.set(url, (times.get(url) ?? 0) + 1)
  return Object.fromEntries(
    links.flatMap(([, url, , title]) =>
      url !== undefined && title !== undefined && times.get(url) === 1 ? [[url, title]] : [],
    ),
  )
}
