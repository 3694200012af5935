import type { Action } from '../../diff/plan.ts'
import type { KeptStatus } from '../../diff/preserve-status.ts'
import type { FailureRecord } from '../../model/failure.ts'
import type { Problem } from '../../model/problem.ts'
import type { ActionResult } from '../../publish/site-outcome.ts'

/** The result of one round of a watch. */
export interface RoundReport {
  readonly at: Date
  /** From the end of the quiet after the last save to the end of the last request. */
  readonly milliseconds: number
  /** Present after a change of the config or the env file. */
  readonly config?: ConfigNews
  readonly sites: readonly SiteRound[]
  /** Whether the sites are those of the sandbox, while `push` goes to others. */
  readonly sandbox: boolean
  /** Problems that are new, or that are in a saved file. */
  readonly problems: readonly Problem[]
  /** Files that had errors and no longer have any. */
  readonly mended: readonly string[]
}

export type ConfigNews =
  | { readonly kind: 'reloaded' }
  /** The config cannot be used; the previous one stays in use. */
  | { readonly kind: 'broken'; readonly problems: readonly Problem[]; readonly failure?: FailureRecord }

export interface SiteRound {
  readonly site: string
  readonly url: string
  /** The actions planned for the saved files, and, at the same index, their results. */
  readonly actions: readonly Action[]
  readonly results: readonly ActionResult[]
  /** Changes of status that were not made without `--publish`; each is reported once. */
  readonly kept: readonly KeptStatus[]
  readonly warnings: readonly string[]
  /** Why the site could not be asked, or stopped answering. */
  readonly failure?: FailureRecord
  /** Files that wait for the site. */
  readonly waiting: number
  /** Milliseconds until it is tried again; undefined when trying again would not help. */
  readonly retryIn?: number
  /** The site answers again after a failure. */
  readonly back: boolean
  /** Present for the first round that reached the site: how many posts a push would write. */
  readonly pending?: number
}
