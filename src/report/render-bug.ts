import { listCauses } from './list-causes.ts'
import { makePrintable } from './make-printable.ts'

/**
 * An error that nobody expected, for a report of it: its stack, and the errors underneath. Nothing else of the error is shown: what Node
 * would print of one by itself holds requests, headers and all.
 */
export function renderBug(error: unknown): string {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const causes = error instanceof Error ? listCauses(error.cause) : []
  const lines = [...detail.split('\n'), ...causes.flatMap((cause) => `caused by: ${cause}`.split('\n'))]
  const shown = lines.map(makePrintable).join('\n')
  return `error: ghost-sync met a bug of its own. Please report it with the lines below.\n${shown}\n`
}
