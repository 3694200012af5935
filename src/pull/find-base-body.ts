import { digestBody } from '../diff/digest-field.ts'
import { DIGEST_RULES, generationOf } from '../diff/digest-rules.ts'
import type { Connection } from '../ghost/connection.ts'
import { findRevision } from '../ghost/find-revision.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import type { LexicalRoot } from '../markdown/lexical.ts'

/** The body that was written last; undefined when Ghost has forgotten it. */
export async function findBaseBody(
  post: RemotePost,
  connection: Connection,
  siteUrl: string,
): Promise<LexicalRoot | undefined> {
  const { base } = post
  if (base.kind === 'none') return undefined
  if (base.kind === 'revision') return base.root
  const { written, stamp } = base
  if (written !== undefined && written !== 'forgotten' && generationOf(stamp) !== DIGEST_RULES.generation)
    return written
  // Saved by something that keeps the stamp: the body beside it is not the one that it tells of.
  const told = [base.stamp.fields.body, base.stamp.stored?.body]
  return (await findRevision(connection, post, ({ root }) => told.includes(digestBody(root, siteUrl))))?.root
}
