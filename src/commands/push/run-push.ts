import { resolve } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { describeOutcome } from '../../report/ci/describe-run.ts'
import { renderOutcome, renderOutcomeJson } from '../../report/outcome/render-outcome.ts'
import { renderPlan } from '../../report/plan/render-plan.ts'
import { renderProblems } from '../../report/problems/render-problems.ts'
import type { ProjectOptions } from '../../sync/open-project.ts'
import { openProject, previewProject } from '../../sync/open-project.ts'
import { preparePlan, readSiteTime } from '../../sync/plan.ts'
import { publishAll } from '../../sync/push.ts'
import { readSavedPlan, refuseUnlessSame } from '../../sync/saved-plan.ts'
import type { ChangedOptions } from '../../sync/scope.ts'
import { type PlanFlagOptions, readPlanFlags } from '../options/plan-flags.ts'
import type { ReportOptions } from '../options/report-options.ts'
import { type BackupOptions, openBackups, tellBackups } from '../output/backups.ts'
import type { CommandIo } from '../output/command-io.ts'
import { decideExitCode } from '../output/decide-exit-code.ts'
import { reportWork, showProgress } from '../output/progress.ts'
import { reportInvalidRun } from '../output/report-invalid-config.ts'
import { locatePlace, reportReplacesText, writeReport } from '../output/write-report.ts'
import { confirmPlan } from '../prompts/ask-consent.ts'
import { checkRedirectsFile, collectRedirects } from './collect-redirects.ts'
import { pullChosen, type Resolution, resolveConflicts } from './resolve-conflicts.ts'
import { type EmailOptions, settleConsent } from './resolve-email-consent.ts'

/** What `push` takes from its command line. */
export interface PushOptions
  extends ProjectOptions,
    PlanFlagOptions,
    EmailOptions,
    ReportOptions,
    ChangedOptions,
    BackupOptions {
  readonly plan?: string
  readonly json?: boolean
  readonly diff?: boolean
  readonly yes?: boolean
  readonly redirects?: string
  /** Name of the preview that the posts go to, as drafts. */
  readonly preview?: string
}

/**
 * Sees to it that a preview is nothing but one: what publishes, sends, removes or takes over goes without it.
 * @returns the options; without paths a preview shows what was changed
 * @throws GhostSyncFailure `usage/preview-and-more`
 */
export function checkPreviewOptions(options: PushOptions, paths: readonly string[]): PushOptions {
  if (options.preview === undefined) return options
  const { plan, adopt, prune, sendEmail, redirects, maxDeletes, maxEmails } = options
  const besides = [
    ...(plan === undefined ? [] : ['--plan']),
    ...(adopt === true ? ['--adopt'] : []),
    ...(prune === true ? ['--prune'] : []),
    ...(sendEmail === true ? ['--send-email'] : []),
    ...(redirects === undefined ? [] : ['--redirects']),
    ...(maxDeletes === undefined ? [] : ['--max-deletes']),
    ...(maxEmails === undefined ? [] : ['--max-emails']),
  ]
  if (besides.length > 0) {
    const message = `--preview makes drafts and nothing else: it goes without ${besides.join(', ')}`
    throw new GhostSyncFailure('usage/preview-and-more', message, EXIT_CODE.usage)
  }
  // Deleted in Ghost Admin, a preview is simply made again.
  const shown = { ...options, recreate: true }
  return paths.length > 0 || options.changed !== undefined ? shown : { ...shown, changed: true }
}

export async function runPush(io: CommandIo, paths: readonly string[], written: PushOptions): Promise<void> {
  const options = checkPreviewOptions(written, paths)
  const { preview } = options
  const started = io.now().getTime()
  const isQuiet = (await reportReplacesText(io, options)) || options.json === true
  const opened = await openProject(io, options)
  if (opened.kind === 'invalid') return reportInvalidRun(io, 'push', opened.problems, options)
  const project = preview === undefined ? opened.project : previewProject(opened.project, preview)
  const { redirects } = options
  if (redirects !== undefined) await checkRedirectsFile(redirects, project.config, io)
  const saved =
    options.plan === undefined
      ? undefined
      : await readSavedPlan(
          resolve(io.cwd, options.plan),
          { paths, options, flags: readPlanFlags(options) },
          project.config,
        )
  const flags = saved?.request.flags ?? readPlanFlags(options)
  const chosen = saved === undefined ? { paths, options } : { paths: saved.request.paths, located: true, options: {} }
  const prepared = await preparePlan(project, { ...io, ...reportWork(io) }, { ...chosen, flags, preview })
  if (saved !== undefined) refuseUnlessSame(saved, prepared.plan, prepared.failures)

  const { plan, failures, warnings } = prepared
  if (warnings.length > 0) io.stderr(renderProblems(warnings, { colour: io.colour }))
  if (!isQuiet) {
    const readTime = (site: string) => readSiteTime(site, prepared.sessions, io)
    const shape = { colour: io.colour, diff: options.diff === true, verbose: false }
    io.stdout(`${renderPlan(plan, { ...shape, now: io.now(), readTime })}\n`)
  }
  // A reviewed plan, --yes, and a script that reads the output have said yes already.
  const isSettled = options.yes === true || isQuiet || saved !== undefined
  const agreed = isSettled || (await confirmPlan(io, plan))
  // None of the three says which side of a conflict is right: only a person who has seen both can.
  const resolution: Resolution =
    agreed && !isSettled && preview === undefined
      ? await resolveConflicts(io, plan, prepared.sessions)
      : { kind: 'resolved', plan, pulls: new Map() }
  if (!agreed || resolution.kind === 'quit') {
    io.stderr('Nothing was written.\n')
    return io.exit(io.signal?.aborted === true ? EXIT_CODE.interrupted : EXIT_CODE.refused)
  }

  const resolved = { ...prepared, plan: resolution.plan }
  const consents = await settleConsent(io, resolved.plan, options)
  const backups = await openBackups(project.config.rootDir, io, options)
  const pushContext = { ...io, showProgress: () => showProgress(io) }
  const published = await publishAll(resolved, project, pushContext, started, consents, backups)
  // What was told of each file comes before the summary, which then counts no conflict that is none any more.
  const { sites, outcomes } = await pullChosen(io, project, resolution.pulls, {
    sites: resolved.plan.sites,
    outcomes: published,
  })
  if (options.json === true) io.data(renderOutcomeJson(outcomes))
  else if (!isQuiet)
    io.stdout(
      renderOutcome(outcomes, { colour: io.colour, verbose: options.verbose === true || preview !== undefined }),
    )
  const interrupted = io.signal?.aborted === true
  tellBackups(io, outcomes, options)
  if (redirects !== undefined) await collectRedirects(redirects, outcomes, io)
  const exitCode = decideExitCode({ sites, outcomes, siteFailures: failures.length, interrupted })
  const place = locatePlace(io, project.config)
  const report = describeOutcome(resolved, outcomes, place, exitCode, preview)
  await writeReport(io, options, report, renderOutcomeJson(outcomes))
  io.exit(exitCode)
}
