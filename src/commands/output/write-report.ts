import { randomUUID } from 'node:crypto'
import { appendFile, writeFile } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import type { Config, SiteRules } from '../../config/config.ts'
import { findConfigFile } from '../../config/find-config-file.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { explainWriteError } from '../../model/file-errors.ts'
import { redactSecrets } from '../../model/secrets.ts'
import { toPosix } from '../../model/text.ts'
import type { CiPlace, CiReport } from '../../report/ci/ci-report.ts'
import { renderCodeQuality } from '../../report/ci/render-code-quality.ts'
import { renderGithubCommands, renderGithubOutputs } from '../../report/ci/render-github.ts'
import { renderJunit } from '../../report/ci/render-junit.ts'
import { renderMarkdownReport } from '../../report/ci/render-markdown-report.ts'
import { checkOutputPath } from '../../sync/output-path.ts'
import type { ProjectOptions } from '../options/project-options.ts'
import type { ReportFlags, ReportFormat } from '../options/report-options.ts'
import type { CommandIo } from './command-io.ts'

/** Locates the project in the repository: the CI system names every file from the root of its checkout. */
export function locatePlace(
  { env }: Pick<CommandIo, 'env'>,
  { rootDir, content }: Pick<Config<SiteRules>, 'rootDir'> & { readonly content: { readonly root: string } },
): CiPlace {
  const roots = [env.GITHUB_WORKSPACE, env.CI_PROJECT_DIR].filter((root) => root !== undefined && root !== '')
  const root = roots.find((one) => one !== undefined && !relative(one, rootDir).startsWith('..')) ?? rootDir
  const name = (path: string) => toPosix(relative(root, path))
  return { project: name(rootDir), content: name(content.root) }
}

/** Does the same for a config that could not be read: only its file is known. */
export function locateConfigPlace(io: Pick<CommandIo, 'env' | 'cwd'>, { config }: ProjectOptions): CiPlace {
  const rootDir = dirname(findConfigFile(io.cwd, config))
  return locatePlace(io, { rootDir, content: { root: rootDir } })
}

/**
 * Whether the report goes to standard output in place of the text for people, so that it can be piped.
 * @throws GhostSyncFailure `usage/report`, `usage/output-link`
 */
export async function reportReplacesText(
  io: CommandIo,
  options: ReportFlags & { readonly json?: boolean },
): Promise<boolean> {
  const { report, reportFile, json } = options
  if (report === undefined && reportFile !== undefined) refuse('--report-file needs --report')
  // Checked before anything is done: otherwise a push could end without its report.
  if (reportFile !== undefined) await checkOutputPath(reportFile, '--report-file', io)
  const replaces = report !== undefined && report !== 'github' && reportFile === undefined
  if (json === true && (replaces || report === 'github'))
    refuse(`--json and --report ${report} both write to standard output`)
  return replaces
}

function refuse(message: string): never {
  const hint = 'For example: --report junit --report-file report.xml.'
  throw new GhostSyncFailure('usage/report', message, EXIT_CODE.usage, { hint })
}

/** Writes the report of a finished run for the CI system, as the options ask; without `--report` it does nothing. */
export async function writeReport(
  io: CommandIo,
  { report: format, reportFile }: ReportFlags,
  report: CiReport,
  json: string,
): Promise<void> {
  if (format === undefined) return
  const text = render(format, report, json)
  if (format === 'github') await printForGithub(io, report, text)
  if (reportFile !== undefined) await save(await checkOutputPath(reportFile, '--report-file', io), io.redact(text))
  else if (format !== 'github') io.data(text)
}

function render(format: ReportFormat, report: CiReport, json: string): string {
  switch (format) {
    case 'json':
      // The JSON holds what will be published, byte for byte, and no key. As with `--json`, it is not redacted by shape.
      return json
    case 'gitlab':
      return redactSecrets(renderCodeQuality(report))
    case 'junit':
      return redactSecrets(renderJunit(report))
    case 'github':
    case 'markdown':
      return redactSecrets(renderMarkdownReport(report))
  }
}

/**
 * Prints annotations to the log, where GitHub reads them, and appends summary and outputs to the files that GitHub names; several commands of a step
 * share those.
 */
async function printForGithub(io: CommandIo, report: CiReport, markdown: string): Promise<void> {
  io.stdout(renderGithubCommands(report))
  const { GITHUB_STEP_SUMMARY: summary = '', GITHUB_OUTPUT: output = '' } = io.env
  const append = (path: string, text: string) =>
    appendFile(path, io.redact(text)).catch((cause) => explain(path, cause))
  if (summary !== '') await append(summary, `${markdown}\n`)
  if (output !== '') await append(output, redactSecrets(renderGithubOutputs(report, `ghost-sync-${randomUUID()}`)))
}

async function save(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((cause) => explain(path, cause))
}

function explain(path: string, cause: unknown): never {
  const refusal = explainWriteError(cause)
  const why = refusal === undefined ? '' : `: ${refusal.reason}`
  throw new GhostSyncFailure(
    'report/not-written',
    `the report could not be written to ${path}${why}`,
    EXIT_CODE.failed,
    {
      cause,
      ...(refusal !== undefined && { hint: refusal.hint }),
    },
  )
}
