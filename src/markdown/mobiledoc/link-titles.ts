import type { MobiledocDocument } from '../document/mobiledoc.ts'
import { MARK_KEY } from './card-mark.ts'

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

/**
 * The titles that links had when ghost-sync wrote the document, by URL; none where it still is as it was written, and says them itself.
 * @param document the parsed document
 * @param payloads of its cards and atoms
 */
export function readLinkTitles(document: object, payloads: readonly unknown[]): ReadonlyMap<string, string> {
  if (MARK_KEY in document) return new Map()
  for (const payload of payloads) {
    const mark: unknown = isObject(payload) ? payload[MARK_KEY] : undefined
    const titles = isObject(mark) ? mark.titles : undefined
    if (!isObject(titles)) continue
    return new Map(Object.entries(titles).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  }
  return new Map()
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
