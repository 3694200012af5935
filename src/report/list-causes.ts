/** A chain this long is a loop, or nobody reads its end. */
const MAX_CAUSES = 8

/**
 * The errors underneath an error, outermost first: `TypeError: fetch failed`, `Error: connect ECONNREFUSED ...`. Node hides the telling
 * ones in an AggregateError without a message (one per address of the host), so those are listed too. Not yet printable, not redacted.
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
