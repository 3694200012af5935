import type { SiteConfig } from '../config/config.ts'
import { applyForce, applyRecognisedFiles } from '../diff/apply-knowledge.ts'
import { isOutdated } from '../diff/compare/digests.ts'
import { findDeparted } from '../diff/departed-posts.ts'
import { listDoubted, listTouched, nameEditors } from '../diff/doubted-posts.ts'
import type { BlockedAction, SitePlan } from '../diff/plan.ts'
import { applyEmail } from '../diff/plan-email.ts'
import { planPost } from '../diff/plan-post.ts'
import { leaveOutOrphans } from '../diff/plan-removals.ts'
import { completePlan, decideSite, type SiteDecision } from '../diff/plan-site.ts'
import { preserveStatus } from '../diff/preserve-status.ts'
import { findPublished, isNotedAsSent, listStampedPaths } from '../ghost/ledger/ledger.ts'
import { verifyBases } from '../ghost/posts/bases.ts'
import { findMissedPosts, findPostsById } from '../ghost/posts/find-missed-posts.ts'
import { readEdits } from '../ghost/posts/read-edits.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { readSiteFacts } from '../ghost/site/site-facts.ts'
import type { Connection } from '../ghost/transport/connection.ts'
import type { Problem } from '../model/problem.ts'
import { runUnguarded } from '../model/stop-on-interrupt.ts'
import { findGoneFiles } from '../pull/files/find-gone-files.ts'
import { recogniseFiles } from '../pull/files/recognise-files.ts'
import { openSiteFiles } from '../pull/files/site-files.ts'
import { foretellMerges } from '../pull/foretell-merges.ts'
import { findAssetUrls } from '../scan/assets/asset-urls.ts'
import { findLeakedKeys } from '../scan/find-leaked-keys.ts'
import { resolvePosts } from '../scan/resolve-posts.ts'
import type { ScannedContent } from '../scan/scan-content.ts'
import { type Asset, keyAsset } from '../scan/source/asset.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { type AssembleInput, desireChosen } from './assemble-input.ts'
import { type AssembledPlan, type PlannedSite, planEachSite } from './assembled-plan.ts'
import { fetchEmailState } from './fetch-email-state.ts'
import { fetchSitePosts } from './fetch-site-posts.ts'

/** Fetches what every site has, and decides what a push would do to it. Sites are asked in parallel; one that is down does not stop the others. */
export async function assemblePlan(input: AssembleInput): Promise<AssembledPlan> {
  const { config, request, connect } = input
  return planEachSite(config, request, connect, (site, connection) => planOneSite(site, connection, input))
}

