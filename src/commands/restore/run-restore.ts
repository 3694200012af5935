import { relative, resolve } from 'node:path'
import { openBackupStore } from '../../backup/backup.ts'
import { type BackupRun, listRuns, readWholeBackups } from '../../backup/read-backups.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { stopOnInterrupt } from '../../model/stop-on-interrupt.ts'
import { quotePath } from '../../model/text.ts'
import type { RestoreEntry, RestoreResult } from '../../publish/restore-post.ts'
import {
  renderBackupRuns,
  renderRestored,
  renderRestoredJson,
  renderRestorePlan,
} from '../../report/outcome/render-restore.ts'
import { renderJson } from '../../report/text/json.ts'
import { decideRestoreExitCode } from '../../sync/exit-code.ts'
import { loadProject } from '../../sync/load-project.ts'
import { locateBackups } from '../../sync/own-folders.ts'
import { openOwnBackups } from '../../sync/push/backups.ts'
import { openRestores, restoreAll } from '../../sync/restore.ts'
import type { ProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import { hostProject } from '../output/host-project.ts'
import { showStatus } from '../output/progress.ts'
import { reportInvalidConfig } from '../output/report-invalid-config.ts'
import { askConsent } from '../prompts/ask-consent.ts'

export interface RestoreOptions extends ProjectOptions {
  readonly backup?: string
  readonly dryRun?: boolean
  readonly json?: boolean
  readonly yes?: boolean
}

export async function runRestore(io: CommandIo, wanted: string | undefined, options: RestoreOptions): Promise<void> {
  const opened = await loadProject(hostProject(io, options), options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const { project } = opened
  const { rootDir } = project.config
  const parent = options.backup === undefined ? await findOwn(io, rootDir, wanted) : resolve(io.cwd, options.backup)
  const runs = await listRuns(parent)
  if (wanted === undefined) return printRuns(io, runs, parent, options)

  const files = await readWholeBackups(locate(wanted, runs, parent, io.cwd))
  const sessions = await showStatus(io, 'Asking the sites', stopOnInterrupt(io, openRestores(project, files)))
  const entries = sessions.flatMap((session) => session.entries)
  if (options.json !== true) io.stdout(renderRestorePlan(entries, io))
  if (options.dryRun === true) return printResults(io, entries.map(describeStep), options)
  const [made, put] = [entries.filter(hasStep('create')).length, entries.filter(hasStep('update')).length]
  const isSettled = made + put === 0 || options.yes === true
  if (!isSettled && (!io.isTTY || io.stdin === undefined)) throw unasked(made + put)
  if (!isSettled && !(await askConsent(io, ask(made, put)))) {
    io.stderr('Nothing was written.\n')
    return io.exit(io.signal?.aborted === true ? EXIT_CODE.interrupted : EXIT_CODE.refused)
  }
  const backups =
    options.backup === undefined
      ? openOwnBackups(rootDir, io)
      : openBackupStore({ locate: async () => parent, isOwn: false, now: io.now() })
  const results = await restoreAll(sessions, backups, io.signal)
  printResults(io, results, options)
}

function printRuns(io: CommandIo, runs: readonly BackupRun[], parent: string, { json }: RestoreOptions): void {
  if (json !== true) {
    io.stdout(renderBackupRuns(runs, { colour: io.colour, now: io.now() }))
    if (runs.length > 0) io.stderr(`They lie in ${quotePath(parent)}\n`)
    return
  }
  const listed = runs.map(({ name, folder, files, broken }) => ({
    name,
    folder,
    ...(broken.length > 0 && { broken }),
    posts: files.map(({ file, backup: { post, stamp: _, ...about } }) => ({
      file,
      ...about,
      title: post.title,
      id: post.id,
    })),
  }))
  io.data(renderJson({ kind: 'ghost-sync-backups', version: 1, runs: listed }))
}

function printResults(
  io: CommandIo,
  results: readonly RestoreResult[],
  { json, dryRun = false }: RestoreOptions,
): void {
  if (json === true) io.data(renderRestoredJson(results, dryRun))
  else if (!dryRun) io.stdout(renderRestored(results, io))
  io.exit(decideRestoreExitCode(results))
}

/** Finds the user's own folder of backups. If the checkout holds one of an earlier version, says that it is not read. */
async function findOwn(io: CommandIo, rootDir: string, wanted: string | undefined): Promise<string> {
  const { folder, former } = await locateBackups(io, rootDir)
  if (former !== undefined && (wanted === undefined || wanted === 'latest')) {
    const shown = quotePath(relative(io.cwd, former))
    io.stderr(
      `${shown} is not looked at: what lies in a checkout may have come with a branch. If those backups are yours, name one: ghost-sync restore ${shown}/NAME\n`,
    )
  }
  return folder
}

/** A name that the list shows means the listed run, even where the current folder has something of that name. */
function locate(wanted: string, runs: readonly BackupRun[], parent: string, cwd: string): string {
  if (wanted === 'latest') return runs[0]?.folder ?? parent
  return runs.find(({ name }) => name === wanted)?.folder ?? resolve(cwd, wanted)
}

/** A restore needs an explicit yes: what a push does is written in its command and files, but only a person who looks knows what `latest` is. */
function unasked(posts: number): GhostSyncFailure {
  const message = `${posts} post${posts === 1 ? '' : 's'} would be written, and nobody can be asked here: nothing was`
  const hint = 'Look at it with --dry-run, then run it again with --yes.'
  return new GhostSyncFailure('restore/not-confirmed', message, EXIT_CODE.refused, { hint })
}

function hasStep(kind: RestoreEntry['step']['kind']): (entry: RestoreEntry) => boolean {
  return ({ step }) => step.kind === kind
}

function ask(made: number, put: number): string {
  const what = [made > 0 ? `make ${made} again` : '', put > 0 ? `put ${put} back to what it was` : '']
  const text = what.filter((part) => part !== '').join(' and ')
  return `${text[0]?.toUpperCase()}${text.slice(1)}?`
}

/** Describes an entry for a dry run. */
function describeStep({ file, backup: { site, path }, kept, step }: RestoreEntry): RestoreResult {
  const about = { file, site, path, title: kept.fields.title, url: kept.url }
  switch (step.kind) {
    case 'create':
      return { ...about, kind: 'restored', how: 'created', warnings: [] }
    case 'update':
      return { ...about, kind: 'restored', how: 'updated', warnings: [] }
    case 'unchanged':
      return { ...about, kind: 'unchanged' }
    case 'refused':
      return { ...about, kind: 'refused', because: step.because }
  }
}
