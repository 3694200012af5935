import type { Problem } from '../problem.ts'

/** A problem before anybody has said in which file it is: what the pure readers of values return. */
export interface Finding {
  readonly severity: Problem['severity']
  readonly code: string
  /** 1-based line in the file; undefined for a value that came from the config or the file name. */
  readonly line?: number | undefined
  readonly message: string
  readonly cure: string
  /** True when it holds for the site at hand only (an author whom another site may well have). */
  readonly ofSite?: boolean | undefined
}

/** What a reader made of a value. `value` undefined: the field is not managed. */
export interface Reading<T> {
  readonly value?: T | undefined
  readonly findings: readonly Finding[]
}
