import type { Unguarded } from '../model/stop-on-interrupt.ts'

/**
 * What a use case takes of the process that it runs in: no arguments, no colours, no terminal. A command hands in its `CommandIo`, which has all
 * of it.
 */
export interface RunContext {
  /** Absolute path of the folder that relative paths are taken from. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => Date
  /** Aborted to stop: work that only reads ends at once, a write that has begun is finished. */
  readonly signal?: AbortSignal
  /** For work that holds the thread, and writes nothing. */
  readonly unguarded?: Unguarded
}

/** What a use case says while it works. */
export interface WorkReporter {
  /** Shows what is being waited for until the work is done. */
  readonly waitFor: <Result>(text: string, work: Promise<Result>) => Promise<Result>
  /** Is told why a run with `--changed` is about the files that it is about: one clause. */
  readonly reportSelection: (reason: string) => void
}
