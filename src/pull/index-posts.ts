import type { FieldValue, PostType } from '../fields.ts'
import { buildPostUrl } from '../scan/links/build-post-url.ts'
import type { PullContext } from './pull-context.ts'

/** A Markdown file and what its address is made of. */
export interface AddressedFile {
  readonly path: string
  readonly type: PostType
  readonly fields: { readonly slug: string; readonly published_at?: FieldValue }
}

/** The paths of Markdown files by the address that a link to them gets on this site: made as a push makes it, so that the way back is the same. */
export function indexPosts(files: readonly AddressedFile[], { facts, site }: PullContext): Map<string, string> {
  const paths = new Map<string, string>()
  for (const { path, type, fields } of files) {
    const publishedAt = typeof fields.published_at === 'string' ? fields.published_at : undefined
    const url = buildPostUrl({ type, slug: fields.slug, publishedAt }, facts.url, site.permalink, facts.timezone)
    if (!paths.has(url)) paths.set(url, path)
  }
  return paths
}
