import { FIELDS } from '../model/fields.ts'
import type { DesiredPost } from './source/desired-post.ts'

/**
 * Returns the draft that previews a post: it has its own slug, and is never published or sent. Links to other posts are those of the published posts:
 * the address of a draft is not known before it is made, and the text must be the one that will be published.
 *
 * @param name of the preview, as `isPreviewName` accepts it
 */
export function previewPost(post: DesiredPost, name: string): DesiredPost {
  const { slug, email_only: _only, email_subject: _subject, ...fields } = post.fields
  const suffix = `-preview-${name}`
  const stem = String(slug)
    .slice(0, FIELDS.slug.maxLength - suffix.length)
    .replace(/(?<!-)-+$/, '')
  return {
    ...post,
    fields: { ...fields, title: post.fields.title, slug: `${stem}${suffix}`, status: 'draft' },
    newsletter: undefined,
  }
}

/** Whether a text can stand at the end of a slug without a change by Ghost. */
export function isPreviewName(name: string): boolean {
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && name.length <= 40
}
