import type { Problem } from './problem.ts'
import { redactSecrets } from './secrets.ts'

/**
 * The process's exit codes; no other place defines them (docs/cli.md prints them). When several hold at once, the one that stands first in
 * `EXIT_CODE_PRECEDENCE` wins.
 */
export const EXIT_CODE = {
  /** Everything asked for was done, or there was nothing to do. */
  ok: 0,
  /** A bug in ghost-sync: please report it. */
  bug: 1,
  /** The command line is wrong, or the config cannot be used. Nothing was done. */
  usage: 2,
  /** Some posts have content problems and were not written; all others were. `check --fidelity`: Ghost shows something else than the Markdown says. */
  problems: 3,
  /** Some posts were changed on both sides, or are not ours, and were not written; all others were. */
  conflicts: 4,
  /** A site could not be reached, refused the key, or a write failed. */
  failed: 5,
  /**
   * A guard refused: there are too many removals at once, or an e-mail without consent (everything else was written), the plan file is outdated
   * (nothing was written), or a file is not committed.
   */
  refused: 6,
  /** `plan --exit-code` only: the plan holds changes. */
  changes: 10,
  /** Stopped by Ctrl-C. */
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE]

/** The exit code of a run for which more than one holds: the first of these. */
export const EXIT_CODE_PRECEDENCE: readonly ExitCode[] = [1, 130, 2, 5, 6, 4, 3, 10, 0]

export interface FailureDetails {
  /** What the reader can do about it, one sentence. */
  readonly hint?: string
  /** The error underneath. Its message is shown with `--verbose` only, redacted. */
  readonly cause?: unknown
  /** HTTP status of the answer, where there was one. */
  readonly status?: number
  /** The mistakes in a config that cannot be used. */
  readonly problems?: readonly Problem[]
}

/**
 * Failed work: a server that did not answer, a refused key, a full disk. There is one class; `code` tells the failures apart. Secrets are redacted
 * here, in the constructor, so that no caller can forget it.
 */
export class GhostSyncFailure extends Error {
  override readonly name = 'GhostSyncFailure'
  /** Stable identifier, e.g. `site/unreachable`, `auth/invalid-key`, `config/not-found`. */
  readonly code: string
  readonly exitCode: ExitCode
  readonly hint: string | undefined
  readonly status: number | undefined
  /** Set for `config/invalid`: every mistake, with its place and its hint; else empty. */
  readonly problems: readonly Problem[]

  constructor(code: string, message: string, exitCode: ExitCode, details: FailureDetails = {}) {
    super(redactSecrets(message), details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.exitCode = exitCode
    this.hint = details.hint === undefined ? undefined : redactSecrets(details.hint)
    this.status = details.status
    this.problems = details.problems ?? []
  }
}

/** The part of a failure that can be stored. */
export interface FailureRecord {
  readonly code: string
  readonly message: string
  readonly hint?: string
}

/** Returns what an outcome, JSON and a report say about a failure. */
export function recordFailure({ code, message, hint }: GhostSyncFailure): FailureRecord {
  return { code, message, ...(hint !== undefined && { hint }) }
}
