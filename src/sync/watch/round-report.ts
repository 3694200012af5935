import type { Action } from '../../diff/plan.ts'
import type { KeptStatus } from '../../diff/preserve-status.ts'
import type { FailureRecord } from '../../model/failure.ts'
import type { Problem } from '../../model/problem.ts'
import type { ActionResult } from '../../publish/site-outcome.ts'

/** What one round of a watch did. */
export interface RoundReport {
  readonly at: Date
  /** From the end of the quiet after the last save to the end of the last request. */
  readonly milliseconds: number
  /** Present after a change of the config or the env file. */
  readonly config?: ConfigNews
  readonly sites: readonly SiteRound[]
  /** The sites are those of the sandbox: `push` goes to others. */
  readonly sandbox: boolean
  /** Problems that are new, or of a file that was saved. */
  readonly problems: readonly Problem[]
  /** Files that had errors and have none any more. */
  readonly mended: readonly string[]
}

export type ConfigNews =
  | { readonly kind: 'reloaded' }
  /** It cannot be used; the one before it stays in force. */
  | { readonly kind: 'broken'; readonly problems: readonly Problem[]; readonly failure?: FailureRecord }

export interface SiteRound {
  readonly site: string
  readonly url: string
  /** What was planned for the files that were saved, and, at the same place, what became of it. */
  readonly actions: readonly Action[]
  readonly results: readonly ActionResult[]
  /** Changes of status that were not made, because nobody said `--publish`; each is told once. */
  readonly kept: readonly KeptStatus[]
  readonly warnings: readonly string[]
  /** Why the site could not be asked, or stopped answering. */
  readonly failure?: FailureRecord
  /** Files that wait for the site. */
  readonly waiting: number
  /** Milliseconds until it is tried again; undefined when trying again would not help. */
  readonly retryIn?: number
  /** It answers again. */
  readonly back: boolean
  /** Present for the first round that reached the site: how many posts a push would write. */
  readonly pending?: number
}
