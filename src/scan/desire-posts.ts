import { convertMarkdown } from '../markdown/index.ts'
import type { Problem } from '../model/problem.ts'
import { type DesireInput, type ResolvedPost, resolvePosts } from './resolve-posts.ts'
import { type Asset, keyAsset } from './source/asset.ts'
import type { DesiredPost } from './source/desired-post.ts'

export type { DesireInput } from './resolve-posts.ts'

export interface Desired {
  /** In the order of `files`. A file with an error is left out, and so is one that leads to such a file. */
  readonly posts: readonly DesiredPost[]
  /** The posts that are left out without an error of their own. */
  readonly held: readonly DesiredPost[]
  /** Problems that hold for this site only have its name; the others are repeated, identically, for every site. */
  readonly problems: readonly Problem[]
  /** The resolved posts that these were made from, those with errors included. */
  readonly resolved: readonly ResolvedPost[]
}

/** Returns what one site should show: every file that goes to it as a post or page, checked against the facts about the site. */
export async function desirePosts(input: DesireInput): Promise<Desired> {
  const { posts, problems, held } = await resolvePosts(input)
  const desire = (isHeld: boolean) =>
    posts.filter((post) => post.isHeld === isHeld).flatMap((post) => desirePost(post) ?? [])
  return { posts: desire(false), held: desire(true), problems: [...problems, ...held], resolved: posts }
}

/** Returns one file as its post, with its Markdown converted; undefined when it has an error of its own. */
export function desirePost({ draft, references, hasError }: ResolvedPost): DesiredPost | undefined {
  const { source, title, slug } = draft
  if (hasError || title === undefined || slug === undefined) return undefined
  const assets = new Map<string, Asset>()
  for (const asset of [...draft.assets, ...references.assets])
    if (!assets.has(keyAsset(asset))) assets.set(keyAsset(asset), asset)
  return {
    path: source.path,
    file: source.file,
    type: draft.type,
    fields: { ...draft.fields, title, slug },
    body: convertMarkdown(draft.document, { resolve: references.resolve }),
    assets: [...assets.values()],
    lines: draft.lines,
    newsletter: draft.newsletter,
    ...(draft.document.cards.length > 0 && { cards: draft.document.cards }),
  }
}
