import { relative, resolve } from 'node:path'
import type { Config, SiteConfig } from '../config/config.ts'
import { readSiteFacts } from '../ghost/site/site-facts.ts'
import { findUncommittedFiles } from '../git/find-uncommitted.ts'
import { EXIT_CODE, GhostSyncFailure, recordFailure } from '../model/failure.ts'
import { runUnguarded, stopOnInterrupt } from '../model/stop-on-interrupt.ts'
import { toPosix } from '../model/text.ts'
import { openSiteFiles } from '../pull/files/site-files.ts'
import type { PullOutcome } from '../pull/pull-context.ts'
import { pullSite } from '../pull/pull-site.ts'
import { type ScannedContent, scanContent } from '../scan/scan-content.ts'
import type { LoadedProject } from './load-project.ts'
import { type RunContext, type WorkReporter, waitFor } from './run-context.ts'

/** Options of a pull. */
export interface PullRequest {
  /** Every post of the site, also those without a file. */
  readonly all?: boolean
  readonly theirs?: boolean
  readonly download?: boolean
  readonly tidy?: boolean
  readonly force?: boolean
  readonly dryRun?: boolean
}

/**
 * Pulls the changes of the sites into the files, one site after the other: a file that goes to several sites may be changed by each.
 * @param chosen the posts as written (files, folders, slugs or addresses), and whether the sites were chosen by name
 * @throws GhostSyncFailure `usage/no-site`, and those of `pullOne`
 */
export async function pullSites(
  project: LoadedProject,
  context: Pick<RunContext, 'cwd' | 'env' | 'signal' | 'unguarded'> & Pick<WorkReporter, 'waitFor'>,
  chosen: { readonly names: readonly string[]; readonly sitesAreChosen: boolean },
  request: PullRequest,
): Promise<PullOutcome[]> {
  const { config } = project
  if (request.all === true && config.siteNames.length > 1 && !chosen.sitesAreChosen) {
    const message = '`pull --all` needs to know of which site'
    const hint = `Give --site with one of: ${config.siteNames.join(', ')}.`
    throw new GhostSyncFailure('usage/no-site', message, EXIT_CODE.usage, { hint })
  }
  const outcomes: PullOutcome[] = []
  for (const site of config.sites) {
    // Files that are written already must be reported, even if reading the next site is interrupted.
    const guarded = outcomes.length === 0 ? context : { ...context, unguarded: undefined }
    const pulling = pullOne(site, project, guarded, chosen.names, request)
    const waiting = waitFor(context, { kind: 'site', site: site.name }, pulling)
    outcomes.push(await waiting.catch((error: unknown) => explainStop(error, site, outcomes.length > 0)))
  }
  return outcomes
}

/** Describes a site that was not read yet when the pull was stopped. If it is the first site, the interruption is thrown instead. */
function explainStop(error: unknown, { name, url }: SiteConfig, isLater: boolean): PullOutcome {
  if (!isLater || !(error instanceof GhostSyncFailure) || error.code !== 'interrupted') throw error
  return { site: name, url, results: [], files: 0, failure: { code: error.code, message: 'stopped before its turn' } }
}

/**
 * Pulls the changes of one site into the files. A site that fails is an outcome, too.
 * @throws GhostSyncFailure of a wrong command line; `interrupted` when it was stopped before anything was written
 */
export async function pullOne(
  site: SiteConfig,
  project: LoadedProject,
  context: Pick<RunContext, 'cwd' | 'env' | 'signal' | 'unguarded'>,
  written: readonly string[],
  options: PullRequest,
): Promise<PullOutcome> {
  const { config, readAsset } = project
  const connection = project.connect(site)
  try {
    const facts = await stopOnInterrupt(context, readSiteFacts(connection))
    // The files are scanned for every site, because the pull from the previous one may have changed them. An empty repository has no content root
    // yet.
    const scanned = await stopOnInterrupt(
      context,
      runUnguarded(context, () => scanContent(config.content, config.rootDir)),
    )
    return await pullSite({
      config,
      site,
      connection,
      facts,
      sources: scanned.files,
      broken: listBroken(scanned, config),
      readAsset,
      siteFiles: openSiteFiles(connection, {
        maxBytes: Math.min(config.content.maxAssetBytes, site.policies.maxUploadSize ?? Infinity),
        maxTotal: config.content.maxAssetsBytes,
      }),
      uncommitted: await findUncommittedFiles(config.content.root, context.env),
      now: new Date(connection.clock.now()),
      signal: context.signal,
      unguarded: context.unguarded,
      options: {
        all: options.all === true,
        names: written.map((name) => locateName(name, context.cwd, config, scanned)),
        theirs: options.theirs === true,
        force: options.force === true,
        dryRun: options.dryRun === true,
        download: options.download !== false,
        tidy: options.tidy === true,
      },
    })
  } catch (error) {
    if (!(error instanceof GhostSyncFailure)) throw error
    if (error.exitCode === EXIT_CODE.usage || error.exitCode === EXIT_CODE.interrupted) throw error
    return {
      site: site.name,
      url: site.url,
      results: [],
      files: 0,
      failure: recordFailure(error),
    }
  }
}

/** Lists the paths, relative to the content root, of files that could not be read. */
function listBroken(scanned: ScannedContent, { content, rootDir }: Config): ReadonlySet<string> {
  const errors = scanned.problems.filter(({ severity }) => severity === 'error')
  return new Set(errors.map(({ file }) => toPosix(relative(content.root, resolve(rootDir, file))).normalize('NFC')))
}

/** Returns the path in the content root that the name means; otherwise the name, which may be a slug or an address. */
function locateName(name: string, cwd: string, { content }: Config, scanned: ScannedContent): string {
  const candidates = [cwd, content.root].map((base) =>
    toPosix(relative(content.root, resolve(base, name))).normalize('NFC'),
  )
  const isPath = (path: string) => scanned.files.some((file) => file.path === path || file.path.startsWith(`${path}/`))
  return candidates.find(isPath) ?? name
}
