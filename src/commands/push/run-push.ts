import { resolve } from 'node:path'
import type { Config } from '../../config/config.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { findFormerRedirects } from '../../publish/find-redirects.ts'
import type { SiteOutcome } from '../../publish/site-outcome.ts'
import { describeOutcome } from '../../report/ci/describe-run.ts'
import { renderOutcome, renderOutcomeJson } from '../../report/outcome/render-outcome.ts'
import { renderPull } from '../../report/outcome/render-pull.ts'
import { renderPlan } from '../../report/plan/render-plan.ts'
import { renderFailure } from '../../report/problems/render-failure.ts'
import { renderProblems } from '../../report/problems/render-problems.ts'
import type { AssembledPlan } from '../../sync/assembled-plan.ts'
import { loadProject, previewProject } from '../../sync/load-project.ts'
import { type PlanFlagOptions, preparePlan, readPlanFlags, readSiteTime } from '../../sync/plan.ts'
import { type BackupOptions, openBackups } from '../../sync/push/backups.ts'
import type { EmailOptions } from '../../sync/push/email-consent.ts'
import { pushPlan } from '../../sync/push/push-plan.ts'
import { planAgain, readSavedPlan } from '../../sync/saved-plan.ts'
import type { ChangedOptions } from '../../sync/scope.ts'
import type { ProjectOptions } from '../options/project-options.ts'
import type { ReportFlags } from '../options/report-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import { hostProject } from '../output/host-project.ts'
import { reportWork, showProgress } from '../output/progress.ts'
import { reportBackups } from '../output/report-backups.ts'
import { reportInvalidRun } from '../output/report-invalid-config.ts'
import { locatePlace, reportReplacesText, writeReport } from '../output/write-report.ts'
import { confirmPlan } from '../prompts/ask-consent.ts'
import { askAboutConflict } from './ask-about-conflict.ts'
import { askToSend } from './ask-to-send.ts'
import { checkRedirectsFile, collectRedirects } from './collect-redirects.ts'

/** What `push` takes from its command line. */
export interface PushOptions
  extends ProjectOptions,
    PlanFlagOptions,
    EmailOptions,
    ReportFlags,
    ChangedOptions,
    BackupOptions {
  readonly plan?: string
  readonly json?: boolean
  readonly diff?: boolean
  readonly yes?: boolean
  readonly redirects?: string
  /** Name of the preview; the posts are pushed to it as drafts. */
  readonly preview?: string
}

/**
 * Refuses options that do not fit a preview: those that publish, send, remove or adopt.
 * @returns the options; without paths, a preview is about what was changed
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
  // A preview draft that was deleted in Ghost Admin is made again.
  const shown = { ...options, recreate: true }
  return paths.length > 0 || options.changed !== undefined ? shown : { ...shown, changed: true }
}

export async function runPush(io: CommandIo, paths: readonly string[], written: PushOptions): Promise<void> {
  const options = checkPreviewOptions(written, paths)
  const { preview } = options
  const started = io.now().getTime()
  const isQuiet = (await reportReplacesText(io, options)) || options.json === true
  const opened = await loadProject(hostProject(io, options), options)
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
  const context = { ...io, ...reportWork(io), showProgress: () => showProgress(io) }
  const prepared =
    saved === undefined
      ? await preparePlan(project, context, { paths, options, flags: readPlanFlags(options), preview })
      : await planAgain(saved, project, context)

  const { plan, warnings } = prepared
  const readTime = (site: string) => readSiteTime(site, prepared.sessions, io)
  if (warnings.length > 0) io.stderr(renderProblems(warnings, { colour: io.colour }))
  if (!isQuiet) {
    const shape = {
      colour: io.colour,
      diff: options.diff === true,
      verbose: false,
      everyProblem: options.verbose === true,
    }
    io.stdout(`${renderPlan(plan, { ...shape, now: io.now(), readTime })}\n`)
  }
  // A reviewed plan, `--yes`, or a script that reads the output has consented already.
  const isSettled = options.yes === true || isQuiet || saved !== undefined
  const pushed = await pushPlan(
    prepared,
    project,
    {
      ...context,
      onPulled: (outcome) => io.stdout(renderPull([outcome], { colour: io.colour, verbose: false, dryRun: false })),
      onPullFailed: (failure) => io.stderr(renderFailure(failure, { colour: io.colour, verbose: false })),
    },
    { started, backups: await openBackups(project.config.rootDir, io, options), email: options },
    {
      confirm: isSettled ? undefined : (shown) => confirmPlan(io, shown),
      // None of the three says which side of a conflict is right: only a person who has seen both can say that.
      askAboutConflict: isSettled || preview !== undefined ? undefined : askAboutConflict(io, readTime),
      askToSend: askToSend(io),
    },
  )
  if (pushed.kind === 'declined') {
    io.stderr('Nothing was written.\n')
    return io.exit(io.signal?.aborted === true ? EXIT_CODE.interrupted : EXIT_CODE.refused)
  }
  const { outcomes, exitCode } = pushed
  if (options.json === true) io.data(renderOutcomeJson(outcomes))
  else if (!isQuiet)
    io.stdout(
      renderOutcome(outcomes, { colour: io.colour, verbose: options.verbose === true || preview !== undefined }),
    )
  reportBackups(io, outcomes, options)
  if (redirects !== undefined) {
    const collected = outcomes.map((outcome) => addFormerRedirects(outcome, prepared, project.config))
    await collectRedirects(redirects, collected, io)
  }
  const place = locatePlace(io, project.config)
  const report = describeOutcome({ ...prepared, plan: pushed.plan }, outcomes, place, exitCode, preview)
  await writeReport(io, options, report, renderOutcomeJson(outcomes))
  io.exit(exitCode)
}

/** Adds the redirects from the former website to those of this push. They are for the file only: a thousand of them are no news. */
function addFormerRedirects(outcome: SiteOutcome, { sessions }: AssembledPlan, { sites }: Config): SiteOutcome {
  const resolved = sessions.get(outcome.site)?.resolved ?? []
  const rules = sites.find(({ name }) => name === outcome.site)?.rules
  if (rules === undefined) return outcome
  const former = findFormerRedirects(resolved, outcome.results, outcome.url, rules)
  return { ...outcome, redirects: [...former, ...(outcome.redirects ?? [])] }
}
