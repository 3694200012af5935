import type { RemotePost } from '../ghost/remote-post.ts'
import type { DesiredPost } from '../scan/desired-post.ts'
import { digestBody } from './digest-field.ts'
import { isOurs } from './is-ours.ts'

export interface Matches {
  readonly pairs: readonly Match[]
  /** Managed posts of this project whose file is gone. */
  readonly orphans: readonly RemotePost[]
  /** A second post with the stamp of a file that already has one: copied in Ghost Admin, most likely. Left alone. */
  readonly copies: readonly RemotePost[]
}

export type Match =
  | { readonly kind: 'new'; readonly desired: DesiredPost }
  | {
      readonly kind: 'managed'
      readonly desired: DesiredPost
      readonly remote: RemotePost
      readonly renamedFrom?: string
    }
  /** The slug is taken by a post that nobody gave us. */
  | { readonly kind: 'unowned'; readonly desired: DesiredPost; readonly remote: RemotePost }

export interface MatchInput {
  readonly project: string
  readonly desired: readonly DesiredPost[]
  readonly remote: readonly RemotePost[]
  /** Paths of files that exist but are not in `desired` (they have problems, or were not asked for): their posts are no orphans. */
  readonly setAside: ReadonlySet<string>
  readonly siteUrl: string
}

/**
 * Finds the post of each file: by the path in its stamp, else by slug among ours, else by content that just one lost post and one new file
 * share (a rename of both file and slug), else by slug among everybody's.
 */
export function matchPosts({ project, desired, remote, setAside, siteUrl }: MatchInput): Matches {
  const pairs: Match[] = []
  const { byPath, copies } = indexByPath(remote, project, desired)
  const lost = new Set(remote.filter((post) => isOurs(post, project) && !copies.includes(post)))

  const newFiles: DesiredPost[] = []
  for (const post of desired) {
    const found = byPath.get(post.path)
    if (found === undefined) newFiles.push(post)
    else {
      pairs.push({ kind: 'managed', desired: post, remote: found })
      lost.delete(found)
    }
  }
  for (const post of lost) if (setAside.has(pathOf(post) ?? '')) lost.delete(post)

  const contents = lost.size === 0 ? [] : newFiles.map((post) => ({ post, digest: digestBody(post.body, siteUrl) }))
  for (const post of newFiles) {
    const moved = findBySlug(lost, post) ?? findByContent(lost, contents, post)
    const taken = moved ?? findTaken(remote, project, post)
    if (moved !== undefined) {
      lost.delete(moved)
      const from = pathOf(moved)
      pairs.push({ kind: 'managed', desired: post, remote: moved, ...(from !== undefined && { renamedFrom: from }) })
    } else if (taken !== undefined) pairs.push({ kind: 'unowned', desired: post, remote: taken })
    else pairs.push({ kind: 'new', desired: post })
  }
  pairs.sort((a, b) => (a.desired.path < b.desired.path ? -1 : 1))
  return { pairs, orphans: [...lost], copies }
}

/** Source path that the post's stamp names. */
function pathOf(post: RemotePost): string | undefined {
  return post.base.kind === 'none' ? undefined : post.base.stamp.path
}

function indexByPath(remote: readonly RemotePost[], project: string, desired: readonly DesiredPost[]) {
  const slugs = new Map(desired.map((post) => [post.path, post.fields.slug]))
  const byPath = new Map<string, RemotePost>()
  const copies: RemotePost[] = []
  for (const post of remote) {
    const path = pathOf(post)
    if (path === undefined || !isOurs(post, project)) continue
    const rival = byPath.get(path)
    if (rival === undefined) byPath.set(path, post)
    else {
      // The one with the file's slug is the original; else the older one (Ghost's ids grow with time).
      const [original, copy] = isOriginal(post, rival, slugs.get(path)) ? [post, rival] : [rival, post]
      byPath.set(path, original)
      copies.push(copy)
    }
  }
  return { byPath, copies }
}

function isOriginal(post: RemotePost, rival: RemotePost, slug: string | undefined): boolean {
  if (post.fields.slug === slug) return true
  return rival.fields.slug !== slug && post.id < rival.id
}

function findBySlug(candidates: Iterable<RemotePost>, desired: DesiredPost): RemotePost | undefined {
  for (const post of candidates) if (post.type === desired.type && post.fields.slug === desired.fields.slug) return post
  return undefined
}

/** Ghost counts posts and pages together: beside a page `about`, a new post would become `about-2`. */
function findTaken(remote: readonly RemotePost[], project: string, desired: DesiredPost): RemotePost | undefined {
  const others = remote.filter((post) => post.fields.slug === desired.fields.slug && !isOurs(post, project))
  return others.find((post) => post.type === desired.type) ?? others[0]
}

/** The same document, once on either side: anything less certain would hand one post's URL and comments to another text. */
function findByContent(
  lost: ReadonlySet<RemotePost>,
  contents: readonly { readonly post: DesiredPost; readonly digest: string }[],
  desired: DesiredPost,
): RemotePost | undefined {
  const digest = contents.find(({ post }) => post === desired)?.digest
  const posts = [...lost].filter(
    ({ base, type }) => base.kind !== 'none' && type === desired.type && base.stamp.fields.body === digest,
  )
  const twins = contents.filter((content) => content.digest === digest)
  return posts.length === 1 && twins.length === 1 ? posts[0] : undefined
}
