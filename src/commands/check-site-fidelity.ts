import { canonicaliseText } from '../diff/canonicalise-text.ts'
import type { Action, ConflictAction, SitePlan, UnchangedAction, UpdateAction } from '../diff/plan.ts'
import type { PostType } from '../fields.ts'
import { fetchPostHtml } from '../ghost/fetch-post-html.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import { SITE_PLACEHOLDER } from '../markdown/canonical/place-site-urls.ts'
import { compareHtml } from '../markdown/fidelity/compare-html.ts'
import { renderReference } from '../markdown/fidelity/render-reference.ts'
import { findGoneFiles } from '../pull/find-gone-files.ts'
import { describeDifference } from '../report/describe-difference.ts'
import type { FidelityProblem, SiteFidelity, SkipReason } from '../report/fidelity-check.ts'
import { ASSET_SCHEME } from '../scan/asset.ts'
import type { ResolvedPost } from '../scan/resolve-posts.ts'
import type { SiteSession } from './assemble-plan.ts'
import { describeGone } from './describe-gone.ts'

/** Enough of them that requests do not count, few enough that progress is seen and an answer is not huge. */
const POSTS_PER_REQUEST = 25

type Compared = UpdateAction | UnchangedAction | ConflictAction

/** Compares what one site shows with what the files say, for every post of which the two are known to agree. */
export async function checkSiteFidelity(
  plan: SitePlan,
  { connection, facts, remote, resolved, assets }: SiteSession,
  onProgress: (done: number, total: number) => void,
): Promise<SiteFidelity> {
  const sources = new Map(resolved.map((post) => [post.draft.source.path, post]))
  const skipped: { file: string; reason: SkipReason }[] = []
  const chosen: { readonly action: Compared; readonly post: ResolvedPost }[] = []
  for (const action of plan.actions) {
    const post = sources.get(action.path)
    const reason = findReason(action)
    if (reason !== undefined) skipped.push({ file: post?.draft.source.file ?? action.path, reason })
    else if (post !== undefined && isComparable(action)) chosen.push({ action, post })
  }
  const differences: FidelityProblem[] = []
  const stamps = new Map(remote.map((post) => [post.id, post.base]))
  let [done, compared] = [0, 0]
  for (const { type, entries } of inBatches(chosen)) {
    const served = await fetchPostHtml(
      connection,
      type,
      entries.map(({ action }) => action.id),
    )
    for (const { action, post } of entries) {
      const { file } = post.draft.source
      const shown = served.get(action.id)
      onProgress(++done, chosen.length)
      // Somebody saved it, or deleted it, after the plan was made.
      if (shown?.updatedAt !== action.updatedAt) {
        skipped.push({ file, reason: 'changed-in-ghost' })
        continue
      }
      compared++
      const writeUrl = createUrlWriter(facts.url, stamps.get(action.id))
      const reference = renderReference(post.draft.document, post.references)
      const found = compareHtml(reference, shown.html, { writeUrl, asGhostShows: true }).differences
      differences.push(...found.map((difference) => describeDifference(difference, { file, site: plan.site })))
    }
  }
  const shown = plan.actions.flatMap((action) => {
    const source = sources.get(action.path)
    const post = 'id' in action && action.kind !== 'unowned' ? remote.find(({ id }) => id === action.id) : undefined
    return source === undefined || post === undefined ? [] : [{ source, post }]
  })
  const posts = shown.map(({ post }) => post)
  const { gone, unseen } = await findGoneFiles(posts, connection, facts.url, assets)
  for (const { source, post } of shown)
    differences.push(...describeGone(source, post, gone, { siteUrl: facts.url, site: plan.site }))
  const doubts = [...unseen].map(([url, reason]) => ({ url, reason }))
  return { site: plan.site, compared, skipped, differences, ...(doubts.length > 0 && { unseen: doubts }) }
}

/** Why the body in Ghost is not what the file says; undefined when it is. Other fields do not matter: a new tag changes nothing in the text. */
function findReason(action: Action): SkipReason | undefined {
  const hasBody = (changes: readonly { readonly field: string }[]): boolean =>
    changes.some(({ field }) => field === 'body')
  switch (action.kind) {
    case 'create':
      return 'not-pushed'
    case 'update':
      return hasBody(action.changes) ? 'not-pushed' : hasBody(action.drifts) ? 'changed-in-ghost' : undefined
    case 'unchanged':
      return hasBody(action.drifts) ? 'changed-in-ghost' : undefined
    case 'conflict':
      return hasBody(action.conflicts) ? 'conflict' : hasBody(action.drifts) ? 'changed-in-ghost' : undefined
    case 'unowned':
      return 'not-ours'
    case 'blocked':
      return 'problems'
    case 'gone':
      return 'changed-in-ghost'
    // Without a file there is nothing to compare with.
    case 'delete':
    case 'unpublish':
    case 'orphan':
      return undefined
  }
}

function isComparable(action: Action): action is Compared {
  return action.kind === 'update' || action.kind === 'unchanged' || action.kind === 'conflict'
}

function* inBatches(
  chosen: readonly { readonly action: Compared; readonly post: ResolvedPost }[],
): Generator<{ readonly type: PostType; readonly entries: typeof chosen }> {
  for (const type of ['post', 'page'] as const) {
    const own = chosen.filter(({ action }) => action.type === type)
    for (let at = 0; at < own.length; at += POSTS_PER_REQUEST)
      yield { type, entries: own.slice(at, at + POSTS_PER_REQUEST) }
  }
}

/** Addresses as the plan compares them. */
function createUrlWriter(siteUrl: string, base: RemotePost['base'] | undefined): (url: string) => string {
  const isAdopted = base !== undefined && base.kind !== 'none' && base.stamp.stored?.body !== undefined
  return (url) => {
    const written = canonicaliseText(url, siteUrl)
    if (!isAdopted) return written
    // The plan has compared their bytes; the address of a picture that somebody else uploaded does not say what it is.
    const isFile = written.startsWith(ASSET_SCHEME) || written.startsWith(`${SITE_PLACEHOLDER}/content/`)
    return isFile ? `${SITE_PLACEHOLDER}/content/` : written
  }
}
