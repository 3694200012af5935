import { MAX_JSON_DEPTH } from '../../markdown/index.ts'
import { FIELD_NAMES, type FieldName, type PostType } from '../../model/fields.ts'
import type { Capabilities } from '../transport/capabilities.ts'
import type { Connection } from '../transport/connection.ts'
import { explainBadAnswer } from '../transport/explain-outcome.ts'
import type { JsonObject } from '../transport/json-value.ts'
import { readRows } from '../transport/lists.ts'
import { type ReadSite, readRemotePost } from './read-remote-post.ts'
import type { RemotePost } from './remote-post.ts'

/** Relations that are requested beside the fields. */
const RELATIONS: readonly FieldName[] = ['tags', 'authors', 'tiers']

/**
 * Composes the request for posts: the document (a Ghost that writes Lexical also has posts from Ghost 4 that have none), the relations that are
 * fields, and of a post's columns only those that we manage. Leaving the others out (the rendered HTML above all) saves a quarter to a third of the
 * time that a list of a thousand posts takes. A page is requested whole: Ghost leaves `show_title_and_feature_image` out of a selection, even one
 * that names it (both seen on 5.130 and 6.65).
 */
export function composePostQuery(
  type: PostType,
  { bodyFormat, fields: known }: Pick<Capabilities, 'bodyFormat' | 'fields'>,
): Readonly<Record<string, string>> {
  const formats = bodyFormat === 'lexical' ? ['lexical', 'mobiledoc'] : ['mobiledoc']
  const has = (name: FieldName) => known[type].includes(name)
  const query = { formats: formats.join(','), include: RELATIONS.filter(has).join(',') }
  if (type === 'page') return query
  const columns = FIELD_NAMES.filter((name) => name !== 'body' && has(name) && !RELATIONS.includes(name))
  // Without the uuid Ghost makes no URL of a draft, and says `/p/` (seen on 5.130 and 6.65).
  return { ...query, fields: ['id', 'uuid', 'url', 'updated_at', ...formats, ...columns].join(',') }
}

/** Returns `posts` or `pages`: the path, and the key in requests and answers. */
export function nameResource(type: PostType): 'posts' | 'pages' {
  return type === 'post' ? 'posts' : 'pages'
}

/** Reads the posts in an answer; throws when one of them is none. */
export function readPosts(
  connection: Connection,
  type: PostType,
  answer: JsonObject,
  site: ReadSite,
): readonly RemotePost[] {
  const resource = nameResource(type)
  return readRows(connection, resource, answer).map((row) => {
    const post = readRemotePost(row, type, connection.ownershipTag, site)
    if (post !== undefined) return post
    throw explainBadAnswer(
      connection,
      `a request for ${resource}`,
      200,
      `one of the ${resource} lacks an id, a title or a date, or its document is nested more than ${MAX_JSON_DEPTH} deep`,
    )
  })
}
