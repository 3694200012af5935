import type { Action, SitePlan } from '../diff/plan.ts'
import type { ResolvedPost } from '../scan/resolve-posts.ts'
import type { SourceFile } from '../scan/source/source-file.ts'

/** What is remembered of a post, to see whether a change has to be pushed. */
export interface RememberedPost {
  /** The parsed file: the same object means the same text, see `scan/scan-content`. */
  readonly source: SourceFile
  readonly title: string | undefined
  /** Everything else that the post depends on: values from the config, the targets of its links, the content of its pictures. */
  readonly rest: string
}

/** By source path. */
export type PostMemory = ReadonlyMap<string, RememberedPost>

/** Records the current state of a site's posts. */
export function rememberPosts(posts: readonly ResolvedPost[]): PostMemory {
  return new Map(posts.map((post) => [post.draft.source.path, rememberPost(post)]))
}

/**
 * Finds the posts that have changed: in their own text, in a picture that they show, in the address of a post that they link to, or in the config's
 * defaults.
 */
export function findChanged(before: PostMemory, now: PostMemory): string[] {
  return [...now].flatMap(([path, { source, rest }]) => {
    const known = before.get(path)
    return known !== undefined && known.source === source && known.rest === rest ? [] : [path]
  })
}

function rememberPost({ draft, references, hasError, isHeld }: ResolvedPost): RememberedPost {
  const { source, type, title, slug, fields, newsletter } = draft
  // In a post with an error some references are unresolved. None is needed: the post is not written.
  const answers = hasError ? [] : draft.document.references.map(({ target, kind }) => references.resolve(target, kind))
  const assets = [...draft.assets, ...references.assets].map(({ hash }) => hash)
  // The text of other files, where notes are shown in this one.
  const embedded = draft.document.rewritten?.embedsNotes === true ? draft.document.text : ''
  return {
    source,
    title,
    rest: JSON.stringify([hasError, isHeld, type, title, slug, fields, newsletter, answers, assets, embedded]),
  }
}

/**
 * Returns the part of a plan that is about these files, to push only what was just saved. Removals are left out: whether a file is gone for good, or
 * a branch is being changed, cannot be known here.
 */
export function narrowPlan(plan: SitePlan, paths: ReadonlySet<string>): SitePlan {
  const isAbout = (action: Action) => paths.has(action.path) && action.kind !== 'delete' && action.kind !== 'unpublish'
  const { site, url, problems } = plan
  return { site, url, actions: plan.actions.filter(isAbout), problems }
}
