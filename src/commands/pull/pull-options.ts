import type { ProjectOptions } from '../options/project-options.ts'

/** What `pull` takes from its command line. */
export interface PullCommandOptions extends ProjectOptions {
  readonly all?: boolean
  readonly theirs?: boolean
  readonly download?: boolean
  readonly force?: boolean
  readonly dryRun?: boolean
  readonly json?: boolean
}
