import type { RemotePost } from '../ghost/remote-post.ts'
import type { ComparisonContext } from './comparison-context.ts'
import { isTwin } from './is-twin.ts'

/** Ghost stores whole seconds, and rounds; it draws the id a moment before. */
const TOLERANCE_MILLISECONDS = 3000

/**
 * Finds the post beside which a push, cut off, made our only post of a file, as `slug-2`, and could not take it back. Ours was never saved again, which
 * its id tells: the first eight digits are the second in which it was made. A post of ours that once had its own slug, with readers and
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
