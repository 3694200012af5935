import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { FieldName } from '../model/fields.ts'
import { type ComparisonContext, digestField, digestOthers, digestRemote } from './compare/digests.ts'
import { listPassedStatuses } from './decide.ts'

/**
 * Lists the fields of a post that differ from its own stamp. A dropped stamp is an edit by itself; a stamp that is still there does not show what
 * Ghost's list of posts changes: tags, who may read a post, whether it is published.
 * @returns undefined for a post without a stamp of its own
 */
export function listEditedFields(post: RemotePost, siteUrl: string): readonly FieldName[] | undefined {
  if (post.base.kind !== 'stamp') return undefined
  const { fields, stored } = post.base.stamp
  return (Object.keys(fields) as FieldName[]).filter((field) => {
    if (field === 'status' && isOwnStep(fields.status, post, siteUrl)) return false
    const digest = digestRemote(field, post, siteUrl)
    return digest !== fields[field] && digest !== stored?.[field]
  })
}

function isOwnStep(written: string | undefined, { fields }: RemotePost, siteUrl: string): boolean {
  return listPassedStatuses(fields.status).some((status) => digestField('status', status, siteUrl) === written)
}

/**
 * Whether somebody changed any field of a post in Ghost since we wrote it last. In doubt it counts as edited: the answer decides whether the post may
 * be deleted.
 */
export function isEdited(post: RemotePost, context: Pick<ComparisonContext, 'siteUrl' | 'defaultAuthor'>): boolean {
  if (post.base.kind !== 'stamp' || listEditedFields(post, context.siteUrl)?.length !== 0) return true
  const { fields, others } = post.base.stamp
  return digestOthers(Object.keys(fields), post, context) !== others
}
