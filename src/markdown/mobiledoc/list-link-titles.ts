import type { MobiledocDocument } from './mobiledoc-document.ts'

/**
 * The titles of links, by URL, where a URL has one only. Ghost Admin's editor knows no titles, and drops all of them with any change of the body: from
 * here they are read again.
 */
export function listLinkTitles({ markups }: MobiledocDocument): Readonly<Record<string, string>> {
  const links = markups.flatMap(([tag, attributes = []]) => (tag === 'a' ? [attributes] : []))
  const isTold = (url: string | undefined): boolean => links.filter(([, href]) => href === url).length === 1
  return Object.fromEntries(
    links.flatMap(([, url, , title]) =>
      url !== undefined && title !== undefined && isTold(url) ? [[url, title]] : [],
    ),
  )
}
