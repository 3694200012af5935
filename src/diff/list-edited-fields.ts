import type { FieldName } from '../fields.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import { digestRemote } from './compare-post.ts'

/**
 * The fields of a post that are not what its own stamp says was written. A dropped stamp is an edit by itself; one that is still there does not
 * see tags and meta fields, which Ghost's editor saves as well. The status is left out: a schedule that came due is nobody's edit.
 * @returns undefined for a post without a stamp of its own
 */
export function listEditedFields(post: RemotePost, siteUrl: string): readonly FieldName[] | undefined {
  if (post.base.kind !== 'stamp') return undefined
  const { fields, stored } = post.base.stamp
  return (Object.keys(fields) as FieldName[]).filter((field) => {
    if (field === 'status') return false
    const digest = digestRemote(field, post, siteUrl)
    return digest !== fields[field] && digest !== stored?.[field]
  })
}
