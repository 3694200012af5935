import { relative, resolve } from 'node:path'
import type { Config, ContentConfig, SiteRules } from '../config/config.ts'
import { findConfigFile } from '../config/find-config-file.ts'
import { type FileChanges, findChanges } from '../git/find-changes.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { countNoun, toPosix } from '../model/text.ts'
import { matchSourcePath } from '../scan/files/match-source-path.ts'
import { describeAddress, listDependents, listTexts, meansAny } from '../scan/find-dependents.ts'
import { parseSource, type ScannedContent } from '../scan/scan-content.ts'
import type { SourceFile } from '../scan/source/source-file.ts'
import type { ProjectChoice } from './load-project.ts'
import type { RunContext, WorkReporter } from './run-context.ts'

/**
 * Resolves paths as written to paths relative to the project root. They are relative to the working directory, as the shell completes them, or else
 * to the content root, as plans print them.
 * @throws GhostSyncFailure `usage/no-such-file` for a path that chooses nothing: a typing mistake must not read as "nothing to do"
 */
export function locatePaths(
  written: readonly string[],
  cwd: string,
  config: Pick<Config, 'rootDir' | 'content'>,
  scanned: ScannedContent,
): string[] {
  return written.map((path) => {
    const candidates = [cwd, config.content.root].map((base) => toPosix(relative(config.rootDir, resolve(base, path))))
    const found = candidates.find((candidate) => scanned.files.some(({ file }) => isUnder(file, candidate)))
    const broken = candidates.find((candidate) => scanned.problems.some(({ file }) => isUnder(file, candidate)))
    const located = found ?? broken
    if (located !== undefined) return located
    throw new GhostSyncFailure(
      'usage/no-such-file',
      `${path} is not a post, nor a folder with posts`,
      EXIT_CODE.usage,
      {
        hint: `Name a file or folder below ${relative(cwd, config.content.root) || '.'}.`,
      },
    )
  })
}

/** Whether a file is `path` or lies below it, both relative to the project root. */
export function isUnder(file: string, path: string): boolean {
  const [one, other] = [file.normalize('NFC'), path.normalize('NFC')]
  return other === '' || one === other || one.startsWith(`${other}/`)
}

export interface ChangedSelection {
  /** Files and folders relative to the project root; empty: nothing of this project was changed. */
  readonly paths: readonly string[]
  /** Why the run is about these files, one clause. */
  readonly reason: string
}

/**
 * Selects the files of a run with `--changed`: the Markdown files that were changed, and those that depend on a changed file. A changed config may
 * change every post, so then all files are selected.
 *
 * @param configPath Absolute path of the config file.
 */
async function selectChanged(
  changes: FileChanges,
  scanned: ScannedContent,
  config: Config<SiteRules>,
  configPath: string,
): Promise<ChangedSelection> {
  const { base, changed, removed } = changes
  const { rootDir, content, sites } = config
  const everything = [toPosix(relative(rootDir, content.root))]
  if (base === undefined) return { paths: everything, reason: 'all posts, since there is no commit before' }
  const since = `since ${base.name} (${base.sha.slice(0, 8)})`
  if (changed.has(configPath)) return { paths: everything, reason: `all posts, since the config was changed ${since}` }

  const absolute = ({ file }: { readonly file: string }) => resolve(rootDir, file)
  const direct = scanned.files.filter((source) => changed.has(absolute(source)))
  const sources = new Set(direct.map(absolute))
  const files = new Set([...changed, ...removed].filter((path) => !sources.has(path)))
  const defaults = sites.flatMap((site) => listTexts(site.defaults))
  if (defaults.some((target) => meansAny(target, '', files, content)))
    return { paths: everything, reason: `all posts, since a file that the config's defaults name was changed ${since}` }

  const moved = new Set([...removed].flatMap((path) => nameSource(path, content) ?? []))
  for (const source of direct) if (await hasMoved(source, absolute(source), changes, config)) moved.add(source.path)
  const dependents = listDependents(scanned.files, { moved, files }, content)
  const broken = scanned.problems.filter((problem) => changed.has(absolute(problem)))
  const touched = new Set([...direct, ...broken].map(({ file }) => file))
  const paths = new Set([...touched, ...dependents.map(({ file }) => file)])
  const others = paths.size - touched.size
  const more = others === 0 ? '' : `, and ${others} more that depend on what was`
  return { paths: [...paths], reason: `${countNoun(touched.size, 'file')} touched ${since}${more}` }
}

/** Returns the path under which a scan would have listed a file that is gone; undefined for one that was no post. */
function nameSource(path: string, content: ContentConfig): string | undefined {
  const inside = toPosix(relative(content.root, path))
  return inside.startsWith('../') || matchSourcePath(inside, content) === undefined
    ? undefined
    : inside.normalize('NFC')
}

async function hasMoved(
  source: SourceFile,
  path: string,
  { modified, readBefore }: FileChanges,
  { content, sites, siteNames }: Config<SiteRules>,
): Promise<boolean> {
  const text = modified.has(path) ? await readBefore(path) : undefined
  if (text === undefined) return true
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const { source: before } = parseSource(lines, source, content.markdown)
  if (before === undefined) return true
  const input = { sites, siteNames }
  return (await describeAddress(before, input)) !== (await describeAddress(source, input))
}

export interface ChangedOptions {
  /** A commit; true: the commit that the CI system or git names. */
  readonly changed?: string | true
}

export interface WrittenChoice {
  /** The paths as written; none for all files. */
  readonly paths: readonly string[]
  /** The paths come from a saved plan, so they are relative to the project root already. */
  readonly located?: boolean
  /** The list of paths was given and is empty, so nothing is chosen. */
  readonly isNothing?: boolean
  readonly options: ChangedOptions & Pick<ProjectChoice, 'config'>
}

/**
 * Returns the files of a run as paths relative to the project root: an empty list means everything, undefined nothing at all.
 * @throws GhostSyncFailure `usage/no-such-file`, `usage/changed-and-paths`, and those of `findChanges`
 */
export async function locateChosen(
  context: Pick<RunContext, 'cwd' | 'env'> & Pick<WorkReporter, 'reportSelection'>,
  config: Config<SiteRules>,
  scanned: ScannedContent,
  { paths, located, isNothing, options }: WrittenChoice,
): Promise<readonly string[] | undefined> {
  if (isNothing === true) return undefined
  const { changed } = options
  if (changed === undefined) return located === true ? paths : locatePaths(paths, context.cwd, config, scanned)
  if (paths.length > 0) {
    throw new GhostSyncFailure(
      'usage/changed-and-paths',
      '--changed chooses the files by itself, and goes without paths',
      EXIT_CODE.usage,
      { hint: 'The commit to compare with is written right behind it: --changed main.' },
    )
  }
  const changes = await findChanges(config.rootDir, context.env, changed === true ? undefined : changed)
  const configPath = findConfigFile(context.cwd, options.config)
  const selection = await selectChanged(changes, scanned, config, configPath)
  context.reportSelection?.(selection.reason)
  return selection.paths.length === 0 ? undefined : selection.paths
}
