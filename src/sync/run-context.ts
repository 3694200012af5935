import type { Unguarded } from '../model/stop-on-interrupt.ts'

/** What a use case needs of the process that it runs in: no arguments, no colours, no terminal. Each use case names the part that it uses. */
export interface RunContext {
  /** Absolute path of the folder that relative paths are taken from. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => Date
  /** Aborted to stop: work that only reads ends at once, a write that has begun is finished. */
  readonly signal?: AbortSignal | undefined
  /** Runs work that blocks the thread and writes nothing. */
  readonly unguarded?: Unguarded | undefined
}

/** Work that a person may have to wait for. */
export type WorkStage =
  | { readonly kind: 'reading' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'comparing'; readonly files: number; readonly sites: readonly string[] }
  /** A pull reads the posts of a site. */
  | { readonly kind: 'site'; readonly site: string }

/** Callbacks for what a use case reports while it works. */
export interface WorkReporter {
  /** Shows a waiting message until the work is done. */
  readonly waitFor?: <Result>(stage: WorkStage, work: Promise<Result>) => Promise<Result>
  /** Reports in one clause why a run with `--changed` is about its files. */
  readonly reportSelection?: (reason: string) => void
}

/** Waits for work, and shows a message meanwhile if the reporter can. */
export function waitFor<Result>(reporter: WorkReporter, stage: WorkStage, work: Promise<Result>): Promise<Result> {
  return reporter.waitFor?.(stage, work) ?? work
}
