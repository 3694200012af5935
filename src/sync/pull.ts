import { relative, resolve } from 'node:path'
import type { Config, SiteConfig } from '../config/config.ts'
import { readSiteFacts } from '../ghost/site/site-facts.ts'
import { findUnsavedFiles } from '../git/find-uncommitted.ts'
import { EXIT_CODE, GhostSyncFailure, recordFailure } from '../model/failure.ts'
import { runUnguarded, stopOnInterrupt } from '../model/stop-on-interrupt.ts'
import { toPosix } from '../model/text.ts'
import { openSiteFiles } from '../pull/files/site-files.ts'
import type { PullOutcome } from '../pull/pull-context.ts'
import { pullSite } from '../pull/pull-site.ts'
import { type ScannedContent, scanContent } from '../scan/scan-content.ts'
import type { Project } from './open-project.ts'
import type { RunContext } from './run-context.ts'

/** What is pulled, and how. */
export interface PullRequest {
  readonly all?: boolean
  readonly theirs?: boolean
  readonly download?: boolean
  readonly force?: boolean
  readonly dryRun?: boolean
}

/**
 * Brings what one site has into the files. A site that fails is an outcome, too.
 * @throws GhostSyncFailure of a wrong command line; `interrupted` when it was stopped before anything was written
 */
export async function pullOne(
  site: SiteConfig,
  project: Project,
  io: Pick<RunContext, 'cwd' | 'signal' | 'unguarded'>,
  written: readonly string[],
  options: PullRequest,
): Promise<PullOutcome> {
  const { config, readAsset } = project
  const connection = project.connect(site)
  try {
    const facts = await stopOnInterrupt(io, readSiteFacts(connection))
    // Scanned for every site: the one before may have changed a file. An empty repository has no content root yet.
    const scanned = await stopOnInterrupt(
      io,
      runUnguarded(io, () => scanContent(config.content, config.rootDir)),
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
      unsaved: await findUnsavedFiles(config.content.root),
      now: new Date(connection.clock.now()),
      signal: io.signal,
      unguarded: io.unguarded,
      options: {
        all: options.all === true,
        names: written.map((name) => locateName(name, io.cwd, config, scanned)),
        theirs: options.theirs === true,
        force: options.force === true,
        dryRun: options.dryRun === true,
        download: options.download !== false,
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

/** Paths, relative to the content root, of files that could not be read. */
function listBroken(scanned: ScannedContent, { content, rootDir }: Config): ReadonlySet<string> {
  const errors = scanned.problems.filter(({ severity }) => severity === 'error')
  return new Set(errors.map(({ file }) => toPosix(relative(content.root, resolve(rootDir, file))).normalize('NFC')))
}

/** A path as the content root has it, when the name is one; else the name, which may be a slug or an address. */
function locateName(name: string, cwd: string, { content }: Config, scanned: ScannedContent): string {
  const candidates = [cwd, content.root].map((base) =>
    toPosix(relative(content.root, resolve(base, name))).normalize('NFC'),
  )
  const isPath = (path: string) => scanned.files.some((file) => file.path === path || file.path.startsWith(`${path}/`))
  return candidates.find(isPath) ?? name
}
