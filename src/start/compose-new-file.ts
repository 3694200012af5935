import type { PostType } from '../fields.ts'
import type { FrontMatterValue } from '../scan/front-matter/write-front-matter.ts'
import { writeFrontMatter } from '../scan/front-matter/write-front-matter.ts'

export interface NewPost {
  readonly title: string
  readonly type: PostType
  readonly slug: string
  /** Whether the file's own name gives that slug. */
  readonly slugFromName: boolean
  /** What the globs take the file for. */
  readonly typeByGlob: PostType
  readonly tags: readonly string[]
  /** Empty for all. */
  readonly sites: readonly string[]
}

/** A file to begin with: what `new` writes where there is no template. */
export function composeNewFile(post: NewPost): string {
  return `${writeFrontMatter(listEntries(post))}\n`
}

/** The front matter of a new post; a draft, so that no push shows readers what has only been begun. */
function listEntries({
  title,
  type,
  slug,
  slugFromName,
  typeByGlob,
  tags,
  sites,
}: NewPost): Map<string, FrontMatterValue> {
  const entries = new Map<string, FrontMatterValue>([['title', title]])
  if (!slugFromName) entries.set('slug', slug)
  entries.set('status', 'draft')
  if (tags.length > 0) entries.set('tags', tags)
  if (type !== typeByGlob) entries.set('type', type)
  if (sites.length > 0) entries.set('sites', sites)
  return entries
}
