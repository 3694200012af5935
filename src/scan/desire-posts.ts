import { convertMarkdown } from '../markdown/index.ts'
import type { Problem } from '../model/problem.ts'
import { type DesireInput, type ResolvedPost, resolvePosts } from './resolve-posts.ts'
import type { Asset } from './source/asset.ts'
import type { DesiredPost } from './source/desired-post.ts'

export type { DesireInput } from './resolve-posts.ts'

export interface Desired {
  /** In the order of `files`. A file with an error is not among them, nor one that leads to a file with one. */
  readonly posts: readonly DesiredPost[]
  /** Of those the ones without an error of their own. */
  readonly held: readonly DesiredPost[]
  /** Those that hold for this site only carry its name; the others come again, the same, for every site. */
  readonly problems: readonly Problem[]
  /** What the posts were made from, those with errors too. */
  readonly resolved: readonly ResolvedPost[]
}

/** Says what one site should show: every file that goes to it as a post or page, checked against what the site knows. */
export async function desirePosts(input: DesireInput): Promise<Desired> {
  const { posts, problems, held } = await resolvePosts(input)
  const desire = (isHeld: boolean) =>
    posts.filter((post) => post.isHeld === isHeld).flatMap((post) => desirePost(post) ?? [])
  return { posts: desire(false), held: desire(true), problems: [...problems, ...held], resolved: posts }
}

/** One file as its post, with its Markdown converted; undefined when it has an error of its own. */
export function desirePost({ draft, references, hasError }: ResolvedPost): DesiredPost | undefined {
  const { source, title, slug } = draft
  if (hasError || title === undefined || slug === undefined) return undefined
  const assets = new Map<string, Asset>()
  for (const asset of [...draft.assets, ...references.assets])
    if (!assets.has(asset.hash)) assets.set(asset.hash, asset)
  return {
    path: source.path,
    file: source.file,
    type: draft.type,
    fields: { ...draft.fields, title, slug },
    body: convertMarkdown(draft.document, { resolve: references.resolve }),
    assets: [...assets.values()],
    lines: draft.lines,
    newsletter: draft.newsletter,
  }
}
