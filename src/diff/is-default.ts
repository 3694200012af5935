import type { FieldName, FieldValue } from '../fields.ts'
import type { RemotePost } from '../ghost/remote-post.ts'

/** What Ghost gives a new post when nothing is said. */
const DEFAULTS: Partial<Record<FieldName, FieldValue>> = {
  visibility: 'public',
  status: 'draft',
  show_title_and_feature_image: true,
}

/**
 * Whether a field of a post is as Ghost makes it when nobody says anything.
 * @param defaultAuthor slug of the author whom Ghost credits when nobody is named
 */
export function isDefault(field: FieldName, remote: RemotePost, defaultAuthor: string | undefined): boolean {
  if (field === 'body') return remote.body.kind === 'other' && remote.body.format === 'empty'
  const value = remote.fields[field] ?? null
  if (field === 'authors' && Array.isArray(value)) return value.length === 1 && value[0] === defaultAuthor
  if (value === (DEFAULTS[field] ?? null)) return true
  return value === '' || value === false || (Array.isArray(value) && value.length === 0)
}
