import type { LexicalNode } from '../../markdown/index.ts'
import { GhostSyncFailure } from '../../model/failure.ts'
import { askAdmin } from '../transport/ask-admin.ts'
import type { Connection } from '../transport/connection.ts'
import { identifySite } from '../transport/identify-site.ts'
import { isObject } from '../transport/json-value.ts'

export type EmbedAnswer =
  | { readonly kind: 'card'; readonly card: LexicalNode }
  /** Ghost has nothing to show: the page has no provider and no title, or Ghost could not reach the address, or it does not answer a key. */
  | { readonly kind: 'refused'; readonly reason: string }

/**
 * Asks Ghost what it shows for a URL, as its editor does when one is pasted: an embed where the page offers one (oEmbed), else a bookmark. Each
 * request makes Ghost store the page's icon again, so it is sent once.
 * @throws GhostSyncFailure where Ghost itself could not be asked
 */
export async function readEmbed(connection: Connection, url: string): Promise<EmbedAnswer> {
  const { embeds, ghost } = (await identifySite(connection)).capabilities
  if (!embeds) return { kind: 'refused', reason: `${ghost} does not tell an integration what it shows for an address` }
  try {
    const answer = await askAdmin(connection, { method: 'GET', path: 'oembed/', query: { url } })
    const metadata = isObject(answer.metadata) ? answer.metadata : {}
    if (answer.type === 'bookmark') {
      return { kind: 'card', card: { type: 'bookmark', version: 1, url, caption: '', metadata } }
    }
    if (typeof answer.html !== 'string' || answer.html === '')
      return { kind: 'refused', reason: 'there is nothing to embed' }
    const embedType = typeof answer.type === 'string' ? answer.type : 'rich'
    return {
      kind: 'card',
      card: { type: 'embed', version: 1, url, embedType, html: answer.html, metadata: answer, caption: '' },
    }
  } catch (error) {
    // 422: the page has no title, does not exist, or cannot be reached from the server. Any other status is a failure of the site.
    if (error instanceof GhostSyncFailure && error.code === 'ghost/validation')
      return { kind: 'refused', reason: error.message }
    throw error
  }
}
