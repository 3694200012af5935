/**
 * Bad content: something in the repository (a Markdown file, its front matter, an image, the config) that its author has to fix. Problems are values,
 * and all of them are collected before anything is written. Failed work is a `GhostSyncFailure`.
 */
export interface Problem {
  /** `error`: the post (or the run, for the config) is not written. `warning`: it is written, and the author is warned. */
  readonly severity: 'error' | 'warning'
  /** Stable identifier, `area/what`, e.g. `front-matter/unknown-key`, `image/missing`. */
  readonly code: string
  /** Path with forward slashes, relative to the project root (the folder of the config file). */
  readonly file: string
  /** 1-based line in `file`; absent where no line can be named (an unreadable file, a value from the config's defaults). */
  readonly line?: number
  /** What is wrong, one sentence, naming the value. */
  readonly message: string
  /** What to do about it, one sentence. */
  readonly hint: string
  /** Name of the site that the problem is about; absent when it holds for every site. */
  readonly site?: string
  /**
   * What it is about, as it was written: a key, a tag, an author. A report of many problems of one kind counts by it, where every message is another
   * one. Absent where the kind says enough.
   */
  readonly subject?: string
  /** True when `check --fix` mends it; only `check` finds that out. */
  readonly isFixable?: true
}
