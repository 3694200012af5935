import type { ExitCode } from '../../failure.ts'

/** What one run of `check`, `plan` or `push` says to a CI system; every format is made from it, and none holds more. */
export interface CiReport {
  readonly command: 'check' | 'plan' | 'push'
  readonly exitCode: ExitCode
  /** What somebody has to look at, errors before warnings, each in the order of files and lines. */
  readonly findings: readonly CiFinding[]
  /** Of `plan` and `push`; those that could not be asked have a failure and no posts. */
  readonly sites: readonly CiSite[]
  /** Name of the preview whose drafts were pushed: of those every link is wanted, also where nothing changed. */
  readonly preview?: string
  /** How many files were looked at; only `check` knows. */
  readonly files?: number
}

export interface CiFinding {
  readonly severity: 'error' | 'warning'
  /** As in `Problem.code`; `post/conflict` and its like where the post is the matter and not the file. */
  readonly code: string
  /** Relative to the root of the repository; absent for a site that did not answer. */
  readonly file?: string
  /** 1-based. */
  readonly line?: number
  readonly message: string
  readonly cure: string
  /** Empty when it holds for every site. */
  readonly sites: readonly string[]
}

export interface CiSite {
  readonly site: string
  readonly url: string
  /** One line, as the command prints it last. */
  readonly summary: string
  readonly posts: readonly CiPost[]
}

export interface CiPost {
  /** `Action.kind` of a plan, `ActionResult.kind` of a push. */
  readonly kind: string
  readonly title: string
  /** Relative to the content root; empty for a post whose stamp is lost. */
  readonly path: string
  /** Where the post is: for a draft its preview link. Absent for one that is not there yet. */
  readonly url?: string
  /** What is special about it, in words; empty when nothing is. */
  readonly note: string
}

/** Where the files of a report lie; forward slashes, no slash at the end, empty for the same folder. */
export interface CiPlace {
  /** The project root, relative to the root of the repository. */
  readonly project: string
  /** The content root, relative to the root of the repository. */
  readonly content: string
}
