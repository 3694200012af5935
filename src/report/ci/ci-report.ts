import type { ExitCode } from '../../model/failure.ts'
import type { Problem } from '../../model/problem.ts'
import { mergeProblems } from '../problems/render-problems.ts'

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
  readonly hint: string
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

/** The numbers of a report, over all sites, for whoever branches on them. */
export interface CiCounts {
  readonly errors: number
  readonly warnings: number
  /** Posts that a push would write or remove, or that it did. */
  readonly changes: number
  readonly unchanged: number
  readonly conflicts: number
  readonly failed: number
}

const CHANGES: readonly string[] = [
  ...['create', 'update', 'delete', 'unpublish'],
  ...['created', 'updated', 'adopted', 'deleted', 'unpublished'],
]

export function countReport({ findings, sites }: CiReport): CiCounts {
  const kinds = sites.flatMap(({ posts }) => posts.map(({ kind }) => kind))
  const count = (...wanted: readonly string[]) => kinds.filter((kind) => wanted.includes(kind)).length
  const errors = findings.filter(isError).length
  return {
    errors,
    warnings: findings.length - errors,
    changes: count(...CHANGES),
    unchanged: count('unchanged'),
    conflicts: count('conflict', 'unowned'),
    failed: count('failed'),
  }
}

/** Whether a push would do something to the post, or did. */
export function isChange(kind: string): boolean {
  return CHANGES.includes(kind)
}

/** Every problem once, with its file as the repository calls it; those that concern no file keep none. */
export function locateProblems(problems: readonly Problem[], project: string): CiFinding[] {
  return mergeProblems(problems).map(({ file, ...rest }) =>
    file === '' ? rest : { ...rest, file: joinPath(project, file) },
  )
}

export function joinPath(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`
}

/** Errors first: a CI system shows so many and drops the rest. */
export function orderFindings(findings: readonly CiFinding[]): CiFinding[] {
  return [...findings.filter(isError), ...findings.filter((finding) => !isError(finding))]
}

export function isError({ severity }: CiFinding): boolean {
  return severity === 'error'
}
