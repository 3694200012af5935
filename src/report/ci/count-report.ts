import type { CiReport } from './ci-report.ts'
import { isError } from './locate-problems.ts'

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
