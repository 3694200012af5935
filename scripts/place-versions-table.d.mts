import type { Capabilities } from '../src/ghost/transport/capabilities.ts'
import type { GhostRelease } from '../src/sandbox/ghost-versions.ts'

/** What became of one test file on one Ghost; `ghost` is `moving` for the sites that move. */
export interface MatrixResult {
  readonly ghost: string
  readonly file: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export interface VersionsTable {
  readonly releases: Readonly<Record<string, GhostRelease>>
  readonly findCapabilities: (major: number) => Capabilities | undefined
  readonly results: readonly MatrixResult[]
}

/** The page with the table between its markers. */
export function placeVersionsTable(page: string, table: VersionsTable): string
