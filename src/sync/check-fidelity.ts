import { canonicaliseText } from '../diff/compare/canonicalise.ts'
import type { Action, ConflictAction, SitePlan, UnchangedAction, UpdateAction } from '../diff/plan.ts'
import { fetchPostHtml } from '../ghost/posts/fetch-post.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { compareHtml, type FidelityDifference, renderReference, SITE_PLACEHOLDER } from '../markdown/index.ts'
import { GhostSyncFailure } from '../model/failure.ts'
import type { PostType } from '../model/fields.ts'
import type { Problem } from '../model/problem.ts'
import { quotePath } from '../model/text.ts'
import { findGoneFiles, listPostFiles } from '../pull/files/find-gone-files.ts'
import { findAssetUrls } from '../scan/assets/asset-urls.ts'
import type { ResolvedPost } from '../scan/resolve-posts.ts'
import { ASSET_PLACEHOLDER, ASSET_SCHEME } from '../scan/source/asset.ts'
import type { AssembledPlan, SiteSession } from './assembled-plan.ts'

/** Why a post was not compared: what Ghost shows is known to differ from the file. */
export type UncheckedReason = 'not-pushed' | 'changed-in-ghost' | 'conflict' | 'not-ours' | 'problems'

/** The result of `check --fidelity`. */
export interface FidelityCheck {
  readonly sites: readonly SiteFidelity[]
  /** Time for reading, asking and comparing, without the start of the process. */
  readonly milliseconds: number
}

export interface SiteFidelity {
  readonly site: string
  /** Posts and pages whose HTML was compared. */
  readonly compared: number
  readonly skipped: readonly { readonly file: string; readonly reason: UncheckedReason }[]
  /** Differences between what Ghost shows and what the Markdown says. `code` is `fidelity/` and the kind of the difference. */
  readonly differences: readonly FidelityProblem[]
  /** Pictures and files for which the site gave no answer, each with the reason; absent when it answered for all of them. */
  readonly unseen?: readonly { readonly url: string; readonly reason: string }[]
}

interface FidelityProblem extends Problem {
  /** The text that the Markdown has there, shortened; empty for nothing. */
  readonly expected: string
  /** The text that Ghost shows, shortened; empty for nothing. */
  readonly found: string
}

/** Large enough that the number of requests does not matter, small enough to show progress and to keep answers small. */
const POSTS_PER_REQUEST = 25

type Compared = UpdateAction | UnchangedAction | ConflictAction

/**
 * Compares what every site of a plan shows with what the files say, for all sites in parallel.
 * @returns also why sites could not be asked
 */
export async function checkFidelity(
  { plan, sessions, failures: unplanned }: AssembledPlan,
  onProgress: (site: string, done: number, total: number) => void,
): Promise<{ readonly sites: readonly SiteFidelity[]; readonly failures: readonly GhostSyncFailure[] }> {
  const failures = unplanned.map(({ failure }) => failure)
  const checked = await Promise.all(
    plan.sites.map(async (site): Promise<SiteFidelity | undefined> => {
      const session = sessions.get(site.site)
      if (session === undefined) return undefined
      try {
        return await checkSiteFidelity(site, session, (done, total) => onProgress(site.site, done, total))
      } catch (error) {
        if (!(error instanceof GhostSyncFailure)) throw error
        failures.push(error)
        return undefined
      }
    }),
  )
  return { sites: checked.filter((site) => site !== undefined), failures }
}

