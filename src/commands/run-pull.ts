import { relative, resolve, sep } from 'node:path'
import type { Config, SiteConfig } from '../config/config.ts'
import { EXIT_CODE, EXIT_CODE_PRECEDENCE, type ExitCode, GhostSyncFailure } from '../failure.ts'
import { readSiteFacts } from '../ghost/read-site-facts.ts'
import type { PullOutcome, PullResult } from '../pull/pull-outcome.ts'
import { pullSite } from '../pull/pull-site.ts'
import { openSiteFiles } from '../pull/site-files.ts'
import { renderProblems } from '../report/render-problems.ts'
import { renderPull } from '../report/render-pull.ts'
import { type ScannedContent, scanContent } from '../scan/scan-content.ts'
import type { ProjectOptions } from './add-project-options.ts'
import type { CommandIo } from './command-io.ts'
import { findUnsavedFiles } from './find-unsaved-files.ts'
import { reportInvalidConfig } from './report-invalid-config.ts'
import { showStatus } from './show-status.ts'
import { openProject, type Project } from './wiring.ts'

export interface PullCommandOptions extends ProjectOptions {
  readonly all?: boolean
  readonly theirs?: boolean
  readonly download?: boolean
  readonly force?: boolean
  readonly dryRun?: boolean
  readonly json?: boolean
}

export async function runPull(io: CommandIo, written: readonly string[], options: PullCommandOptions): Promise<void> {
  const opened = await openProject(io, options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const { project } = opened
  const { config, warnings } = project
  const needsOne = options.all === true && config.siteNames.length > 1 && options.site === undefined
  if (needsOne) {
    const message = '`pull --all` needs to know of which site'
    const hint = `Give --site with one of: ${config.siteNames.join(', ')}.`
    throw new GhostSyncFailure('usage/no-site', message, EXIT_CODE.usage, { hint })
  }
  if (warnings.length > 0) io.stderr(renderProblems(warnings, io))
  const outcomes: PullOutcome[] = []
  // One site after the other: a file that goes to several may be changed by each.
  for (const site of config.sites) {
    outcomes.push(await showStatus(io, `Reading ${site.name}`, pullOne(site, project, io, written, options)))
  }
  if (options.json === true)
    io.data(`${JSON.stringify({ dryRun: options.dryRun === true, sites: outcomes }, null, 2)}\n`)
  else
    io.stdout(
      renderPull(outcomes, { colour: io.colour, verbose: options.verbose === true, dryRun: options.dryRun === true }),
    )
  io.exit(chooseExitCode(outcomes))
}

async function pullOne(
  site: SiteConfig,
  project: Project,
  io: CommandIo,
  written: readonly string[],
  options: PullCommandOptions,
): Promise<PullOutcome> {
  const { config, readAsset } = project
  const connection = project.connect(site)
  try {
    const facts = await readSiteFacts(connection)
    // Scanned for every site: the one before may have changed a file. An empty repository has no content root yet.
    const scanned = await scanContent(config.content, config.rootDir)
    return await pullSite({
      config,
      site,
      connection,
      facts,
      sources: scanned.files,
      broken: listBroken(scanned, config),
      readAsset,
      siteFiles: openSiteFiles(connection, config.content.maxAssetBytes),
      unsaved: await findUnsavedFiles(config.content.root),
      now: io.now(),
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
    if (!(error instanceof GhostSyncFailure) || error.exitCode === EXIT_CODE.usage) throw error
    const { code, message, hint } = error
    return {
      site: site.name,
      url: site.url,
      results: [],
      files: 0,
      failure: { code, message, ...(hint !== undefined && { hint }) },
    }
  }
}

/** Paths, relative to the content root, of files that could not be read. */
function listBroken(scanned: ScannedContent, { content, rootDir }: Config): ReadonlySet<string> {
  const errors = scanned.problems.filter(({ severity }) => severity === 'error')
  return new Set(errors.map(({ file }) => toPosix(relative(content.root, resolve(rootDir, file)))))
}

/** A path as the content root has it, when the name is one; else the name, which may be a slug or an address. */
function locateName(name: string, cwd: string, { content }: Config, scanned: ScannedContent): string {
  const candidates = [cwd, content.root].map((base) => toPosix(relative(content.root, resolve(base, name))))
  const isPath = (path: string) => scanned.files.some((file) => file.path === path || file.path.startsWith(`${path}/`))
  return candidates.find(isPath) ?? name
}

function toPosix(path: string): string {
  return path.split(sep).join('/')
}

const CODES: Readonly<Record<PullResult['kind'], ExitCode>> = {
  created: EXIT_CODE.ok,
  updated: EXIT_CODE.ok,
  unchanged: EXIT_CODE.ok,
  conflict: EXIT_CODE.conflicts,
  differs: EXIT_CODE.conflicts,
  refused: EXIT_CODE.refused,
  failed: EXIT_CODE.failed,
}

function chooseExitCode(outcomes: readonly PullOutcome[]): ExitCode {
  const codes = outcomes.flatMap(({ results, failure }) => [
    ...results.map(({ kind }) => CODES[kind]),
    ...(failure === undefined ? [] : [EXIT_CODE.failed]),
  ])
  return EXIT_CODE_PRECEDENCE.find((code) => codes.includes(code)) ?? EXIT_CODE.ok
}
