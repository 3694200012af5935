import type { ShownFailure } from '../render-failure.ts'
import type { CiFinding } from './ci-report.ts'

/** A site that could not be asked, or a run that could not begin, as a finding of its own. */
export function describeFailure({ code, message, hint }: ShownFailure, sites: readonly string[]): CiFinding {
  return { severity: 'error', code, message, cure: hint ?? '', sites }
}
