import type { RemotePost } from '../ghost/remote-post.ts'
import type { ComparisonContext } from './comparison-context.ts'
import { digestOthers } from './digest-others.ts'
import { listEditedFields } from './list-edited-fields.ts'

/**
 * Whether somebody changed a post in Ghost since we wrote it last, in whatever field. In doubt it counts as edited: the answer stands between a
 * post and its deletion.
 */
export function isEdited(post: RemotePost, context: Pick<ComparisonContext, 'siteUrl' | 'defaultAuthor'>): boolean {
  if (post.base.kind !== 'stamp' || listEditedFields(post, context.siteUrl)?.length !== 0) return true
  const { fields, others } = post.base.stamp
  return digestOthers(Object.keys(fields), post, context) !== others
}
