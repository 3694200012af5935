import type { Config, SiteRules } from '../config/config.ts'
import { findConfigFile } from '../config/find-config-file.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { makePrintable } from '../report/make-printable.ts'
import type { ScannedContent } from '../scan/scan-content.ts'
import type { ChangedOptions } from './add-changed-option.ts'
import type { ProjectOptions } from './add-project-options.ts'
import type { CommandIo } from './command-io.ts'
import { findChanges } from './find-changes.ts'
import { selectChanged } from './select-changed.ts'
import { locatePaths } from './select-posts.ts'

export interface WrittenChoice {
  /** As written on the command line; none for all files. */
  readonly paths: readonly string[]
  /** They come from a saved plan and are relative to the project root already. */
  readonly located?: boolean
  readonly options: ChangedOptions & Pick<ProjectOptions, 'config'>
}

/**
 * What a run is about, as paths relative to the project root: none means everything, undefined nothing at all.
 * @throws GhostSyncFailure `usage/no-such-file`, `usage/changed-and-paths`, and those of `findChanges`
 */
export async function locateChosen(
  io: Pick<CommandIo, 'cwd' | 'env' | 'stderr' | 'isTTY'>,
  config: Config<SiteRules>,
  scanned: ScannedContent,
  { paths, located, options }: WrittenChoice,
): Promise<readonly string[] | undefined> {
  const { changed } = options
  if (changed === undefined) return located === true ? paths : locatePaths(paths, io.cwd, config, scanned)
  if (paths.length > 0) {
    throw new GhostSyncFailure(
      'usage/changed-and-paths',
      '--changed chooses the files by itself, and goes without paths',
      EXIT_CODE.usage,
      { hint: 'The commit to compare with is written right behind it: --changed main.' },
    )
  }
  const changes = await findChanges(config.rootDir, io.env, changed === true ? undefined : changed)
  const configPath = findConfigFile(io.cwd, options.config)
  const selection = await selectChanged(changes, scanned, config, configPath)
  // A line that says what is being waited for may stand there.
  io.stderr(`${io.isTTY ? '\r\x1b[2K' : ''}Changed: ${makePrintable(selection.reason)}.\n`)
  return selection.paths.length === 0 ? undefined : selection.paths
}
