import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { comparePlans } from '../diff/compare-plans.ts'
import type { Plan, PlanFlags, SitePlan } from '../diff/plan.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { publishSite } from '../publish/publish-site.ts'
import type { SiteOutcome } from '../publish/site-outcome.ts'
import { renderOutcome } from '../report/render-outcome.ts'
import { renderOutcomeJson } from '../report/render-outcome-json.ts'
import { renderPlan } from '../report/render-plan.ts'
import { renderProblems } from '../report/render-problems.ts'
import { addProjectOptions, type ProjectOptions } from './add-project-options.ts'
import { askConsent } from './ask-consent.ts'
import type { SiteFailure, SiteSession } from './assemble-plan.ts'
import type { CommandIo } from './command-io.ts'
import { decideExitCode } from './decide-exit-code.ts'
import { preparePlan } from './prepare-plan.ts'
import { readPlanFile } from './read-plan-file.ts'
import { reportInvalidConfig } from './report-invalid-config.ts'
import { type ProgressDisplay, showProgress } from './show-progress.ts'
import { openProject, type Project } from './wiring.ts'

interface PushOptions extends ProjectOptions {
  readonly plan?: string
  readonly json?: boolean
  readonly diff?: boolean
  readonly yes?: boolean
  readonly force?: boolean
  readonly adopt?: boolean
  readonly prune?: boolean
}

export function registerPushCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('push')
    .summary('make every site match the files')
    .description('Makes every site match the files: uploads, creates and updates what the plan says, and nothing else.')
    .argument('[paths...]', 'only these files or folders')
  addProjectOptions(command)
    .option('--plan <file>', 'do exactly what this saved plan says, or refuse')
    .option('-d, --diff', 'show the changed lines of each body first')
    .option('--json', 'print what was done as JSON')
    .option('-y, --yes', 'do not ask before removing, overwriting or taking over posts')
    .option('--force', 'let the files win wherever they differ from Ghost')
    .option('--adopt', 'take over posts with the same slug that ghost-sync does not manage')
    .option('--prune', 'remove posts whose file is gone')
    .addHelpText('after', EXAMPLES)
    .action((paths: string[], options: PushOptions) => runPush(io, paths, options))
}

const EXAMPLES = `
Examples:
  $ ghost-sync push                          every post, to every site
  $ ghost-sync push --site main posts/new.md one post, to one site
  $ ghost-sync push --force posts/hello.md   the file wins over what was changed in Ghost
  $ ghost-sync push --plan plan.json         what was reviewed, and nothing else`

