import type { PostType } from '../fields.ts'
import type { Connection } from './connection.ts'
import { listPosts } from './list-posts.ts'
import { quoteFilterValue } from './quote-filter-value.ts'
import { nameResource } from './read-posts.ts'
import type { RemotePost } from './remote-post.ts'
import { limitList } from './transport/limit-list.ts'

/** Characters of a filter, URL-encoded. Proxies refuse request lines beyond 8 KiB (nginx's default). */
const LONGEST_FILTER = 4000

/** Finds the posts, or pages, that have one of these slugs, ours or not. Slugs that nobody has are simply not in the result. */
export async function findPostsBySlug(
  connection: Connection,
  type: PostType,
  slugs: readonly string[],
): Promise<readonly RemotePost[]> {
  const found: RemotePost[] = []
  const checkSize = limitList(connection, nameResource(type))
  for (const values of splitValues([...new Set(slugs)].map(quoteFilterValue))) {
    checkSize()
    found.push(...(await listPosts(connection, type, `slug:[${values.join(',')}]`)))
  }
  return found
}

function splitValues(values: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = []
  let length = Number.POSITIVE_INFINITY
  for (const value of values) {
    const size = encodeURIComponent(value.toWellFormed()).length + 3
    if (length + size > LONGEST_FILTER) {
      chunks.push([])
      length = 0
    }
    chunks.at(-1)?.push(value)
    length += size
  }
  return chunks
}
