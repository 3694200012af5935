import { createHash } from 'node:crypto'
import type { LexicalNode } from '../document/lexical.ts'
import type { CardPayload, MobiledocDocument } from '../document/mobiledoc.ts'
import { placeSiteUrls } from '../lexical/place-site-urls.ts'

/**
 * Our key in a Mobiledoc, at the top and in the payload of a card or an atom. In a payload it survives even Ghost Admin's editor, which drops it from the
 * top with any change of the body (seen on 3.42 and 4.48).
 */
export const MARK_KEY = 'ghostSync'

/** The node that an HTML card stands for, where Mobiledoc has no section or card for it. */
export interface StandInMark {
  readonly node: LexicalNode
  /** The site's URL when it was written. Ghost rewrites the site's URLs in the HTML, and not in this mark. */
  readonly site: string
  /** Digest of the card's HTML. When somebody has edited the card, its HTML counts, and not the node that it stood for. */
  readonly shown: string
}

export function markStandIn(node: LexicalNode, html: string, site: string): StandInMark {
  return { node, site, shown: digestShown(html, site) }
}

/**
 * The node that a card stands for, with the site's URLs as they are now.
 * @param siteUrl the site's URL today; undefined: it has not moved
 * @returns undefined where it stands for no other node, or has been edited
 */
export function readStandIn(payload: CardPayload, siteUrl: string | undefined): LexicalNode | undefined {
  const mark = payload[MARK_KEY]
  if (typeof mark !== 'object' || mark === null) return undefined
  const { node, site, shown } = mark as Readonly<Record<string, unknown>>
  if (typeof site !== 'string' || typeof payload.html !== 'string' || !isNode(node)) return undefined
  const now = siteUrl ?? site
  if (![site, now].some((url) => digestShown(String(payload.html), url) === shown)) return undefined
  if (now === site || site === '') return node
  // The pattern does not match the beginning of another host's name.
  const own = new RegExp(`${site.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w.-])`, 'g')
  return JSON.parse(JSON.stringify(node).replace(own, () => now)) as LexicalNode
}

function isNode(value: unknown): value is LexicalNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function digestShown(html: string, site: string): string {
  return createHash('sha256').update(placeSiteUrls(html, site)).digest('hex').slice(0, 16)
}

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
