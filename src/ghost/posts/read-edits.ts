import { GhostSyncFailure } from '../../model/failure.ts'
import { askAdmin } from '../transport/ask-admin.ts'
import type { Connection } from '../transport/connection.ts'
import { isObject, type JsonObject } from '../transport/json-value.ts'
import { readRows } from '../transport/lists.ts'

/** An entry of Ghost's log about a post: its last edit, or its deletion. */
export interface PostEdit {
  /** The person, or the integration; absent where Ghost does not say. */
  readonly by?: string
  /** ISO 8601, to the second. */
  readonly at: string
}

/** Ids per request: a filter of them stays far below the length at which proxies refuse. */
const CHUNK = 50

/**
 * Reads from Ghost's log who changed these posts last. A person is preferred to an integration, because ghost-sync is one, and its own writes do not
 * answer the question. A bulk action in Ghost Admin names no post, and is not found.
 *
 * @returns nothing for posts that the log does not know, and nothing at all where the key may not read it (some staff tokens)
 */
export async function readEdits(
  connection: Connection,
  ids: readonly string[],
  event: 'edited' | 'deleted',
): Promise<Map<string, PostEdit>> {
  const found = new Map<string, PostEdit>()
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK).filter((id) => /^[0-9a-f]{24}$/.test(id))
    for (const row of chunk.length === 0 ? [] : await listActions(connection, chunk, event)) {
      const { resource_id: id, created_at: at, actor_type: type, actor } = row
      if (typeof id !== 'string' || typeof at !== 'string') continue
      const known = found.get(id)
      if (known !== undefined && !(type === 'user' && known.by?.startsWith(INTEGRATION) === true)) continue
      const name = isObject(actor) && typeof actor.name === 'string' ? actor.name : undefined
      found.set(id, { at, ...(name !== undefined && { by: type === 'user' ? name : `${INTEGRATION}${name}` }) })
    }
  }
  return found
}

const INTEGRATION = 'the integration '

/** Lists the actions, newest first; the last hundred include all edits that people still remember. */
async function listActions(
  connection: Connection,
  ids: readonly string[],
  event: 'edited' | 'deleted',
): Promise<readonly JsonObject[]> {
  const filter = `resource_type:post+event:${event}+resource_id:[${ids.map((id) => `'${id}'`).join(',')}]`
  const ask = async (include: { readonly include?: string }) => {
    const query = { filter, ...include, order: 'created_at desc', limit: '100' }
    return readRows(connection, 'actions', await askAdmin(connection, { method: 'GET', path: 'actions/', query }))
  }
  try {
    const named = await ask({ include: 'actor' })
    if (named.every(({ resource_id: id }) => typeof id === 'string')) return named
    // Ghost 3 and 4 return either the person or the post (seen on 3.42 and 4.48).
    const posts = new Map((await ask({})).map((row) => [row.id, row.resource_id]))
    return named.map((row) => ({ ...row, resource_id: posts.get(row.id) }))
  } catch (error) {
    if (error instanceof GhostSyncFailure && error.code.startsWith('auth/')) return []
    throw error
  }
}
