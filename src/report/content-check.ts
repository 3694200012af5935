import type { Problem } from '../problem.ts'

/** What `check` found. */
export interface ContentCheck {
  /** Of this run; a file that could not be read counts. */
  readonly files: number
  /** Names of the sites that it was checked for. */
  readonly sites: readonly string[]
  readonly problems: readonly Problem[]
  /** Reading and checking, without the start of the process. */
  readonly milliseconds: number
}
