import type { FieldName, PostType } from '../fields.ts'

/** What a pull did with one site: `pull` prints it, `pull --json` gives it as it is. */
export interface PullOutcome {
  readonly site: string
  readonly url: string
  /** In the order of their paths. */
  readonly results: readonly PullResult[]
  /** Files that came into the repository beside the posts. */
  readonly files: number
  /** The site as a whole failed: not reached, key refused. */
  readonly failure?: { readonly code: string; readonly message: string; readonly hint?: string }
}

export interface PullResult {
  /**
   * `created`: a new file. `updated`: Ghost's changes are in the file now. `unchanged`: there was none. `conflict`: both sides changed the
   * same; see `message`. `differs`: written, but a plan will still show a difference. `refused`: a guard stood in the way, nothing was written.
   * `skipped`: the pull was stopped before its turn.
   */
  readonly kind: 'created' | 'updated' | 'unchanged' | 'conflict' | 'differs' | 'refused' | 'failed' | 'skipped'
  /** Of the Markdown file, relative to the content root. */
  readonly path: string
  readonly type: PostType
  readonly title: string
  readonly url: string
  /** What changed in the file, or still differs; empty for a new one. */
  readonly fields: readonly FieldName[]
  /** Addresses of files that stay on the site, and why. */
  readonly left: readonly { readonly url: string; readonly reason: string }[]
  /** What else somebody should look at in the file. */
  readonly notes?: readonly string[]
  readonly message?: string
  readonly hint?: string
}
