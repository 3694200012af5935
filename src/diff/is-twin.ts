import type { RemotePost } from '../ghost/remote-post.ts'
import type { ComparisonContext } from './comparison-context.ts'
import { digestField } from './digest-field.ts'
import { digestOthers } from './digest-others.ts'
import { isFromLater } from './digest-rules.ts'
import { listEditedFields } from './list-edited-fields.ts'

/**
 * Whether a post was made by a push that was cut off: Ghost called it `slug-2` because the slug was taken by then, and nobody was left to take it
 * back. It is word for word what a push wrote. One that was copied in Ghost Admin is called "(Copy)", and one that somebody has touched since is
 * theirs.
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
