import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { explainWriteError } from '../explain-write-error.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { renderFailure } from '../report/render-failure.ts'
import { renderPlan } from '../report/render-plan.ts'
import { renderPlanJson } from '../report/render-plan-json.ts'
import { renderProblems } from '../report/render-problems.ts'
import { type PlanFlagOptions, readPlanFlags } from './add-plan-flags.ts'
import type { ProjectOptions } from './add-project-options.ts'
import type { CommandIo } from './command-io.ts'
import { decideExitCode } from './decide-exit-code.ts'
import { preparePlan } from './prepare-plan.ts'
import { reportInvalidConfig } from './report-invalid-config.ts'
import { openProject } from './wiring.ts'

export interface PlanOptions extends ProjectOptions, PlanFlagOptions {
  readonly diff?: boolean
  readonly json?: boolean
  readonly out?: string
  readonly exitCode?: boolean
}

export async function runPlan(io: CommandIo, paths: readonly string[], options: PlanOptions): Promise<void> {
  const opened = await openProject(io, options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const { verbose = false } = options
  const prepared = await preparePlan(opened.project, io, { paths, flags: readPlanFlags(options) })
  const { plan, failures, warnings } = prepared

  if (warnings.length > 0) io.stderr(renderProblems(warnings, io))
  if (options.json === true) io.data(renderPlanJson(plan))
  else io.stdout(renderPlan(plan, { colour: io.colour, diff: options.diff === true, verbose, now: io.now() }))
  for (const { failure } of failures) io.stderr(renderFailure(failure, { colour: io.colour, verbose }))

  if (options.out !== undefined) await savePlan(resolve(io.cwd, options.out), renderPlanJson(plan), failures.length)
  const reportChanges = options.exitCode === true
  io.exit(decideExitCode({ sites: plan.sites, siteFailures: failures.length, reportChanges }))
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
