import type { PostType } from '../fields.ts'
import type { WirePost } from './compose-post.ts'
import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import { readMailState } from './read-mail-state.ts'
import { nameResource } from './read-posts.ts'
import { readRemotePost } from './read-remote-post.ts'
import { spellTags } from './spell-tags.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { explainNoAnswer } from './transport/explain-outcome.ts'
import { isObject } from './transport/parse-json.ts'
import type { WrittenPost } from './written-post.ts'

/** Sends a post and reads back what Ghost made of it. */
export async function writePost(
  connection: Connection,
  type: PostType,
  request: { readonly method: 'POST' | 'PUT'; readonly id?: string; readonly query?: Readonly<Record<string, string>> },
  wire: WirePost,
): Promise<WrittenPost> {
  const site = await identifySite(connection)
  const { capabilities } = site
  const resource = nameResource(type)
  const path = request.id === undefined ? `${resource}/` : `${resource}/${encodeURIComponent(request.id)}/`
  const sent = capabilities.tagNames === 'as-the-site-spells-them' ? await spellTags(connection, wire) : wire
  const answer = await askAdmin(connection, {
    method: request.method,
    path,
    query: { formats: `${capabilities.bodyFormat},html`, ...request.query },
    body: { kind: 'json', value: { [resource]: [sent] } },
  })
  const rows = answer[resource]
  const row: unknown = Array.isArray(rows) ? rows[0] : undefined
  const post = isObject(row) ? readRemotePost(row, type, connection.ownershipTag, site) : undefined
  if (!isObject(row) || post === undefined) throw explainNoAnswer(connection, `${request.method} ${path}`, undefined)
  const { html } = row
  return {
    post,
    html: typeof html === 'string' || html === null ? html : undefined,
    mail: readMailState(row, capabilities),
  }
}
