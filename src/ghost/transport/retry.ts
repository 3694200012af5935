import type { Outcome, OutgoingRequest } from './outcome.ts'

/** The longest wait that a server may ask for; a longer one is reported to the user, and not waited for. */
export const LONGEST_WAIT_MILLISECONDS = 60_000

export const DEFAULT_ATTEMPTS = 4

const BACKOFF_MILLISECONDS = 400

/** The request was not sent, and another attempt would fail as well: the name or the certificate is wrong. */
const LASTING_ERRORS =
  /^(ENOTFOUND|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_SSL_|EPROTO|ERR_INVALID_URL|BAD_PORT)/

/**
 * Decides whether a request is sent again, and after how many milliseconds; undefined: it is not.
 *
 * A read, or a DELETE, can be repeated after any temporary failure. A POST or PUT is repeated only when the server certainly did not do it: Ghost has
 * no idempotency key, so a repeated create makes `slug-2`, and a repeated PUT collides with itself (409).
 */
export function decideRetry(
  request: Pick<OutgoingRequest, 'method' | 'attempts'>,
  outcome: Outcome,
  attempt: number,
  retryAfter: number | undefined,
): number | undefined {
  if (attempt >= (request.attempts ?? DEFAULT_ATTEMPTS)) return undefined
  if (!isPassing(request.method === 'POST' || request.method === 'PUT', outcome, retryAfter)) return undefined
  const backoff = BACKOFF_MILLISECONDS * 2 ** (attempt - 1)
  if (retryAfter === undefined) return backoff
  return retryAfter <= LONGEST_WAIT_MILLISECONDS ? Math.max(retryAfter, backoff) : undefined
}

function isPassing(write: boolean, outcome: Outcome, retryAfter: number | undefined): boolean {
  switch (outcome.kind) {
    case 'not-sent':
      return !LASTING_ERRORS.test(findErrorCode(outcome.error) ?? '')
    case 'broken-off':
      return !write
    case 'timed-out':
      // The time that the user allowed is over; another attempt would only make it four times as long.
      return false
    case 'too-large':
      // The answer would be as large the next time.
      return false
    case 'answer': {
      const { status } = outcome.answer
      if (status === 429) return true
      // Ghost answers 503 while it boots or is in maintenance, and has done nothing then. Without Retry-After it may be a proxy's.
      if (status === 503) return !write || retryAfter !== undefined
      return !write && (status === 500 || status === 502 || status === 504 || (status >= 520 && status <= 524))
    }
  }
}

/**
 * Reads a `Retry-After` header: seconds, or an HTTP date.
 * @param now milliseconds since the epoch, by the server's clock
 * @returns milliseconds from `now`, 0 for a date gone by; undefined when there is none or it cannot be read
 */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (value === undefined || value === '') return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000)
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/**
 * Finds Node's error code (`ECONNREFUSED`, `CERT_HAS_EXPIRED`) in an error of fetch. fetch hides it in `cause`, and where a name has several
 * addresses the cause is an AggregateError.
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
