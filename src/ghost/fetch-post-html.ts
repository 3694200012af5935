import type { PostType } from '../fields.ts'
import type { Connection } from './connection.ts'
import { nameResource } from './read-posts.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { explainBadAnswer } from './transport/explain-outcome.ts'
import { readRows } from './transport/list-pages.ts'

export interface ServedPost {
  /** As in `RemotePost.updatedAt`. */
  readonly updatedAt: string
  /** All of it, whoever may read it; empty where Ghost shows nothing. */
  readonly html: string
}

/** What Ghost has rendered of some posts or pages, drafts too, by id. One that is gone is not among them. @param ids at most 50, for the length of the address */
export async function fetchPostHtml(
  connection: Connection,
  type: PostType,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ServedPost>> {
  const resource = nameResource(type)
  const answer = await askAdmin(connection, {
    method: 'GET',
    path: `${resource}/`,
    query: {
      formats: 'html',
      fields: 'id,updated_at,html',
      filter: `id:[${ids.join(',')}]`,
      limit: String(ids.length),
    },
  })
  return new Map(
    readRows(connection, resource, answer).map(({ id, updated_at: updatedAt, html }) => {
      if (typeof id !== 'string' || typeof updatedAt !== 'string' || !(typeof html === 'string' || html === null)) {
        throw explainBadAnswer(connection, `a request for ${resource}`, 200, `one of the ${resource} lacks its HTML`)
      }
      return [id, { updatedAt, html: html ?? '' }]
    }),
  )
}
