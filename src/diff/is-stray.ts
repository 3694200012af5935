import type { RemotePost } from '../ghost/remote-post.ts'
import type { ComparisonContext } from './comparison-context.ts'
import { isTwin } from './is-twin.ts'

/** Ghost stores whole seconds, and rounds; it draws the id a moment before. */
const TOLERANCE_MILLISECONDS = 3000

/**
 * Whether our only post of a file is one that a push, cut off, could not take back: made as `slug-2` beside somebody else's post. It was never saved
 * again, which its id tells: the first eight digits are the second in which it was made. A post of ours that once had its own slug, with readers and
 * comments, was saved since.
 */
export function isStray(
  post: RemotePost,
  others: readonly RemotePost[],
  context: Pick<ComparisonContext, 'siteUrl' | 'defaultAuthor'>,
): boolean {
  if (!isTwin(post, context)) return false
  const made = Number.parseInt(post.id.slice(0, 8), 16) * 1000
  const isUntouched = Math.abs(Date.parse(post.updatedAt) - made) <= TOLERANCE_MILLISECONDS
  const slug = post.fields.slug.replace(/-\d+$/, '')
  return isUntouched && others.some((other) => other.id !== post.id && other.fields.slug === slug && !other.owned)
}
