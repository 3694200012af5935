import type { PostType } from '../../model/fields.ts'
import { composeMailQuery, type MailState, readMailState } from '../email/email-state.ts'
import { askAdmin } from '../transport/ask-admin.ts'
import type { Connection } from '../transport/connection.ts'
import { explainNoAnswer } from '../transport/explain-outcome.ts'
import { identifySite } from '../transport/identify-site.ts'
import { isObject } from '../transport/json-value.ts'
import { listPages } from '../transport/lists.ts'
import type { WirePost } from './compose-post.ts'
import { nameResource } from './read-posts.ts'
import { readRemotePost } from './read-remote-post.ts'
import type { RemotePost } from './remote-post.ts'

/** A post as Ghost has it right after a write. */
export interface WrittenPost {
  readonly post: RemotePost
  /** The HTML that Ghost rendered; null when there is none, undefined when the answer has no such key. */
  readonly html: string | null | undefined
  /** The e-mail state now; undefined when the answer did not include it. */
  readonly mail?: MailState
}

/** Sends a post and reads Ghost's answer. */
async function writePost(
  connection: Connection,
  type: PostType,
  request: { readonly method: 'POST' | 'PUT'; readonly id?: string; readonly query?: Readonly<Record<string, string>> },
  wire: WirePost,
): Promise<WrittenPost> {
  const site = await identifySite(connection)
  const { capabilities } = site
  const resource = nameResource(type)
  const path = request.id === undefined ? `${resource}/` : `${resource}/${encodeURIComponent(request.id)}/`
  const sent = await spellTags(connection, wire)
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

/**
 * Creates a post or page. For a slug that is taken Ghost silently uses `slug-2`: compare the answer's.
 * @throws GhostSyncFailure `ghost/no-answer` when it may have been created all the same; look for it before trying again
 */
export function createPost(connection: Connection, type: PostType, wire: WirePost): Promise<WrittenPost> {
  return writePost(connection, type, { method: 'POST' }, wire)
}

/**
 * Updates a post or page, and has Ghost keep a revision of it (that is where its base is found again).
 * @param wire with the `updated_at` that was compared, not one read since: Ghost's collision check is worth nothing otherwise
 * @param newsletter what Ghost sends it with if this very request publishes or schedules it; on any other it means nothing to Ghost
 * @throws GhostSyncFailure `ghost/collision` when somebody saved in between; `ghost/no-answer` when it may have been written all the same
 */
export async function updatePost(
  connection: Connection,
  type: PostType,
  id: string,
  wire: WirePost & { readonly updated_at: string },
  newsletter?: { readonly slug: string; readonly segment: string },
): Promise<WrittenPost> {
  const { capabilities } = await identifySite(connection)
  const sent = newsletter === undefined ? {} : composeMailQuery(newsletter, capabilities)
  return writePost(connection, type, { method: 'PUT', id, query: { save_revision: '1', ...sent } }, wire)
}

/**
 * Deletes a post or page permanently. Ghost has no trash and makes no collision check: read the post right before.
 * @throws GhostSyncFailure `ghost/not-found` when it did not exist
 */
export async function deletePost(connection: Connection, type: PostType, id: string): Promise<void> {
  await askAdmin(connection, { method: 'DELETE', path: `${nameResource(type)}/${encodeURIComponent(id)}/` })
}

/**
 * Has Ghost convert a post of its older format (Mobiledoc) to Lexical, as its own editor does when somebody opens such a post. Before that a PUT
 * answers 200 and ignores its `lexical`, stamp included (seen on 5.130). A Ghost that writes no Lexical has nothing to convert.
 * @throws GhostSyncFailure `ghost/collision` when somebody saved in between
 */
export async function convertToLexical(connection: Connection, post: RemotePost): Promise<RemotePost> {
  const { capabilities } = await identifySite(connection)
  if (capabilities.bodyFormat !== 'lexical') return post
  const request = { method: 'PUT', id: post.id, query: { convert_to_lexical: 'true' } } as const
  const written = await writePost(connection, post.type, request, { updated_at: post.updatedAt })
  return written.post
}

/**
 * Writes the tags of a post as the site spells them. Ghost matches them as its database does: on SQLite `news` beside `News` becomes a second tag with
 * the slug `news-2` (seen on 3.42, 4.48 and 5.130), on MySQL it is the existing one. The site's tags are listed once per connection, and again for a
 * name that was not among them: somebody may have made it since.
 */
async function spellTags(connection: Connection, wire: WirePost): Promise<WirePost> {
  if (!Array.isArray(wire.tags)) return wire
  const wanted = wire.tags.filter(isObject).map(({ name }) => String(name))
  const known = connection.memory.tagNames
  const isWhole = known !== undefined && wanted.every((name) => known.has(name) || known.has(fold(name)))
  const names = isWhole ? known : await listTagNames(connection)
  connection.memory.tagNames = names
  // Our own tag keeps its spelling: posts are found by exactly that name, and one under another would be created again with every push.
  const spell = (name: string) =>
    name === connection.ownershipTag ? name : (names.get(name) ?? names.get(fold(name)) ?? name)
  return { ...wire, tags: wanted.map((name) => ({ name: spell(name) })) }
}

/** Maps each name and its lower case to the site's spelling. Where the site has two spellings, a post that uses one of them means that one. */
async function listTagNames(connection: Connection): Promise<ReadonlyMap<string, string>> {
  const rows = await listPages(connection, 'tags', { fields: 'id,name', order: 'id asc' })
  const names = rows.flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
  return new Map([...names.map((name) => [fold(name), name] as const), ...names.map((name) => [name, name] as const)])
}

function fold(name: string): string {
  return name.toLowerCase()
}
