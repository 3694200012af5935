import picocolors from 'picocolors'
import { listCauses } from './list-causes.ts'
import { makePrintable } from './make-printable.ts'

/** What is shown of failed work: a `GhostSyncFailure`, or the part of one that an outcome kept. */
export interface ShownFailure {
  readonly code: string
  /** May hold several lines. */
  readonly message: string
  readonly hint?: string | undefined
  readonly cause?: unknown
}

/**
 * Failed work for people: `error: message`, `hint: what to do`, the code, and with `verbose` the errors underneath. Every line is made
 * printable by itself, so that a server's answer can neither hold a key nor begin a line of its own choosing.
 */
export function renderFailure(
  failure: ShownFailure,
  options: { readonly colour: boolean; readonly verbose: boolean },
): string {
  const paint = picocolors.createColors(options.colour)
  const [first = '', ...rest] = failure.message.split(/\r?\n/).map(makePrintable)
  const hint = failure.hint?.split(/\r?\n/).map(makePrintable) ?? []
  const causes = options.verbose ? listCauses(failure.cause) : []
  const lines = [
    `${paint.red('error:')} ${first}  ${paint.dim(`(${makePrintable(failure.code)})`)}`,
    ...rest,
    ...hint.map((line, nth) => `${nth === 0 ? paint.cyan('hint:') : '     '} ${line}`),
    ...causes.map((cause) => paint.dim(`caused by: ${makePrintable(cause)}`)),
  ]
  return `${lines.join('\n')}\n`
}
