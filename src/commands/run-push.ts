import { resolve } from 'node:path'
import { EXIT_CODE } from '../failure.ts'
import { renderOutcome } from '../report/render-outcome.ts'
import { renderOutcomeJson } from '../report/render-outcome-json.ts'
import { renderPlan } from '../report/render-plan.ts'
import { renderProblems } from '../report/render-problems.ts'
import { type PlanFlagOptions, readPlanFlags } from './add-plan-flags.ts'
import type { ProjectOptions } from './add-project-options.ts'
import type { CommandIo } from './command-io.ts'
import { confirmPlan } from './confirm-plan.ts'
import { decideExitCode } from './decide-exit-code.ts'
import { preparePlan } from './prepare-plan.ts'
import { publishAll } from './publish-all.ts'
import { reportInvalidConfig } from './report-invalid-config.ts'
import { readSavedPlan, refuseUnlessSame } from './saved-plan.ts'
import { type EmailOptions, settleConsent } from './settle-consent.ts'
import { openProject } from './wiring.ts'

export interface PushOptions extends ProjectOptions, PlanFlagOptions, EmailOptions {
  readonly plan?: string
  readonly json?: boolean
  readonly diff?: boolean
  readonly yes?: boolean
}

export async function runPush(io: CommandIo, paths: readonly string[], options: PushOptions): Promise<void> {
  const started = io.now().getTime()
  const opened = await openProject(io, options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const { project } = opened
  const saved =
    options.plan === undefined
      ? undefined
      : await readSavedPlan(resolve(io.cwd, options.plan), { paths, flags: readPlanFlags(options) }, project.config)
  const flags = saved?.request.flags ?? readPlanFlags(options)
  const chosen = saved === undefined ? { paths } : { paths: saved.request.paths, located: true }
  const prepared = await preparePlan(project, io, { ...chosen, flags })
  if (saved !== undefined) refuseUnlessSame(saved, prepared.plan, prepared.failures)

  const { plan, failures, warnings } = prepared
  if (warnings.length > 0) io.stderr(renderProblems(warnings, { colour: io.colour }))
  if (options.json !== true) {
    const { colour } = io
    io.stdout(`${renderPlan(plan, { colour, diff: options.diff === true, verbose: false, now: io.now() })}\n`)
  }
  // A reviewed plan, --yes, and a script that reads JSON have said yes already.
  const agreed = options.yes === true || options.json === true || saved !== undefined || (await confirmPlan(io, plan))
  if (!agreed) {
    io.stderr('Nothing was written.\n')
    return io.exit(io.signal?.aborted === true ? EXIT_CODE.interrupted : EXIT_CODE.refused)
  }

  const consents = await settleConsent(io, plan, options)
  const outcomes = await publishAll(prepared, project, io, started, consents)
  if (options.json === true) io.data(renderOutcomeJson(outcomes))
  else io.stdout(renderOutcome(outcomes, { colour: io.colour, verbose: options.verbose === true }))
  const interrupted = io.signal?.aborted === true
  io.exit(decideExitCode({ sites: plan.sites, outcomes, siteFailures: failures.length, interrupted }))
}
