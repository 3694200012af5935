import { EXIT_CODE } from '../../model/failure.ts'
import { stopOnInterrupt } from '../../model/stop-on-interrupt.ts'
import { renderOutcome, renderOutcomeJson } from '../../report/outcome/render-outcome.ts'
import { renderPlan } from '../../report/plan/render-plan.ts'
import { assembleCleanup } from '../../sync/clean-preview.ts'
import { loadProject, previewProject } from '../../sync/load-project.ts'
import { readSiteTime } from '../../sync/plan.ts'
import { type BackupOptions, openBackups } from '../../sync/push/backups.ts'
import { pushPlan } from '../../sync/push/push-plan.ts'
import type { ProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import { hostProject } from '../output/host-project.ts'
import { showProgress, showStatus } from '../output/progress.ts'
import { reportBackups } from '../output/report-backups.ts'
import { reportInvalidConfig } from '../output/report-invalid-config.ts'
import { confirmPlan } from '../prompts/ask-consent.ts'

export interface CleanOptions extends ProjectOptions, BackupOptions {
  readonly force?: boolean
  readonly json?: boolean
  readonly yes?: boolean
}

/** Shows which drafts of a preview would be removed, asks, and removes them. */
export async function runPreviewClean(io: CommandIo, name: string, options: CleanOptions): Promise<void> {
  const started = io.now().getTime()
  const opened = await loadProject(hostProject(io, options), options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const project = previewProject(opened.project, name)
  const work = assembleCleanup(project, { preview: name, force: options.force === true })
  const assembled = await showStatus(io, `Looking for drafts of ${name}`, stopOnInterrupt(io, work))
  const { plan, failures } = assembled
  const isQuiet = options.json === true
  const shape = { colour: io.colour, verbose: options.verbose === true }
  const isEmpty = plan.sites.every(({ actions, problems }) => actions.length + problems.length === 0)
  if (!isQuiet && isEmpty && failures.length === 0) io.stdout(`There are no drafts of a preview "${name}".\n`)
  const readTime = (site: string) => readSiteTime(site, assembled.sessions, io)
  if (!isQuiet && !isEmpty) io.stdout(`${renderPlan(plan, { ...shape, diff: false, now: io.now(), readTime })}\n`)
  const isSettled = options.yes === true || isQuiet
  const pushed = await pushPlan(
    assembled,
    project,
    { ...io, showProgress: () => showProgress(io) },
    { started, backups: await openBackups(project.config.rootDir, io, options), email: {} },
    { confirm: isSettled ? undefined : (shown) => confirmPlan(io, shown) },
  )
  if (pushed.kind === 'declined') {
    io.stderr('Nothing was written.\n')
    return io.exit(io.signal?.aborted === true ? EXIT_CODE.interrupted : EXIT_CODE.refused)
  }
  const { outcomes, exitCode } = pushed
  if (isQuiet) io.data(renderOutcomeJson(outcomes))
  else if (!isEmpty || failures.length > 0) io.stdout(renderOutcome(outcomes, shape))
  reportBackups(io, outcomes, options)
  io.exit(exitCode)
}