async function planOneSite(site: SiteConfig, connection: Connection, input: AssembleInput): Promise<PlannedSite> {
  const { config, scanned } = input
  const before = input.known?.get(site.name)
  const facts = before?.facts ?? (await readSiteFacts(connection))
  // The site's clock is known by now, because the site has answered. This machine's clock may be hours off, and would publish a post that is dated in
  // an hour.
  const now = new Date(connection.clock.now())
  const { files, broken } = scanned
  const wish = { files, broken, site, siteNames: config.siteNames, facts, now, readAsset: input.readAsset }
  const { posts: resolved, problems: found, held } = await runUnguarded(input, () => resolvePosts(wish))
  const selected = await runUnguarded(input, () => desireChosen(site, resolved, input))
  const leaks = findLeakedKeys(selected.chosen, site.adminKey.secret, site.name)
  const problems = [...scanned.problems, ...found, ...(input.shape === undefined ? [] : held.map(soften)), ...leaks]
  const clean = selected.chosen.filter(({ file }) => !leaks.some((leak) => leak.file === file))
  const sound = input.shape === undefined ? clean : clean.map(input.shape)
  const { remote: listed, ledger } = await fetchSitePosts(connection, sound, scanned, before)
  const assets = new Map(sound.flatMap((post) => post.assets.map((asset) => [keyAsset(asset), asset] as const)))
  const gone = input.request.flags.force ? await findGone(sound, listed, connection, facts.url, assets) : undefined
  const paths = [...scanned.files, ...blockPosts(problems, input)].map(({ path }) => path)
  const ask = (remote: readonly RemotePost[]) => ({
    site: site.name,
    project: config.project,
    policies: site.policies,
    desired: sound,
    blocked: blockPosts(problems, input),
    notAskedFor: selected.others,
    problems,
    // A preview's drafts have addresses of their own, and no readers.
    // Where a dead link is no reason to hold a post back, a post that is not there yet is none either.
    ...(input.shape === undefined &&
      site.policies.deadLinks === 'error' && { links: resolved.map(({ linking }) => linking) }),
    remote,
    context: { siteUrl: facts.url, now, defaultAuthor: facts.authors[0]?.slug, ...(gone && { gone }) },
    capabilities: facts.capabilities,
    flags: input.request.flags,
    published: findPublished([...sound.map(({ path }) => path), ...listStampedPaths(remote)], config.project, ledger),
    // Not for a preview: every preview has the same texts, under slugs of its own.
    departed:
      input.shape === undefined
        ? findDeparted({ ...config, siteUrl: facts.url, desired: sound, remote, paths, ledger })
        : new Map(),
    sent: new Set(sound.flatMap(({ path }) => (isNotedAsSent(ledger, config.project, path) ? [path] : []))),
    partial:
      input.choose !== undefined || input.request.paths.length > 0 || config.sites.length < config.siteNames.length,
    unhealthy: doubtScan(problems, scanned),
  })
  const decide = (posts: readonly RemotePost[]) => runUnguarded(input, () => decideSite(ask(posts)))
  // This first decision uses the list alone. It shows which posts need a closer look, and stays the decision where they are as they were listed.
  const glance = await decide(listed)
  const missed = await findMissing(completePlan(glance), listed, connection)
  const verified = await verifyDecision(
    missed.length === 0 ? glance : await decide([...listed, ...missed]),
    [...listed, ...missed],
    decide,
    connection,
  )
  const { remote } = verified
  const siteFiles = openSiteFiles(connection, {
    maxBytes: config.content.maxAssetBytes,
    maxTotal: config.content.maxAssetsBytes,
  })
  const known = await recogniseFiles(completePlan(verified.decision), sound, remote, connection, siteFiles)
  const decision = await runUnguarded(input, () => applyRecognisedFiles(verified.decision, known))
  const planWith = async (forced: ReadonlySet<string>) => {
    const settled = await runUnguarded(input, () => {
      const compared = applyForce(decision, forced)
      return input.keepStatus === true ? preserveStatus(compared) : { decision: compared, kept: [] }
    })
    const withoutEmail = completePlan(settled.decision)
    const mail = await fetchEmailState(withoutEmail, settled.decision.input.desired, remote, connection, facts)
    const plan = mail === undefined ? withoutEmail : completePlan(applyEmail(settled.decision, mail))
    return { plan: input.request.paths.length > 0 ? leaveOutOrphans(plan) : plan, kept: settled.kept }
  }
  const replanPost = (path: string, current: RemotePost) => {
    const desired = sound.find((post) => post.path === path)
    const question = { ...decision.input, flags: { ...decision.input.flags, force: false } }
    const planned = desired && planPost({ kind: 'managed', desired, remote: current }, question, false)
    return planned?.kind === 'planned' ? planned.action : undefined
  }
  const { plan: bare, kept } = await planWith(new Set())
  const sides = { desired: sound, remote, siteUrl: facts.url, markdown: config.content.markdown }
  const plan = foretellMerges(await addEditors(bare, connection), sides)
  const since = before === undefined ? connection.clock.began() : undefined
  return {
    plan,
    session: {
      connection,
      facts,
      remote,
      ledger,
      ...(since !== undefined && { since }),
      ...(gone !== undefined && { gone }),
      assets,
      resolved,
      kept,
      replan: async (forced) => (await planWith(forced)).plan,
      replanPost,
    },
  }
}

/** Looks once more for posts that the list lacks, before one is called gone or created: the list may be wrong, or somebody has removed our tag. */
async function findMissing(
  { actions }: SitePlan,
  listed: readonly RemotePost[],
  connection: Connection,
): Promise<readonly RemotePost[]> {
  const ids = actions.flatMap((action) =>
    action.kind === 'gone' ? [action.id] : action.kind === 'create' ? (action.recreates ?? []) : [],
  )
  const known = await findPostsById(connection, ids)
  const makesNew = actions.some(({ kind }) => kind === 'create')
  const others = makesNew ? await findMissedPosts(connection, [...listed, ...known]) : []
  return [...known, ...others]
}

