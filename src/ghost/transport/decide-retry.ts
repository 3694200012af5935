import { findErrorCode } from './find-error-code.ts'
import type { Outcome, OutgoingRequest } from './outcome.ts'

/** The longest wait that a server may ask for; one that asks for more is told to the user instead of kept waiting for. */
export const LONGEST_WAIT_MILLISECONDS = 60_000

export const DEFAULT_ATTEMPTS = 4

const BACKOFF_MILLISECONDS = 400

/** Not sent, and no second attempt would change that: the name is wrong, or the certificate is. */
const LASTING_ERRORS =
  /^(ENOTFOUND|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_SSL_|EPROTO|ERR_INVALID_URL|BAD_PORT)/

/**
 * Says whether an attempt is made again, and after how many milliseconds; undefined: it is not.
 *
 * A read, or a DELETE, can be repeated after anything passing. A POST or PUT only when the server certainly did not do it: Ghost has no
 * idempotency key, so a create that is repeated blindly makes `slug-2`, and a repeated PUT collides with itself (409).
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
      // The time that the user allowed is over; trying again would only make it four times as long.
      return false
    case 'too-large':
      // It would be as large the next time.
      return false
    case 'answer': {
      const { status } = outcome.answer
      if (status === 429) return true
      // Ghost answers 503 while it boots or is in maintenance, and nothing was done then. Without Retry-After it may be a proxy's.
      if (status === 503) return !write || retryAfter !== undefined
      return !write && (status === 500 || status === 502 || status === 504 || (status >= 520 && status <= 524))
    }
  }
}