/** Compares what one site shows with what the files say, for every post of which the two are known to agree. */
async function checkSiteFidelity(
  plan: SitePlan,
  { connection, facts, remote, resolved, assets }: SiteSession,
  onProgress: (done: number, total: number) => void,
): Promise<SiteFidelity> {
  const sources = new Map(resolved.map((post) => [post.draft.source.path, post]))
  const skipped: { file: string; reason: UncheckedReason }[] = []
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
      // Somebody saved or deleted the post after the plan was made.
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

/**
 * Says why the body in Ghost differs from the file; undefined when it does not. Other fields do not matter: a new tag changes nothing in the text.
 */
function findReason(action: Action): UncheckedReason | undefined {
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

/** Writes addresses as the plan compares them. */
function createUrlWriter(siteUrl: string, base: RemotePost['base'] | undefined): (url: string) => string {
  const isAdopted = base !== undefined && base.kind !== 'none' && base.stamp.stored?.body !== undefined
  return (url) => {
    const written = canonicaliseText(url, siteUrl)
    if (!isAdopted) return written
    // The plan has compared the bytes; the address of a picture that somebody else uploaded does not tell its content.
    const isFile = written.startsWith(ASSET_SCHEME) || written.startsWith(`${SITE_PLACEHOLDER}/content/`)
    return isFile ? `${SITE_PLACEHOLDER}/content/` : written
  }
}

const HINT =
  'Please report it, with the lines around it. Until it is mended, `:::html` shows there exactly what stands in it.'

/** Makes a problem of the file from a difference between Markdown and page. */
function describeDifference(
  { kind, line, expected, found }: FidelityDifference,
  { file, site }: { readonly file: string; readonly site: string },
): FidelityProblem {
  const said = expected === '' ? 'The Markdown says nothing here' : `The Markdown says ${quote(expected)}`
  const shown = found === '' ? 'Ghost does not show it' : `Ghost shows ${quote(found)}`
  const message = expected === '' ? `${said}, and ${shown}.` : `${said}, but ${shown}.`
  const place = line === undefined ? {} : { line }
  return { severity: 'error', code: `fidelity/${kind}`, file, ...place, message, hint: HINT, site, expected, found }
}

function quote(text: string): string {
  return `\`${text.replace(/\s+/g, ' ')}\``
}

/**
 * Reports each file that a post shows and the site no longer has, with the line that names it.
 * @param gone the reason for each, by address
 */
function describeGone(
  source: ResolvedPost,
  post: RemotePost,
  gone: ReadonlyMap<string, string>,
  { site, siteUrl }: { readonly site: string; readonly siteUrl: string },
): FidelityProblem[] {
  const { file } = source.draft.source
  return listPostFiles(post, siteUrl).flatMap((url) => {
    const reason = gone.get(url)
    if (reason === undefined) return []
    const { line, target, isLocal } = locateUse(source, url)
    const hint = isLocal
      ? `ghost-sync push --force ${quotePath(source.draft.source.path)} uploads it again.`
      : 'No file here is known to be that: put it beside the Markdown file and name its path, or upload it in Ghost Admin.'
    return [
      {
        ...{ severity: 'error', code: 'fidelity/upload-gone', file, site, hint },
        ...(line !== undefined && { line }),
        message: `\`${target}\` is gone from the site: ${url} (${reason}).`,
        ...{ expected: target, found: '' },
      } as const,
    ]
  })
}

interface Use {
  readonly line?: number | undefined
  /** The target as written; the address where the text does not name it. */
  readonly target: string
  /** Whether it is a file of the repository, which can be uploaded again. */
  readonly isLocal: boolean
}

function locateUse({ draft, references, hasError }: ResolvedPost, url: string): Use {
  const hash = findAssetUrls(url)[0]?.hash
  const wanted = [url, ...(hash === undefined ? [] : [`${ASSET_SCHEME}${hash}`])]
  for (const [field, value] of Object.entries(draft.fields)) {
    if (typeof value !== 'string' || !wanted.includes(value)) continue
    const asset = draft.assets.find((one) => one.hash === hash)
    const line = draft.lines[field as keyof typeof draft.lines]
    return { line, target: asset?.file ?? url, isLocal: asset !== undefined }
  }
  // In a text with an error, not every reference is known.
  for (const { target, kind, line } of hasError ? [] : draft.document.references) {
    const answer = references.resolve(target, kind).url
    if (wanted.includes(answer.replace(ASSET_PLACEHOLDER, `${ASSET_SCHEME}$2`)))
      return { line, target, isLocal: answer.startsWith(ASSET_SCHEME) }
  }
  // Somebody else uploaded this file, and it was recognised by its bytes.
  return { target: url, isLocal: references.assets.length + draft.assets.length > 0 }
}
