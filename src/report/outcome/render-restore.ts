import picocolors from 'picocolors'
import type { BackupRun } from '../../backup/read-backups.ts'
import { countNoun, makePrintable } from '../../model/text.ts'
import type { RestoreEntry, RestoreResult } from '../../publish/restore-post.ts'
import { describeMoment } from '../text/describe-age.ts'
import { renderJson } from '../text/json.ts'
import { GLYPHS, type ReportOptions } from '../text/report-options.ts'
import { addRestoreText, explainRefused, explainRestoreWarning } from './explain-restore.ts'
import type { ReasonText } from './explain-result.ts'

interface RestoreOptions extends ReportOptions {
  readonly now: Date
}

/** Lists the runs that have backups, newest first, each with its posts. */
export function renderBackupRuns(runs: readonly BackupRun[], { colour, now }: RestoreOptions): string {
  const paint = picocolors.createColors(colour)
  const blocks = runs.map(({ name, files, broken }) => {
    const age = describeMoment(files[0]?.backup.takenAt ?? '', now)
    const lines = files.map(({ backup }) => {
      const done = backup.reason === 'delete' ? 'deleted' : 'overwritten'
      return `  ${done.padEnd(11)}  ${makePrintable(backup.site)}  ${nameBackup(backup.path, String(backup.post.title), colour)}`
    })
    const refused = broken.map(
      ({ file, reason }) => `  ${paint.red('unreadable')}   ${makePrintable(`${file}: ${reason}`)}`,
    )
    return [
      `${paint.bold(makePrintable(name))}  ${paint.dim(`${countNoun(files.length, 'post')}, ${makePrintable(age)}`)}`,
      ...lines,
      ...refused,
    ].join('\n')
  })
  return blocks.length === 0 ? 'No backups.\n' : `${blocks.join('\n\n')}\n`
}

/** Renders what a restore will do. */
export function renderRestorePlan(entries: readonly RestoreEntry[], options: ReportOptions): string {
  return `${entries.flatMap((entry) => renderStep(entry, options)).join('\n')}\n`
}

function renderStep({ backup, kept, step }: RestoreEntry, { colour }: ReportOptions): string[] {
  const paint = picocolors.createColors(colour)
  const about = paint.dim(makePrintable(`${backup.site}, as of ${backup.takenAt}`))
  const head = `${nameBackup(backup.path, kept.fields.title, colour)}  ${about}`
  const url = makePrintable(kept.url)
  switch (step.kind) {
    case 'create':
      return [
        `  ${paint.green(GLYPHS.create.sign)} ${head}`,
        `      made again, ${makePrintable(kept.fields.status)}: ${url}`,
      ]
    case 'update':
      return [`  ${paint.yellow(GLYPHS.update.sign)} ${head}`, `      put back: ${step.fields.join(', ')}  ${url}`]
    case 'unchanged':
      return [`  ${paint.dim(GLYPHS.unchanged.sign)} ${head}`, '      is as it was']
    case 'refused':
      return [`  ${paint.red(GLYPHS.conflict.sign)} ${head}`, ...indent(listLines(explainRefused(step.because)))]
  }
}

/** Renders what a restore did. */
export function renderRestored(results: readonly RestoreResult[], options: ReportOptions): string {
  const count = results.filter(({ kind }) => kind === 'restored').length
  const lines = results.flatMap((result) => renderResult(result, options))
  return `${[...lines, `${countNoun(count, 'post')} restored.`].join('\n')}\n`
}

/** Renders what `restore --json` prints. Ends with a newline. */
export function renderRestoredJson(results: readonly RestoreResult[], dryRun: boolean): string {
  return renderJson({ kind: 'ghost-sync-restore', version: 1, dryRun, results: results.map(addRestoreText) })
}

function renderResult(result: RestoreResult, { colour }: ReportOptions): string[] {
  const paint = picocolors.createColors(colour)
  const name = nameBackup(result.path, result.title, colour)
  switch (result.kind) {
    case 'restored': {
      const head = `  ${paint.green(GLYPHS.create.sign)} restored   ${name}  ${paint.dim(makePrintable(result.url))}`
      return [head, ...indent(result.warnings.map((warning) => `warning: ${explainRestoreWarning(warning)}`))]
    }
    case 'unchanged':
      return []
    case 'skipped':
      return [`  ${paint.yellow(GLYPHS.leftAlone.sign)} left       ${name}  stopped before its turn`]
    case 'refused':
    case 'failed': {
      const below = listLines(result.kind === 'refused' ? explainRefused(result.because) : result)
      return [`  ${paint.red(GLYPHS.conflict.sign)} ${result.kind.padEnd(9)}  ${name}`, ...indent(below)]
    }
  }
}

function listLines({ message, hint }: ReasonText): readonly string[] {
  return hint === undefined ? [message] : [message, hint]
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `      ${makePrintable(line)}`)
}

function nameBackup(path: string, title: string, colour: boolean): string {
  const quoted = `"${makePrintable(title)}"`
  return path === '' ? quoted : `${picocolors.createColors(colour).bold(makePrintable(path))}  ${quoted}`
}
