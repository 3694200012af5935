import picocolors from 'picocolors'
import { makePrintable } from '../../model/text.ts'

/** A longer chain is a loop, or nobody would read its end. */
const MAX_CAUSES = 8

/**
 * Lists the errors underneath an error, outermost first: `TypeError: fetch failed`, `Error: connect ECONNREFUSED ...`. Node hides the useful ones in
 * an AggregateError without a message (one per address of the host), so those are listed too. The texts are not yet printable and not redacted.
 */
export function listCauses(cause: unknown): string[] {
  const found: string[] = []
  const seen = new Set<unknown>()
  const queue: unknown[] = [cause]
  while (queue.length > 0 && found.length < MAX_CAUSES) {
    const next = queue.shift()
    if (next === undefined || next === null || seen.has(next)) continue
    seen.add(next)
    const text = describeCause(next)
    if (text !== '') found.push(text)
    if (next instanceof AggregateError) queue.push(...next.errors)
    if (next instanceof Error) queue.push(next.cause)
  }
  return found
}

function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause === 'object' ? 'an object that is not an error' : String(cause)
  const code =
    'code' in cause && typeof cause.code === 'string' && !cause.message.includes(cause.code) ? ` (${cause.code})` : ''
  return cause.message === '' && code === '' ? '' : `${cause.name}: ${cause.message}${code}`
}

/** The shown part of failed work: a `GhostSyncFailure`, or the part of one that an outcome kept. */
export interface ShownFailure {
  readonly code: string
  /** May hold several lines. */
  readonly message: string
  readonly hint?: string | undefined
  readonly cause?: unknown
}

/**
 * Renders failed work for people: `error: message`, `hint: what to do`, the code, and with `verbose` the errors underneath. Every line is made
 * printable by itself, so that a server's answer can neither show a key nor begin a line of its own.
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

/**
 * Renders an unexpected error for a bug report: its stack, and the errors underneath. Nothing else of the error is shown: Node would print requests,
 * headers included.
 */
export function renderBug(error: unknown): string {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const causes = error instanceof Error ? listCauses(error.cause) : []
  const lines = [...detail.split('\n'), ...causes.flatMap((cause) => `caused by: ${cause}`.split('\n'))]
  const shown = lines.map(makePrintable).join('\n')
  return `error: ghost-sync met a bug of its own. Please report it with the lines below.\n${shown}\n`
}
