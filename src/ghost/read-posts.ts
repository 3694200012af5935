import type { PostType } from '../fields.ts'
import type { Connection } from './connection.ts'
import { explainBadAnswer } from './explain-outcome.ts'
import { readRows } from './list-pages.ts'
import type { JsonObject } from './parse-json.ts'
import { readRemotePost } from './read-remote-post.ts'
import type { RemotePost } from './remote-post.ts'

/** What is asked for with every post: both body formats (a post from Ghost 4 has no Lexical) and the relations that are fields. */
export const POST_QUERY = { formats: 'lexical,mobiledoc', include: 'tags,authors,tiers' } as const

/** `posts` or `pages`: the path, and the key in what is sent and answered. */
export function nameResource(type: PostType): 'posts' | 'pages' {
  return type === 'post' ? 'posts' : 'pages'
}

/** The posts in an answer; a failure when one of them is none. */
export function readPosts(connection: Connection, type: PostType, answer: JsonObject): readonly RemotePost[] {
  const resource = nameResource(type)
  return readRows(connection, resource, answer).map((row) => {
    const post = readRemotePost(row, type, connection.ownershipTag)
    if (post !== undefined) return post
    throw explainBadAnswer(
      connection,
      `a request for ${resource}`,
      200,
      `one of the ${resource} lacks an id, a title or a date`,
    )
  })
}
