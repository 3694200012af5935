import type { Action, SitePlan } from '../diff/plan.ts'
import type { ResolvedPost } from '../scan/resolve-posts.ts'
import type { SourceFile } from '../scan/source/source-file.ts'

/** What a post was when it was last looked at, as far as a change of it would have to be pushed. */
export interface RememberedPost {
  /** The parsed file itself: the same object means the same text, see `scan/scan-content`. */
  readonly source: SourceFile
  readonly title: string | undefined
  /** Everything else that goes into the post: values from the config, where its links lead, which bytes its pictures have. */
  readonly rest: string
}

/** By source path. */
export type PostMemory = ReadonlyMap<string, RememberedPost>

/** Takes down what the posts of a site are now. */
export function rememberPosts(posts: readonly ResolvedPost[]): PostMemory {
  return new Map(posts.map((post) => [post.draft.source.path, rememberPost(post)]))
}

/**
 * Which posts are not what they were: their own text was changed, or a picture that they show, the address of a post that they link to, the
 * config's defaults.
 */
export function findChanged(before: PostMemory, now: PostMemory): string[] {
  return [...now].flatMap(([path, { source, rest }]) => {
    const known = before.get(path)
    return known !== undefined && known.source === source && known.rest === rest ? [] : [path]
  })
}

function rememberPost({ draft, references, hasError, isHeld }: ResolvedPost): RememberedPost {
  const { source, type, title, slug, fields, newsletter } = draft
  // Of a post with an error not every reference has an answer, and none is needed: it is not written.
  const answers = hasError ? [] : draft.document.references.map(({ target, kind }) => references.resolve(target, kind))
  const assets = [...draft.assets, ...references.assets].map(({ hash }) => hash)
  return {
    source,
    title,
    rest: JSON.stringify([hasError, isHeld, type, title, slug, fields, newsletter, answers, assets]),
  }
}

/**
 * The part of a plan that is about these files, for a push of just what was saved. Removals are left out of it as well: whether a file is gone
 * for good, or a branch is being changed, nobody can tell from here.
 */
export function narrowPlan(plan: SitePlan, paths: ReadonlySet<string>): SitePlan {
  const isAbout = (action: Action) => paths.has(action.path) && action.kind !== 'delete' && action.kind !== 'unpublish'
  const { site, url, problems } = plan
  return { site, url, actions: plan.actions.filter(isAbout), problems }
}
