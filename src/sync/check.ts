import { relative } from 'node:path'
import type { Problem } from '../model/problem.ts'
import { toPosix } from '../model/text.ts'
import { checkSite, findSilentImages } from '../scan/check-site.ts'
import { scanContent } from '../scan/scan-content.ts'
import type { SourceFile } from '../scan/source/source-file.ts'
import type { OfflineProject } from './load-project.ts'
import type { RunContext, WorkReporter } from './run-context.ts'
import { isUnder, locateChosen, type WrittenChoice } from './scope.ts'

/** What `check` found. */
export interface ContentCheck {
  /** Number of files in this run; a file that could not be read counts. */
  readonly files: number
  /** Names of the sites for which they were checked. */
  readonly sites: readonly string[]
  readonly problems: readonly Problem[]
  /** Time for reading and checking, without the start of the process. */
  readonly milliseconds: number
}

export interface CheckRequest extends WrittenChoice {
  readonly strict: boolean
}

export interface CheckedContent extends ContentCheck {
  /** Every file that could be read, those with errors included, and the files that the paths choose. */
  readonly all: readonly SourceFile[]
  readonly chosen: readonly SourceFile[]
  /** The chosen files that could not be read for an error in them; relative to the project root. */
  readonly unreadable: readonly string[]
}

/**
 * Checks every file for every site of the run. All files are read whatever the paths, because links lead to the others; the paths only choose which
 * files are reported.
 */
export async function checkContent(
  { config, warnings, readAsset }: OfflineProject,
  context: Pick<RunContext, 'cwd' | 'env' | 'now'> & Pick<WorkReporter, 'reportSelection'>,
  request: CheckRequest,
): Promise<CheckedContent> {
  const start = performance.now()
  const scanned = await scanContent(config.content, config.rootDir)
  const { files, broken = [] } = scanned
  const readable = [...files, ...broken]
  const { siteNames } = config
  const located = await locateChosen(context, config, scanned, request)
  const isChosen = (file: string) => located?.length === 0 || located?.some((path) => isUnder(file, path)) === true
  const found = [...scanned.problems, ...(request.strict ? readable.flatMap(findSilentImages) : [])]
  for (const site of config.sites) {
    found.push(...(await checkSite({ files, broken, site, siteNames, now: context.now(), readAsset })))
  }
  if (files.length === 0 && scanned.problems.length === 0) found.push(describeNothing(config))
  const problems = [...warnings, ...found.filter(({ file }) => isChosen(file))]
  const unread = scanned.problems
    .filter(({ severity, code }) => severity === 'error' && code !== 'scan/no-content-root')
    .map(({ file }) => file)
  const seen = new Set([...files.map(({ file }) => file), ...unread].filter(isChosen))
  const known = new Set(readable.map(({ file }) => file))
  return {
    all: readable,
    chosen: readable.filter(({ file }) => isChosen(file)),
    unreadable: [...seen].filter((file) => !known.has(file)),
    files: seen.size,
    sites: config.sites.map(({ name }) => name),
    problems,
    milliseconds: performance.now() - start,
  }
}

/** Warns when nothing was checked: a wrong glob would otherwise pass every check. */
function describeNothing({ content, rootDir }: OfflineProject['config']): Problem {
  const root = toPosix(relative(rootDir, content.root)) || '.'
  return {
    severity: 'warning',
    code: 'scan/no-files',
    file: root,
    message: `No Markdown file was found in \`${root}\`.`,
    hint: 'Look at `content.root`, `content.posts`, `content.pages` and `content.ignore` in the config.',
  }
}
