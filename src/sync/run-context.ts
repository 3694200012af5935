import type { Unguarded } from '../model/stop-on-interrupt.ts'

/**
 * What a use case takes of the process that it runs in: no arguments, no colours, no terminal. Each use case names the part that it
 * takes.
 */
export interface RunContext {
  /** Absolute path of the folder that relative paths are taken from. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => Date
  /** Aborted to stop: work that only reads ends at once, a write that has begun is finished. */
  readonly signal?: AbortSignal | undefined
  /** For work that holds the thread, and writes nothing. */
  readonly unguarded?: Unguarded | undefined
}

/** What a person may have to wait for. */
export type WorkStage =
  | { readonly kind: 'reading' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'comparing'; readonly files: number; readonly sites: readonly string[] }
  /** A site is asked for all that a pull compares. */
  | { readonly kind: 'site'; readonly site: string }

/** What a use case says while it works, to whoever listens. */
export interface WorkReporter {
  /** Shows what is being waited for until the work is done. */
  readonly waitFor?: <Result>(stage: WorkStage, work: Promise<Result>) => Promise<Result>
  /** Is told why a run with `--changed` is about the files that it is about: one clause. */
  readonly reportSelection?: (reason: string) => void
}

/** Waits for work, and has it shown meanwhile where somebody looks. */
export function waitFor<Result>(reporter: WorkReporter, stage: WorkStage, work: Promise<Result>): Promise<Result> {
  return reporter.waitFor?.(stage, work) ?? work
}
