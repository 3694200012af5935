import { writeFile } from 'node:fs/promises'
import { explainWriteError } from '../explain-write-error.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { describePlan } from '../report/ci/describe-plan.ts'
import { renderFailure } from '../report/render-failure.ts'
import { renderPlan } from '../report/render-plan.ts'
import { renderPlanJson } from '../report/render-plan-json.ts'
import { renderProblems } from '../report/render-problems.ts'
import type { ChangedOptions } from './add-changed-option.ts'
import { type PlanFlagOptions, readPlanFlags } from './add-plan-flags.ts'
import type { ProjectOptions } from './add-project-options.ts'
import type { ReportOptions } from './add-report-options.ts'
import { checkOutputPath } from './check-output-path.ts'
import type { CommandIo } from './command-io.ts'
import { decideExitCode } from './decide-exit-code.ts'
import { locatePlace } from './locate-place.ts'
import { preparePlan } from './prepare-plan.ts'
import { readSiteTime } from './read-site-time.ts'
import { reportInvalidRun } from './report-invalid-config.ts'
import { openProject } from './wiring.ts'
import { reportReplacesText, writeReport } from './write-report.ts'

export interface PlanOptions extends ProjectOptions, PlanFlagOptions, ReportOptions, ChangedOptions {
  readonly diff?: boolean
  readonly json?: boolean
  readonly out?: string
  readonly exitCode?: boolean
}

export async function runPlan(io: CommandIo, paths: readonly string[], options: PlanOptions): Promise<void> {
  const isReport = await reportReplacesText(io, options)
  const opened = await openProject(io, options)
  if (opened.kind === 'invalid') return reportInvalidRun(io, 'plan', opened.problems, options)
  const { verbose = false } = options
  const out = options.out === undefined ? undefined : await checkOutputPath(options.out, '--out', io)
  const prepared = await preparePlan(opened.project, io, { paths, options, flags: readPlanFlags(options) })
  const { plan, failures, warnings } = prepared
  const readTime = (site: string) => readSiteTime(site, prepared.sessions, io)

  if (warnings.length > 0) io.stderr(renderProblems(warnings, io))
  if (options.json === true) io.data(renderPlanJson(plan))
  else if (!isReport)
    io.stdout(renderPlan(plan, { colour: io.colour, diff: options.diff === true, verbose, now: io.now(), readTime }))
  for (const { failure } of failures) io.stderr(renderFailure(failure, { colour: io.colour, verbose }))

  if (out !== undefined) await savePlan(out, io.conceal(renderPlanJson(plan)), failures.length)
  const reportChanges = options.exitCode === true
  const exitCode = decideExitCode({ sites: plan.sites, siteFailures: failures.length, reportChanges })
  const place = locatePlace(io, opened.project.config)
  await writeReport(io, options, describePlan(prepared, place, exitCode), renderPlanJson(plan))
  io.exit(exitCode)
}

async function savePlan(path: string, json: string, failures: number): Promise<void> {
  // Half a plan, applied later, would look like a whole push.
  if (failures > 0) {
    throw new GhostSyncFailure(
      'plan/incomplete',
      'the plan was not saved, because not every site answered',
      EXIT_CODE.failed,
      {
        hint: 'Try again, or plan the other sites alone with --site.',
      },
    )
  }
  await writeFile(path, json).catch((cause: unknown) => {
    const refusal = explainWriteError(cause)
    const why = refusal === undefined ? '' : `: ${refusal.reason}`
    throw new GhostSyncFailure('plan/not-saved', `the plan could not be written to ${path}${why}`, EXIT_CODE.failed, {
      cause,
      ...(refusal !== undefined && { hint: refusal.hint }),
    })
  })
}
