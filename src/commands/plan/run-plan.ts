import { writeFile } from 'node:fs/promises'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { explainWriteError } from '../../model/file-errors.ts'
import { describePlan } from '../../report/ci/describe-run.ts'
import { renderPlan, renderPlanJson } from '../../report/plan/render-plan.ts'
import { renderFailure } from '../../report/problems/render-failure.ts'
import { renderProblems } from '../../report/problems/render-problems.ts'
import { decideExitCode } from '../../sync/exit-code.ts'
import { loadProject } from '../../sync/load-project.ts'
import { checkOutputPath } from '../../sync/output-path.ts'
import { type PlanFlagOptions, preparePlan, readPlanFlags, readSiteTime } from '../../sync/plan.ts'
import type { ChangedOptions } from '../../sync/scope.ts'
import type { ProjectOptions } from '../options/project-options.ts'
import type { ReportFlags } from '../options/report-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import { hostProject } from '../output/host-project.ts'
import { reportWork } from '../output/progress.ts'
import { reportInvalidRun } from '../output/report-invalid-config.ts'
import { locatePlace, reportReplacesText, writeReport } from '../output/write-report.ts'

export interface PlanOptions extends ProjectOptions, PlanFlagOptions, ReportFlags, ChangedOptions {
  readonly diff?: boolean
  readonly json?: boolean
  readonly out?: string
  readonly exitCode?: boolean
}

export async function runPlan(io: CommandIo, paths: readonly string[], options: PlanOptions): Promise<void> {
  const isReport = await reportReplacesText(io, options)
  const opened = await loadProject(hostProject(io, options), options)
  if (opened.kind === 'invalid') return reportInvalidRun(io, 'plan', opened.problems, options)
  const { verbose = false } = options
  const out = options.out === undefined ? undefined : await checkOutputPath(options.out, '--out', io)
  const prepared = await preparePlan(
    opened.project,
    { ...io, ...reportWork(io) },
    { paths, options, flags: readPlanFlags(options) },
  )
  const { plan, failures, warnings } = prepared
  const readTime = (site: string) => readSiteTime(site, prepared.sessions, io)

  if (warnings.length > 0) io.stderr(renderProblems(warnings, io))
  if (options.json === true) io.data(renderPlanJson(plan))
  else if (!isReport)
    io.stdout(renderPlan(plan, { colour: io.colour, diff: options.diff === true, verbose, now: io.now(), readTime }))
  for (const { failure } of failures) io.stderr(renderFailure(failure, { colour: io.colour, verbose }))

  if (out !== undefined) await savePlan(out, io.redact(renderPlanJson(plan)), failures.length)
  const reportChanges = options.exitCode === true
  const exitCode = decideExitCode({ sites: plan.sites, siteFailures: failures.length, reportChanges })
  const place = locatePlace(io, opened.project.config)
  await writeReport(io, options, describePlan(prepared, place, exitCode), renderPlanJson(plan))
  io.exit(exitCode)
}

async function savePlan(path: string, json: string, failures: number): Promise<void> {
  // A plan without the failed sites, applied later, would look like a whole push.
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