/**
 * Fetches the revisions of the posts that would be written or removed, because somebody may have restored an old stamp. Only if one turns out to be
 * old is the whole site decided once more: a stamp names the file of its post, so that another post may belong to a file now. That may bring up
 * further posts to look at; each is looked at once.
 */
async function verifyDecision(
  glance: SiteDecision,
  listed: readonly RemotePost[],
  decide: (remote: readonly RemotePost[]) => Promise<SiteDecision>,
  connection: Connection,
): Promise<{ readonly remote: readonly RemotePost[]; readonly decision: SiteDecision }> {
  const looked = new Set<string>()
  let [remote, decision] = [listed, glance]
  for (;;) {
    const doubted = [...listDoubted(completePlan(decision))].filter((id) => !looked.has(id))
    if (doubted.length === 0) return { remote, decision }
    for (const id of doubted) looked.add(id)
    const verified = await verifyBases(connection, remote, new Set(doubted), (stamp) => isOutdated(stamp))
    const isAsListed = verified.every((post, nth) => post === remote[nth])
    remote = verified
    if (!isAsListed) decision = await decide(remote)
  }
}

/** Makes a warning of it for a draft that is only reviewed: such a draft may link to a post that is not published yet. */
function soften(problem: Problem): Problem {
  return { ...problem, severity: 'warning' }
}

/** Finds the addresses in these files' posts, and addresses of the same files in other posts, that the site no longer serves. */
async function findGone(
  posts: readonly DesiredPost[],
  remote: readonly RemotePost[],
  connection: Connection,
  siteUrl: string,
  assets: ReadonlyMap<string, Asset>,
): Promise<ReadonlySet<string>> {
  const paths = new Set(posts.map(({ path }) => path))
  const slugs = new Set(posts.map(({ fields }) => fields.slug))
  const isAsked = ({ base, fields }: RemotePost) =>
    (base.kind !== 'none' && paths.has(base.stamp.path)) || slugs.has(fields.slug)
  const { gone } = await findGoneFiles(remote.filter(isAsked), connection, siteUrl, assets)
  const hashes = [...gone.keys()].flatMap((url) => findAssetUrls(url).map(({ hash }) => hash))
  const others = remote.filter((post) => !isAsked(post) && hashes.some((hash) => JSON.stringify(post).includes(hash)))
  const more = others.length === 0 ? new Map() : (await findGoneFiles(others, connection, siteUrl, assets)).gone
  return new Set([...gone.keys(), ...more.keys()])
}

/** Asks for the editors only where the plan reports an edit, which most plans do not. */
async function addEditors(plan: SitePlan, connection: Connection): Promise<SitePlan> {
  const { edited, deleted } = listTouched(plan)
  const edits = await readEdits(connection, edited, 'edited')
  const deletions = await readEdits(connection, deleted, 'deleted')
  return nameEditors(plan, new Map([...edits, ...deletions]))
}

/** Makes one entry per file with an error: the post is not written, and not taken for removed. */
function blockPosts(problems: readonly Problem[], { scanned, config }: AssembleInput): BlockedAction[] {
  const byFile = new Map<string, Problem[]>()
  for (const problem of problems.filter(({ severity }) => severity === 'error')) {
    const own = byFile.get(problem.file)
    if (own === undefined) byFile.set(problem.file, [problem])
    else own.push(problem)
  }
  const root = `${config.content.root.slice(config.rootDir.length + 1)}/`.replaceAll('\\', '/').replace(/^\//, '')
  return [...byFile].map(([file, own]) => {
    const source = scanned.files.find((candidate) => candidate.file === file)
    const path = source?.path ?? (file.startsWith(root) ? file.slice(root.length) : file).normalize('NFC')
    return { kind: 'blocked', path, type: source?.type ?? 'post', title: path, problems: own }
  })
}

/** Says why the scan is in doubt: a file that could not be read, or is no longer where it was looked for, is not a deleted file. */
function doubtScan(problems: readonly Problem[], scanned: ScannedContent): string | undefined {
  if (scanned.files.length === 0) return 'no Markdown file was found'
  const errors = new Set(problems.filter(({ severity }) => severity === 'error').map(({ file }) => file)).size
  if (errors === 0) return undefined
  return errors === 1 ? 'one file has problems' : `${errors} files have problems`
}
