import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { digestBody, digestField } from './compare/digests.ts'

/** Whether a post is this project's: it has the tag, and no other project's stamp. */
export function isOurs({ owned, base }: RemotePost, project: string): boolean {
  return owned && (base.kind === 'none' || base.stamp.project === project)
}

export interface Matches {
  readonly pairs: readonly Match[]
  /** Managed posts of this project whose file is gone. */
  readonly orphans: readonly RemotePost[]
  /** Posts with the stamp of a file whose post is another one: copied in Ghost Admin, most likely. They are left alone. */
  readonly copies: readonly Copy[]
}

export interface Copy {
  readonly post: RemotePost
  /** The post of that file; undefined when it is deleted. */
  readonly original: RemotePost | undefined
}

export type Match =
  | { readonly kind: 'new'; readonly desired: DesiredPost }
  | {
      readonly kind: 'managed'
      readonly desired: DesiredPost
      readonly remote: RemotePost
      readonly renamedFrom?: string
    }
  /** The slug is taken by a post that ghost-sync does not manage. */
  | { readonly kind: 'unowned'; readonly desired: DesiredPost; readonly remote: RemotePost }

export interface MatchInput {
  readonly project: string
  readonly desired: readonly DesiredPost[]
  readonly remote: readonly RemotePost[]
  /** Paths of files that exist but are not in `desired` (they have problems, or are outside of this run): their posts are no orphans. */
  readonly setAside: ReadonlySet<string>
  readonly siteUrl: string
  /** Id of the post of each source path, according to the site's ledger (`ghost/ledger/ledger`). It distinguishes a post from a copy of it. */
  readonly published?: ReadonlyMap<string, string>
}

/**
 * Finds the post of each file: by the path in its stamp, else by slug among ours, else by content that just one lost post and one new file
 * share (a rename of both file and slug), else by slug among everybody's. A lost post of the other type that has the file's slug is its post as
 * well: the file was moved between posts and pages, and a second one beside it would get another address.
 */
export function matchPosts(input: MatchInput): Matches {
  const { project, desired, setAside, siteUrl } = input
  // A list that names a post twice does not make it two.
  const remote = [...new Map(input.remote.map((post) => [post.id, post])).values()]
  const pairs: Match[] = []
  const { byPath, copies } = indexByPath({ ...input, remote })
  const copied = new Set(copies.map(({ post }) => post))
  const lost = new Set(remote.filter((post) => isOurs(post, project) && !copied.has(post)))

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
    const moved =
      findBySlug(lost, post, siteUrl) ??
      findByContent(lost, contents, post) ??
      [...lost].find(({ fields }) => fields.slug === post.fields.slug)
    const taken =
      moved ??
      findTaken(remote, (other) => !isOurs(other, project) || copied.has(other), post) ??
      // Ghost-sync does not manage the post any more: somebody removed our tag, and changed its slug.
      remote.find((other) => !other.owned && other.id === input.published?.get(post.path))
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

/** Returns the source path in the post's stamp. */
function pathOf(post: RemotePost): string | undefined {
  return post.base.kind === 'none' ? undefined : post.base.stamp.path
}

function indexByPath({ remote, project, desired, siteUrl, published = new Map() }: MatchInput) {
  const slugs = new Map(desired.map((post) => [post.path, post.fields.slug]))
  const byPath = new Map<string, RemotePost>()
  const copies: RemotePost[] = []
  for (const post of remote) {
    const path = pathOf(post)
    if (path === undefined || !isOurs(post, project)) continue
    const known = published.get(path)
    if (isCopy(post, known, siteUrl)) {
      copies.push(post)
      continue
    }
    const rival = byPath.get(path)
    if (rival === undefined) byPath.set(path, post)
    else {
      const [original, copy] = isOriginal(post, rival, slugs.get(path), known) ? [post, rival] : [rival, post]
      byPath.set(path, original)
      copies.push(copy)
    }
  }
  return { byPath, copies: copies.map((post): Copy => ({ post, original: byPath.get(pathOf(post) ?? '') })) }
}

/**
 * Whether a post is a copy that somebody made in Ghost Admin: it has the stamp and the tag of its original, and a slug of its own. A post that was
 * moved to another site, or restored from a backup, is the same post under another id, and has the slug that we gave it.
 * @param known id of the post that belongs to the file in the stamp, according to the site's ledger
 */
export function isCopy({ id, base, fields }: RemotePost, known: string | undefined, siteUrl: string): boolean {
  if (base.kind === 'none' || known === undefined || known === id) return false
  return base.stamp.fields.slug !== digestField('slug', fields.slug, siteUrl)
}

/**
 * Whether a post is the original: the one in the site's ledger, or else the one with the file's slug, or else the older one (Ghost's ids grow with
 * time).
 */
function isOriginal(post: RemotePost, rival: RemotePost, slug: string | undefined, known: string | undefined): boolean {
  if (post.id === known || rival.id === known) return post.id === known
  if (post.fields.slug === slug) return true
  return rival.fields.slug !== slug && post.id < rival.id
}

/** Finds a post by its slug, or by the slug that we gave it before somebody changed it in Ghost. */
function findBySlug(
  candidates: ReadonlySet<RemotePost>,
  desired: DesiredPost,
  siteUrl: string,
): RemotePost | undefined {
  const posts = [...candidates].filter(({ type }) => type === desired.type)
  const digest = digestField('slug', desired.fields.slug, siteUrl)
  return (
    posts.find(({ fields }) => fields.slug === desired.fields.slug) ??
    posts.find(({ base }) => base.kind !== 'none' && base.stamp.fields.slug === digest)
  )
}

/** Finds the post that has the slug. Ghost counts posts and pages together: beside a page `about`, a new post would become `about-2`. */
function findTaken(
  remote: readonly RemotePost[],
  isFree: (post: RemotePost) => boolean,
  desired: DesiredPost,
): RemotePost | undefined {
  const others = remote.filter((post) => post.fields.slug === desired.fields.slug && isFree(post))
  return others.find((post) => post.type === desired.type) ?? others[0]
}

/**
 * Finds a post with the same document, if that document occurs once on either side: anything less certain would give one post's URL and comments to
 * another text.
 */
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
