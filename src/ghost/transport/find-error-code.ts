/**
 * Finds Node's error code (`ECONNREFUSED`, `CERT_HAS_EXPIRED`) in what fetch threw. fetch hides it in `cause`, and where a name has
 * several addresses the cause is an AggregateError.
 */
export function findErrorCode(error: unknown): string | undefined {
  let current: unknown = error
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    // fetch never opens some ports (6000, 6667, 10080 ...) and gives no code for it.
    if (current.message === 'bad port') return 'BAD_PORT'
    if ('code' in current && typeof current.code === 'string') return current.code
    current = current instanceof AggregateError && current.errors.length > 0 ? current.errors[0] : current.cause
  }
  return undefined
}
