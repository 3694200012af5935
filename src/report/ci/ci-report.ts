import type { ExitCode } from '../../model/failure.ts'
import type { Problem } from '../../model/problem.ts'
import { mergeProblems } from '../problems/merge-problems.ts'

/** What one run of `check`, `plan` or `push` reports to a CI system. Every format is made from this value and holds nothing else. */
export interface CiReport {
  readonly command: 'check' | 'plan' | 'push'
  readonly exitCode: ExitCode
  /** What needs attention: errors before warnings, each in the order of files and lines. */
  readonly findings: readonly CiFinding[]
  /** The sites of a `plan` or `push`. A site that could not be asked has a failure and no posts. */
  readonly sites: readonly CiSite[]
  /** Name of the preview whose drafts were pushed. Its report lists every link, also those of unchanged posts. */
  readonly preview?: string
  /** How many files were checked; only `check` sets it. */
  readonly files?: number
}

export interface CiFinding {
  readonly severity: 'error' | 'warning'
  /** As in `Problem.code`; `post/conflict` and the like where the finding is about the post and not the file. */
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
  /** The line that the command prints last. */
  readonly summary: string
  readonly posts: readonly CiPost[]
}

export interface CiPost {
  /** `Action.kind` of a plan, `ActionResult.kind` of a push. */
  readonly kind: string
  readonly title: string
  /** Relative to the content root; empty for a post that has lost its stamp. */
  readonly path: string
  /** The post's address; for a draft, its preview link. Absent for a post that does not exist yet. */
  readonly url?: string
  /** A note in words; empty when there is nothing to note. */
  readonly note: string
}

/** Where the project and its content lie in the repository. Paths have forward slashes and no slash at the end; empty means the same folder. */
export interface CiPlace {
  /** The project root, relative to the root of the repository. */
  readonly project: string
  /** The content root, relative to the root of the repository. */
  readonly content: string
}

/** The numbers of a report over all sites, for scripts that branch on them. */
export interface CiCounts {
  readonly errors: number
  readonly warnings: number
  /** Posts that a push would write or remove, or did. */
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

/** Lists every problem once, with its file relative to the repository. Problems that concern no file keep none. */
export function locateProblems(problems: readonly Problem[], project: string): CiFinding[] {
  return mergeProblems(problems).map(({ file, ...rest }) =>
    file === '' ? rest : { ...rest, file: joinPath(project, file) },
  )
}

export function joinPath(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`
}

/** Puts errors first: a CI system shows a limited number and drops the rest. */
export function orderFindings(findings: readonly CiFinding[]): CiFinding[] {
  return [...findings.filter(isError), ...findings.filter((finding) => !isError(finding))]
}

export function isError({ severity }: CiFinding): boolean {
  return severity === 'error'
}
