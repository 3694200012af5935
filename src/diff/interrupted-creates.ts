import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { type ComparisonContext, digestField, digestOthers, isFromLater } from './compare/digests.ts'
import { listEditedFields } from './edited-posts.ts'

/**
 * Whether an interrupted push made the post: Ghost named it `slug-2` because the slug was taken, and nobody deleted it again. It is exactly what a
 * push wrote. A copy made in Ghost Admin is called "(Copy)", and a post that somebody has edited since is theirs.
 */
export function isTwin(
  copy: RemotePost,
  context: Pick<ComparisonContext, 'siteUrl' | 'defaultAuthor' | 'rules'>,
): boolean {
  const { siteUrl } = context
  const edited = listEditedFields(copy, siteUrl)
  const { base, fields } = copy
  if (edited === undefined || base.kind !== 'stamp' || edited.length !== 1 || edited[0] !== 'slug') return false
  const { stamp } = base
  if (isFromLater(stamp, context.rules)) return false
  if (digestOthers(Object.keys(stamp.fields), copy, context) !== stamp.others) return false
  const wanted = /^(.+)-\d{1,3}$/.exec(fields.slug)?.[1]
  if (wanted === undefined || digestField('slug', wanted, siteUrl) !== stamp.fields.slug) return false
  const { status } = stamp.fields
  return status === undefined || status === digestField('status', fields.status, siteUrl)
}

/** Ghost stores whole seconds, and rounds; it generates the id a moment before. */
const TOLERANCE_MILLISECONDS = 3000

/**
 * Finds the post because of which an interrupted push made our only post of a file as `slug-2`, and could not delete it again. Ours was never saved
 * again, which its id shows: the first eight digits are the second in which it was made. A post of ours that once had its own slug, with readers and
 * comments, was saved since.
 * @returns undefined when our post is none of that kind
 */
export function findStrayRival(
  post: RemotePost,
  others: readonly RemotePost[],
  context: Pick<ComparisonContext, 'siteUrl' | 'defaultAuthor' | 'rules'>,
): RemotePost | undefined {
  if (!isTwin(post, context)) return undefined
  const made = Number.parseInt(post.id.slice(0, 8), 16) * 1000
  const isUntouched = Math.abs(Date.parse(post.updatedAt) - made) <= TOLERANCE_MILLISECONDS
  const slug = post.fields.slug.replace(/-\d+$/, '')
  if (!isUntouched) return undefined
  return others.find((other) => other.id !== post.id && other.fields.slug === slug && !other.owned)
}
