import { comparePost } from '../diff/compare-post.ts'
import { isOutdated } from '../diff/digest-rules.ts'
import type { Match } from '../diff/match-posts.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { fetchRemotePosts } from '../ghost/fetch-remote-posts.ts'
import { findPublished, listStampedPaths } from '../ghost/ledger.ts'
import { listAllPosts } from '../ghost/list-all-posts.ts'
import { readLedger } from '../ghost/read-ledger.ts'
import { verifyBases } from '../ghost/recover-bases.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import { desirePosts } from '../scan/desire-posts.ts'
import type { DesiredPost } from '../scan/desired-post.ts'
import { runUnguarded, stopOnInterrupt } from '../stop-on-interrupt.ts'
import { choosePosts } from './choose-posts.ts'
import type { PullContext } from './pull-context.ts'
import { pullMissing } from './pull-missing.ts'
import type { PullOutcome, PullResult } from './pull-outcome.ts'
import { pullPresent } from './pull-present.ts'
import { refuseBroken } from './refuse-broken.ts'
import { skipPost } from './skip-post.ts'
import { writeBody } from './write-body.ts'

/**
 * Brings what one site has into the repository: posts without a file get one, drifted ones get Ghost's changes.
 * @throws GhostSyncFailure `usage/no-such-post` for a name that is no post of the site; `interrupted` when it was stopped before anything was written
 */
export async function pullSite(context: PullContext): Promise<PullOutcome> {
  const { config, site, facts, sources, now, readAsset } = context
  const { siteNames } = config
  const wish = { files: sources, site, siteNames, facts, now, readAsset }
  const reading = runUnguarded(context, () => desirePosts(wish))
  const { posts, held } = await stopOnInterrupt(context, reading)
  // Where a link of a file leads is a matter of pushing it.
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
  // All that only reads comes before the first file is written: stopped afterwards, the run must say what there is.
  const verified = await stopOnInterrupt(context, verifyMatches(chosen.present, context))
  const missing = await pullMissing(readable, wanted, context)
  const present: PullResult[] = []
  for (const match of verified) {
    const isStopped = context.signal?.aborted === true
    present.push(isStopped ? skipPost(match.desired.path, match.remote) : await pullPresent(match, wanted, context))
  }
  const refused = refuseBroken(remote, context)
  const results = [...refused, ...failed, ...missing.results, ...present].sort((a, b) => (a.path < b.path ? -1 : 1))
  return { site: site.name, url: facts.url, results, files: missing.files }
}

type Present = Exclude<Match, { readonly kind: 'new' }>

/**
 * Where the file says something else than Ghost, that may be the doing of somebody who restored an older revision there: its old stamp came back with it, and
 * calls the file's own text the newer one. Only those posts' revisions are asked for.
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

/** Posts whose body cannot be written as Markdown; the others go on without them. */
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

/** Files that a plan would not push to this site: broken for it, or meant for others. Their names are taken all the same. */
function listBlocked({ sources }: PullContext, desired: readonly DesiredPost[]): readonly string[] {
  const usable = new Set(desired.map(({ path }) => path))
  return sources.flatMap(({ path }) => (usable.has(path) ? [] : [path]))
}

async function fetchRemote(desired: readonly DesiredPost[], context: PullContext): Promise<readonly RemotePost[]> {
  const { connection, options } = context
  if (options.all) return listAllPosts(connection)
  const own = (type: DesiredPost['type']) =>
    desired.filter((post) => post.type === type).map(({ fields }) => fields.slug)
  // A name may be a path; no post has that for a slug, and asking costs nothing more.
  const slugs = options.names.map((name) => name.replace(/(?<!\/)\/+$/, '').replace(/^.*\//, ''))
  return fetchRemotePosts(connection, {
    slugs: { posts: [...own('post'), ...slugs], pages: [...own('page'), ...slugs] },
  })
}
