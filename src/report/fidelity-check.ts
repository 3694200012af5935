import type { Problem } from '../problem.ts'

/** Why a post was not compared: what Ghost shows is not what the file says now, and is known not to be. */
export type SkipReason = 'not-pushed' | 'changed-in-ghost' | 'conflict' | 'not-ours' | 'problems'

/** What `check --fidelity` found. */
export interface FidelityCheck {
  readonly sites: readonly SiteFidelity[]
  /** Reading, asking and comparing, without the start of the process. */
  readonly milliseconds: number
}

export interface SiteFidelity {
  readonly site: string
  /** Posts and pages whose HTML was compared. */
  readonly compared: number
  readonly skipped: readonly { readonly file: string; readonly reason: SkipReason }[]
  /** Where Ghost shows something else than the Markdown says. `code` is `fidelity/` and the kind of the difference. */
  readonly differences: readonly FidelityProblem[]
  /** Pictures and files of which the site did not say whether they are there, each with the reason; absent when it said so of all. */
  readonly unseen?: readonly { readonly url: string; readonly reason: string }[]
}

export interface FidelityProblem extends Problem {
  /** What the Markdown says there, shortened; empty for nothing. */
  readonly expected: string
  /** What Ghost shows, shortened; empty for nothing. */
  readonly found: string
}
