import { readBody } from '../diff/compare/canonicalise.ts'
import type { Payload } from '../diff/plan.ts'
import type { RemoteBody } from '../ghost/posts/remote-post.ts'
import { readEmbed } from '../ghost/uploads/read-embed.ts'
import { buildPlayerCard, type LexicalNode, listPendingEmbeds, PENDING_EMBED } from '../markdown/index.ts'
import type { PublishContext } from './publish-context.ts'
import type { WriteWarning } from './site-outcome.ts'

export interface PlacedEmbeds {
  readonly payload: Payload
  /** Each URL that became a plain link, because Ghost has no card for it. */
  readonly warnings: readonly WriteWarning[]
}

/**
 * Replaces a bare URL by a bookmark or embed card. A card that the post has for the same URL is kept, with its icon: the push of one changed word
 * must not fetch every link of the post again, and the page may be gone. Where Ghost has no answer, a player that follows from the address is made
 * here.
 * @param current the post's body as the site has it
 */
export async function resolveEmbeds(
  payload: Payload,
  current: RemoteBody | undefined,
  context: PublishContext,
): Promise<PlacedEmbeds> {
  const { body } = payload
  const urls = body === undefined ? [] : listPendingEmbeds(body)
  if (body === undefined || urls.length === 0) return { payload, warnings: [] }
  const nodes = (current && readBody(current)?.children) ?? []
  const known = new Map(nodes.flatMap((node) => (isWebCard(node) ? [[String(node.url), node]] : [])))
  const warnings: WriteWarning[] = []
  const cards = new Map<string, LexicalNode>()
  for (const url of urls) {
    const kept = known.get(url)
    const answer = kept === undefined ? await readEmbed(context.connection, url) : { kind: 'card' as const, card: kept }
    const card = answer.kind === 'card' ? answer.card : buildPlayerCard(url)
    if (card !== undefined) cards.set(url, card)
    else if (answer.kind === 'refused') warnings.push({ kind: 'plain-link', url, reason: answer.reason })
  }
  const children = body.children.map((node) => {
    if (node.type !== PENDING_EMBED) return node
    const card = cards.get(String(node.url))
    return card === undefined
      ? buildLinkParagraph(String(node.url), String(node.text ?? node.url))
      : { ...card, caption: node.caption }
  })
  return { payload: { ...payload, body: { ...body, children } }, warnings }
}

function isWebCard({ type, url }: LexicalNode): boolean {
  return (type === 'bookmark' || type === 'embed') && typeof url === 'string'
}

/** @param written the address as it stands in the file */
function buildLinkParagraph(url: string, written: string): LexicalNode {
  const element = { version: 1, direction: 'ltr', format: '', indent: 0 }
  const text = { type: 'extended-text', version: 1, text: written, format: 0, detail: 0, mode: 'normal', style: '' }
  const link = { type: 'link', ...element, url, rel: null, target: null, title: null, children: [text] }
  return { type: 'paragraph', ...element, children: [link] }
}
