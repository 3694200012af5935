import { isOutdated } from '../diff/compare/digests.ts'
import { comparePost } from '../diff/compare-post.ts'
import { type Match, matchPosts } from '../diff/match-posts.ts'
import { findPublished, listStampedPaths, readLedger } from '../ghost/ledger/ledger.ts'
import { verifyBases } from '../ghost/posts/bases.ts'
import { isOwnershipTag } from '../ghost/posts/compose-post.ts'
import { fetchRemotePosts } from '../ghost/posts/fetch-remote-posts.ts'
import { listAllPosts } from '../ghost/posts/list-posts.ts'
import { namePreviewTag } from '../ghost/posts/name-preview.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { runUnguarded, stopOnInterrupt } from '../model/stop-on-interrupt.ts'
import { desirePosts } from '../scan/desire-posts.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { writeBody } from './compose-file.ts'
import { type PullContext, type PullOutcome, type PullResult, skipPost } from './pull-context.ts'
import { pullMissing } from './pull-missing.ts'
import { pullPresent } from './pull-present.ts'
import { tidyPresent } from './tidy-files.ts'

/**
 * Pulls one site into the repository: posts without a file get one, drifted ones get Ghost's changes.
 * @throws GhostSyncFailure `usage/no-such-post` for a name that is no post of the site; `interrupted` when it was stopped before anything was written
 */
export async function pullSite(context: PullContext): Promise<PullOutcome> {
  const { config, site, facts, sources, now, readAsset } = context
  const { siteNames } = config
  const wish = { files: sources, site, siteNames, facts, now, readAsset }
  const reading = runUnguarded(context, () => desirePosts(wish))
  const { posts, held } = await stopOnInterrupt(context, reading)
  // Posts that are held back because of a link are included: their links matter only to a push.
  const wanted = [...posts, ...held]
  const blocked = listBlocked(context, wanted)
  const remote = await stopOnInterrupt(context, fetchRemote(wanted, context))
  const ledger = await stopOnInterrupt(context, readLedger(context.connection))
  const published = findPublished(listStampedPaths(remote), config.project, ledger)
  const chosen = choosePosts(wanted, remote, published, {
    ...context,
    broken: new Set([...context.broken, ...blocked]),
  })
  const [unknown] = chosen.unknown
  if (unknown !== undefined) {
    const message = `${unknown} is no post of the site ${site.name}: neither a slug, nor an address, nor a file`
    const hint = 'A file with problems has to be mended first: `ghost-sync plan` shows them.'
    throw new GhostSyncFailure('usage/no-such-post', message, EXIT_CODE.usage, { hint })
  }
  const { readable, failed } = setUnreadableAside(chosen.missing, context)
  // Everything that only reads is done before the first file is written: after an interruption later, the run must report the written files.
  const verified = await stopOnInterrupt(context, verifyMatches(chosen.present, context))
  const missing = await pullMissing(readable, wanted, context)
  const present: PullResult[] = []
  for (const match of verified) {
    const isStopped = context.signal?.aborted === true
    if (isStopped) {
      present.push(skipPost(match.desired.path, match.remote))
      continue
    }
    const result = await pullPresent(match, wanted, context)
    present.push(context.options.tidy ? await tidyPresent(match.desired, match.remote, result, context) : result)
  }
  const refused = refuseBroken(remote, context)
  const results = [...refused, ...failed, ...missing.results, ...present].sort((a, b) => (a.path < b.path ? -1 : 1))
  return { site: site.name, url: facts.url, results, files: missing.files }
}

type Present = Exclude<Match, { readonly kind: 'new' }>

/**
 * Verifies the posts whose file differs from Ghost: somebody may have restored an older revision, whose old stamp makes the file's own text look like
 * the newer one. Only those posts' revisions are requested.
 */
