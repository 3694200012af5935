/** One thing that `doctor` looked at. */
export interface Finding {
  readonly kind: 'ok' | 'warning' | 'error'
  /** What was looked at, one or two words: `admin key`, `clock`. */
  readonly check: string
  /** What was seen, one sentence. */
  readonly message: string
  /** What to do about it, one sentence. */
  readonly cure?: string | undefined
  /** Name of the site; absent for what concerns the project as a whole. */
  readonly site?: string | undefined
}
