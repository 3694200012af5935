import { createHash } from 'node:crypto'
import type { LexicalNode } from '../document/lexical.ts'
import type { CardPayload } from '../document/mobiledoc.ts'
import { placeSiteUrls } from '../lexical/place-site-urls.ts'

/**
 * Our key in a Mobiledoc, at the top and in the payload of a card or an atom. In a payload it survives even Ghost Admin's editor, which drops it from the
 * top with any change of the body (seen on 3.42 and 4.48).
 */
export const MARK_KEY = 'ghostSync'

/** What a card stands for that Mobiledoc has no section or card for. */
export interface StandInMark {
  readonly node: LexicalNode
  /** The site's URL when it was written: Ghost rewrites such URLs in the HTML, and not in here. */
  readonly site: string
  /** Digest of the HTML that shows it: of a card that somebody has edited, what they wrote counts, and not what it stood for. */
  readonly shown: string
}

export function markStandIn(node: LexicalNode, html: string, site: string): StandInMark {
  return { node, site, shown: digestShown(html, site) }
}

/**
 * The node that a card stands for, with the site's URLs as they are now.
 * @param siteUrl the site's URL today; undefined: it has not moved
 * @returns undefined where it stands for itself, or has been edited
 */
export function readStandIn(payload: CardPayload, siteUrl: string | undefined): LexicalNode | undefined {
  const mark = payload[MARK_KEY]
  if (typeof mark !== 'object' || mark === null) return undefined
  const { node, site, shown } = mark as Readonly<Record<string, unknown>>
  if (typeof site !== 'string' || typeof payload.html !== 'string' || !isNode(node)) return undefined
  const now = siteUrl ?? site
  if (![site, now].some((url) => digestShown(String(payload.html), url) === shown)) return undefined
  if (now === site || site === '') return node
  // Not the beginning of another host's name.
  const own = new RegExp(`${site.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w.-])`, 'g')
  return JSON.parse(JSON.stringify(node).replace(own, () => now)) as LexicalNode
}

function isNode(value: unknown): value is LexicalNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function digestShown(html: string, site: string): string {
  return createHash('sha256').update(placeSiteUrls(html, site)).digest('hex').slice(0, 16)
}
