import type { SiteConfig } from '../config/config.ts'
import { desirePost } from '../scan/desire-posts.ts'
import type { DesiredPost } from '../scan/desired-post.ts'
import type { ResolvedPost } from '../scan/resolve-posts.ts'
import type { AssembleInput } from './assemble-input.ts'
import { isUnder } from './select-posts.ts'

/** The posts that a run is about, with their Markdown converted, and the paths of the others. */
export function desireChosen(
  site: SiteConfig,
  posts: readonly ResolvedPost[],
  { choose, shape, request }: Pick<AssembleInput, 'choose' | 'shape' | 'request'>,
): { readonly chosen: readonly DesiredPost[]; readonly others: readonly string[] } {
  const wanted = choose?.(site, posts)
  const isChosen = ({ draft: { source } }: ResolvedPost) => {
    if (wanted !== undefined) return wanted === 'all' || wanted.has(source.path)
    return request.paths.length === 0 || request.paths.some((path) => isUnder(source.file, path))
  }
  const chosen = posts.filter(isChosen).flatMap((post) => desirePost(post) ?? [])
  const rest = posts.filter((post) => !isChosen(post))
  // Another shape may have another path, and only of a post that is converted.
  const others =
    shape === undefined
      ? rest.map(({ draft }) => draft.source.path)
      : rest.flatMap((post) => desirePost(post) ?? []).map((post) => shape(post).path)
  return { chosen, others }
}