async function runPush(io: CommandIo, paths: readonly string[], options: PushOptions): Promise<void> {
  const started = io.now().getTime()
  const opened = await openProject(io, options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const { project } = opened
  const saved =
    options.plan === undefined ? undefined : await readSavedPlan(resolve(io.cwd, options.plan), paths, options, project)
  const flags = saved?.request.flags ?? {
    force: options.force === true,
    adopt: options.adopt === true,
    prune: options.prune === true,
  }
  const chosen = saved === undefined ? { paths } : { paths: saved.request.paths, located: true }
  const prepared = await preparePlan(project, io, { ...chosen, flags })
  if (saved !== undefined) refuseUnlessSame(saved, prepared.plan, prepared.failures)

  const { plan, sessions, failures, warnings } = prepared
  if (warnings.length > 0) io.stderr(renderProblems(warnings, { colour: io.colour }))
  const shown = renderPlan(plan, { colour: io.colour, diff: options.diff === true, verbose: false, now: io.now() })
  if (options.json !== true) io.stdout(shown)
  if (!(await mayGoOn(plan, flags, saved, io, options))) return io.exit(EXIT_CODE.refused)

  const outcomes = await publishAll(plan.sites, sessions, project, io, started)
  outcomes.push(...failures.map((failure) => failedOutcome(failure, project, io, started)))
  if (options.json === true) io.stdout(renderOutcomeJson(outcomes))
  else io.stdout(renderOutcome(outcomes, { colour: io.colour, verbose: options.verbose === true }))
  const interrupted = io.signal?.aborted === true
  io.exit(decideExitCode({ sites: plan.sites, outcomes, siteFailures: failures.length, interrupted }))
}

async function readSavedPlan(
  path: string,
  paths: readonly string[],
  options: PushOptions,
  project: Project,
): Promise<Plan> {
  if (paths.length > 0 || options.force === true || options.adopt === true || options.prune === true) {
    const message = '--plan goes without paths, --force, --adopt and --prune: the saved plan says all of that'
    throw new GhostSyncFailure('usage/plan-and-more', message, EXIT_CODE.usage)
  }
  const saved = await readPlanFile(path, project.config.project)
  const sites = project.config.sites.map(({ name }) => name)
  if ([...saved.request.sites].sort().join() === [...sites].sort().join()) return saved
  const message = `the saved plan is for ${saved.request.sites.join(', ')}, this push is for ${sites.join(', ')}`
  const hint = `Give the same sites: ${saved.request.sites.map((name) => `--site ${name}`).join(' ')}.`
  throw new GhostSyncFailure('plan/other-sites', message, EXIT_CODE.usage, { hint })
}

function refuseUnlessSame(saved: Plan, fresh: Plan, failures: readonly SiteFailure[]): void {
  if (failures[0] !== undefined) throw failures[0].failure
  const differences = comparePlans(saved, fresh)
  if (differences.length === 0) return
  const shown = differences
    .slice(0, 10)
    .map(({ site, path, saved: was, fresh: is }) => `\n  ${site}: ${path} (was ${was}, now ${is})`)
  const more = differences.length > 10 ? `\n  and ${differences.length - 10} more` : ''
  const message = `the saved plan no longer fits, nothing was written:${shown.join('')}${more}`
  const hint = 'Files or posts changed since it was made. Make a new one: ghost-sync plan --out FILE.'
  throw new GhostSyncFailure('plan/outdated', message, EXIT_CODE.refused, { hint })
}

/** Asks before what cannot be undone; a reviewed plan, `--yes` and a place where nobody can answer are a yes, since the flags were typed. */
async function mayGoOn(
  plan: Plan,
  flags: PlanFlags,
  saved: Plan | undefined,
  io: CommandIo,
  options: PushOptions,
): Promise<boolean> {
  if (options.yes === true || options.json === true || saved !== undefined) return true
  const actions = plan.sites.flatMap((site) => site.actions)
  const removed = actions.filter(({ kind }) => kind === 'delete' || kind === 'unpublish').length
  const overwritten = actions.filter((action) => action.kind === 'update' && action.reason !== 'changed').length
  if (removed + overwritten === 0 && !flags.force) return true
  if (removed + overwritten === 0) return true
  const what = [removed > 0 && `remove ${removed}`, overwritten > 0 && `overwrite or take over ${overwritten}`]
  return askConsent(io, `${what.filter(Boolean).join(' and ')} post${removed + overwritten === 1 ? '' : 's'}?`)
}

async function publishAll(
  sites: readonly SitePlan[],
  sessions: ReadonlyMap<string, SiteSession>,
  project: Project,
  io: CommandIo,
  started: number,
): Promise<SiteOutcome[]> {
  const progress = await showProgress(io)
  try {
    return await Promise.all(sites.map((plan) => publishOne(plan, sessions, project, io, progress, started)))
  } finally {
    progress.stop()
  }
}

async function publishOne(
  plan: SitePlan,
  sessions: ReadonlyMap<string, SiteSession>,
  project: Project,
  io: CommandIo,
  progress: ProgressDisplay,
  started: number,
): Promise<SiteOutcome> {
  const session = sessions.get(plan.site)
  if (session === undefined) throw new TypeError(`no session for the planned site ${plan.site}`)
  const { policies } = project.config
  const published = await publishSite(plan, {
    ...session,
    ownershipTag: policies.ownershipTag,
    concurrency: policies.concurrency,
    readBytes: (path) => readFile(path),
    onProgress: (event) => progress.tell(plan.site, event),
    signal: io.signal ?? new AbortController().signal,
  })
  const requests = { ...(project.counters.get(plan.site) ?? { reads: 0, writes: 0 }) }
  return { site: plan.site, url: plan.url, ...published, requests, milliseconds: io.now().getTime() - started }
}

function failedOutcome(
  { site, url, failure }: SiteFailure,
  project: Project,
  io: CommandIo,
  started: number,
): SiteOutcome {
  const { code, message, hint } = failure
  const requests = { ...(project.counters.get(site) ?? { reads: 0, writes: 0 }) }
  const milliseconds = io.now().getTime() - started
  return {
    site,
    url,
    results: [],
    failure: { code, message, ...(hint !== undefined && { hint }) },
    uploads: 0,
    requests,
    milliseconds,
  }
}
