import type { ExitCode } from '../../model/failure.ts'
import type { Unguarded } from '../../model/stop-on-interrupt.ts'

/**
 * Everything that a command may touch of the process it runs in. Commands take it instead of `process`, so that a test can run one in
 * a folder of its own, with an environment of its own, and read what it printed.
 */
export interface CommandIo {
  /** Writes the command's result as given, no line end added. What a script may parse goes here and nothing else. */
  readonly stdout: (text: string) => void
  /**
   * Writes JSON or a document as given, except that the run's own keys and tokens are redacted. What merely looks like a key (a checksum in a post)
   * must stay as it is.
   */
  readonly data: (text: string) => void
  /** Writes progress, hints and failures as given, no line end added. */
  readonly stderr: (text: string) => void
  /** Registers a key or token of this run: it is redacted in everything that is written from now on, whoever sends it back. */
  readonly addSecret: (secret: string) => void
  /** Redacts a text as `data` does, for a file. */
  readonly redact: (text: string) => string
  /** Absolute path of the folder that the command was called in. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** How a person starts the program here, for commands that are to be typed next. @default 'ghost-sync' */
  readonly command?: string
  /** Whether standard error is a terminal, so that a line may be overwritten. */
  readonly isTTY: boolean
  /** Whether output may carry ANSI colours. */
  readonly colour: boolean
  /** Sets the exit code that the process ends with once the command is done. It does not end the process. */
  readonly exit: (code: ExitCode) => void
  readonly now: () => Date
  /** Standard input; undefined where nobody can answer a question (CI, a pipe). */
  readonly stdin?: NodeJS.ReadableStream
  /** Aborted by Ctrl-C: long work stops, cleans up and throws. Undefined where the process just dies. */
  readonly signal?: AbortSignal
  /** Runs work that blocks the thread and writes nothing. Undefined where the process has no signal handlers. */
  readonly unguarded?: Unguarded
}
