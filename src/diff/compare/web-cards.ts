import type { RemotePost } from '../../ghost/posts/remote-post.ts'
import { type LexicalNode, type LexicalRoot, readWebCard, type WebCard } from '../../markdown/index.ts'
import { findAssetUrls } from '../../scan/assets/asset-urls.ts'
import { ASSET_SCHEME } from '../../scan/source/asset.ts'
import { canonicaliseText, readBody } from './canonicalise.ts'

/**
 * Whether a file says of a page otherwise than Ghost: another title of a bookmark, another player. A bare address says nothing of its page, so digests
 * leave out what Ghost was told of it; what a directive says counts, and the file wins, since nobody can change it in Ghost's editor. A page that was
 * taken up anew there, while the file stayed as it was written last, is no wish of the file.
 */
export function saysOtherwise(body: LexicalRoot, { body: current, base }: RemotePost, siteUrl: string): boolean {
  const wanted = listCards(body, siteUrl)
  if (wanted.length === 0) return false
  const found = readBody(current)
  if (found === undefined) return false
  const there = indexCards(found, siteUrl)
  const before = base.kind === 'revision' ? indexCards(base.root, siteUrl) : new Map<string, WebCard>()
  return wanted.some(([key, card]) => {
    const [shown, written] = [there.get(key), before.get(key)]
    if (shown === undefined || isSame(card, shown)) return false
    return written === undefined || !isSame(card, written)
  })
}

/** Describes what a card says of its page, in the form in which it is compared; '' for any other node, and where it says nothing. */
export function describeWebCard(node: LexicalNode, siteUrl: string): string {
  const card = readWebCard(node)
  const isSaid = card !== undefined && [...card.texts, ...card.pictures].some((text) => text !== '')
  return isSaid ? JSON.stringify(canonicalise(card, siteUrl)) : ''
}

/** The cards with their addresses. One address may stand in several of them: the first belongs to the first. */
function listCards({ children }: LexicalRoot, siteUrl: string): readonly (readonly [string, WebCard])[] {
  const times = new Map<string, number>()
  return children.flatMap((node) => {
    const card = readWebCard(node)
    if (card === undefined) return []
    const url = canonicaliseText(String(node.url), siteUrl)
    const time = times.get(url) ?? 0
    times.set(url, time + 1)
    return [[`${time} ${url}`, canonicalise(card, siteUrl)] as const]
  })
}

function indexCards(root: LexicalRoot, siteUrl: string): ReadonlyMap<string, WebCard> {
  return new Map(listCards(root, siteUrl))
}

function canonicalise({ kind, texts, pictures }: WebCard, siteUrl: string): WebCard {
  const bring = (values: readonly string[]) => values.map((value) => canonicaliseText(value, siteUrl))
  return { kind, texts: bring(texts), pictures: bring(pictures) }
}

function isSame(one: WebCard, other: WebCard): boolean {
  return (
    one.kind === other.kind &&
    one.texts.every((text, index) => text === other.texts[index]) &&
    one.pictures.every((picture, index) => isSamePicture(picture, other.pictures[index] ?? ''))
  )
}

/** A file of the repository may be any picture whose address does not tell what is in it. */
function isSamePicture(one: string, other: string): boolean {
  const isUntold = (address: string) =>
    address !== '' && !address.startsWith(ASSET_SCHEME) && findAssetUrls(address).length === 0
  return one === other || (one.startsWith(ASSET_SCHEME) && isUntold(other))
}
