import { type Match, matchPosts } from '../diff/match-posts.ts'
import { isOwnershipTag } from '../ghost/is-ownership-tag.ts'
import { namePreviewTag } from '../ghost/name-preview.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import type { DesiredPost } from '../scan/desired-post.ts'
import type { PullContext } from './pull-context.ts'

export interface ChosenPosts {
  /** Posts that get a file. */
  readonly missing: readonly RemotePost[]
  /** Posts that have one. */
  readonly present: readonly Exclude<Match, { readonly kind: 'new' }>[]
  /** Names that chose nothing. */
  readonly unknown: readonly string[]
}

/** Says which posts of the site a pull is about, and which of them have a file. */
export function choosePosts(
  desired: readonly DesiredPost[],
  remote: readonly RemotePost[],
  published: ReadonlyMap<string, string>,
  { config, site, facts, broken, options }: PullContext,
): ChosenPosts {
  const setAside = new Set(broken)
  const { pairs } = matchPosts({ project: config.project, desired, remote, setAside, siteUrl: facts.url, published })
  const present = pairs.flatMap((match) => (match.kind === 'new' ? [] : [match]))
  const taken = new Set(present.map((match) => match.remote.id))
  const homeless = remote.filter(
    ({ id, base }) => !taken.has(id) && !(base.kind !== 'none' && broken.has(base.stamp.path)),
  )
  const { names, all } = options
  if (names.length === 0) {
    const previewTag = namePreviewTag(site.policies.ownershipTag)
    const isForeign = ({ base, owned, fields: { tags } }: RemotePost) =>
      (owned && base.kind !== 'none' && base.stamp.project !== config.project) ||
      (Array.isArray(tags) && tags.some((tag) => isOwnershipTag(tag, previewTag)))
    return {
      missing: all ? homeless.filter((post) => !isForeign(post)) : [],
      present: present.filter(({ kind }) => kind === 'managed'),
      unknown: [],
    }
  }
  const isNamed = (name: string, post: RemotePost, path?: string): boolean =>
    post.fields.slug === name ||
    post.url === name ||
    (path !== undefined && (path === name || path.startsWith(`${name}/`)))
  const missing = homeless.filter((post) => names.some((name) => isNamed(name, post)))
  const chosen = present.filter(({ remote: post, desired: { path } }) =>
    names.some((name) => isNamed(name, post, path)),
  )
  const unknown = names.filter(
    (name) =>
      !missing.some((post) => isNamed(name, post)) &&
      !chosen.some(({ remote: post, desired: { path } }) => isNamed(name, post, path)),
  )
  return { missing, present: chosen, unknown }
}
