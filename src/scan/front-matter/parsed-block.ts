import type { Finding } from '../finding.ts'
import type { FrontMatterEntry } from '../source-file.ts'

/** What a parser made of the text between the fences. `entries` is empty when a finding is an error. */
export interface ParsedBlock {
  readonly entries: ReadonlyMap<string, FrontMatterEntry>
  readonly findings: readonly Finding[]
}

/** A block that could not be read at all. */
export function refuseBlock(code: string, line: number, message: string, cure: string): ParsedBlock {
  return { entries: new Map(), findings: [{ severity: 'error', code, line, message, cure }] }
}