async function verifyMatches(matches: readonly Present[], context: PullContext): Promise<readonly Present[]> {
  const { connection, facts, now } = context
  const question = { siteUrl: facts.url, now, defaultAuthor: facts.authors[0]?.slug }
  const isDoubted = ({ kind, desired, remote }: Present) =>
    kind === 'managed' &&
    remote.base.kind === 'stamp' &&
    comparePost(desired, remote, question).fields.some(({ verdict }) => verdict === 'update' || verdict === 'conflict')
  const posts = matches.map(({ remote }) => remote)
  const doubted = new Set(matches.filter(isDoubted).map(({ remote }) => remote.id))
  const verified = await verifyBases(connection, posts, doubted, (stamp) => isOutdated(stamp))
  return matches.map((match, nth) => ({ ...match, remote: verified[nth] ?? match.remote }))
}

/** Sets posts aside whose body cannot be written as Markdown; the others continue without them. */
function setUnreadableAside(posts: readonly RemotePost[], { config }: PullContext) {
  const readable: RemotePost[] = []
  const failed: PullResult[] = []
  for (const post of posts) {
    try {
      if (post.body.kind === 'other') writeBody(post.body, (url) => url, config.content.markdown)
      readable.push(post)
    } catch (error) {
      if (!(error instanceof GhostSyncFailure)) throw error
      const { type, url, fields } = post
      const hint = error.hint === undefined ? {} : { hint: error.hint }
      const { message } = error
      failed.push({ kind: 'failed', path: '', type, title: fields.title, url, fields: [], left: [], message, ...hint })
    }
  }
  return { readable, failed }
}

/** Lists files that a plan would not push to this site, because they have errors or are meant for others. Their names are taken all the same. */
function listBlocked({ sources }: PullContext, desired: readonly DesiredPost[]): readonly string[] {
  const usable = new Set(desired.map(({ path }) => path))
  return sources.flatMap(({ path }) => (usable.has(path) ? [] : [path]))
}

async function fetchRemote(desired: readonly DesiredPost[], context: PullContext): Promise<readonly RemotePost[]> {
  const { connection, options } = context
  if (options.all) return listAllPosts(connection)
  const own = (type: DesiredPost['type']) =>
    desired.filter((post) => post.type === type).map(({ fields }) => fields.slug)
  // A name may be a path. No post has that as a slug, and asking for it costs no extra request.
  const slugs = options.names.map((name) => name.replace(/(?<!\/)\/+$/, '').replace(/^.*\//, ''))
  return fetchRemotePosts(connection, {
    slugs: { posts: [...own('post'), ...slugs], pages: [...own('page'), ...slugs] },
  })
}

export interface ChosenPosts {
  /** Posts that get a file. */
  readonly missing: readonly RemotePost[]
  /** Posts that have a file. */
  readonly present: readonly Exclude<Match, { readonly kind: 'new' }>[]
  /** Names that match no post. */
  readonly unknown: readonly string[]
}

/** Chooses the posts of the site that a pull is about, and finds out which of them have a file. */
function choosePosts(
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

/**
 * Reports posts whose file has problems, so that nothing can be pulled into it: conflict markers of the last pull, most likely. Without a report,
 * they would look as if Ghost had no changes. One that is asked for by name is an error already (`choosePosts`).
 */
function refuseBroken(
  remote: readonly RemotePost[],
  { config, broken, options }: Pick<PullContext, 'config' | 'broken' | 'options'>,
): readonly PullResult[] {
  if (options.names.length > 0) return []
  return remote.flatMap(({ owned, base, type, url, fields }): PullResult[] => {
    if (!owned || base.kind === 'none' || base.stamp.project !== config.project) return []
    const { path } = base.stamp
    if (!broken.has(path)) return []
    const message = 'the file has problems, and is left as it is'
    const hint = 'See them with `ghost-sync check`, mend them, and pull again.'
    return [{ kind: 'refused', path, type, title: fields.title, url, fields: [], left: [], message, hint }]
  })
}
