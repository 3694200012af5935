import { resolve } from 'node:path'
import { EXIT_CODE } from '../failure.ts'
import { describeOutcome } from '../report/ci/describe-outcome.ts'
import { renderOutcome } from '../report/render-outcome.ts'
import { renderOutcomeJson } from '../report/render-outcome-json.ts'
import { renderPlan } from '../report/render-plan.ts'
import { renderProblems } from '../report/render-problems.ts'
import { readPlanFlags } from './add-plan-flags.ts'
import { checkPreviewOptions } from './check-preview-options.ts'
import { checkRedirectsFile, collectRedirects } from './collect-redirects.ts'
import type { CommandIo } from './command-io.ts'
import { confirmPlan } from './confirm-plan.ts'
import { decideExitCode } from './decide-exit-code.ts'
import { openBackups, tellBackups } from './keep-backups.ts'
import { locatePlace } from './locate-place.ts'
import { preparePlan } from './prepare-plan.ts'
import { previewProject } from './preview-project.ts'
import { publishAll } from './publish-all.ts'
import { pullChosen } from './pull-chosen.ts'
import type { PushOptions } from './push-options.ts'
import { readSiteTime } from './read-site-time.ts'
import { reportInvalidRun } from './report-invalid-config.ts'
import { type Resolution, resolveConflicts } from './resolve-conflicts.ts'
import { readSavedPlan, refuseUnlessSame } from './saved-plan.ts'
import { settleConsent } from './settle-consent.ts'
import { openProject } from './wiring.ts'
import { reportReplacesText, writeReport } from './write-report.ts'

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
  const prepared = await preparePlan(project, io, { ...chosen, flags, preview })
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
  const published = await publishAll(resolved, project, io, started, consents, backups)
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
