import type { Connection } from '../connection.ts'
import { attemptRequest } from './attempt-request.ts'
import { decideRetry } from './decide-retry.ts'
import type { Answer, Outcome, OutgoingRequest } from './outcome.ts'
import { readGhostError } from './read-ghost-error.ts'
import { readRetryAfter } from './read-retry-after.ts'

/** Sends a request until it has an outcome that no repetition would better. Returns every outcome, refusals included. */
export async function deliverRequest(connection: Connection, request: OutgoingRequest): Promise<Outcome> {
  let clockCorrected = false
  let perhapsDone = false
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await attemptRequest(connection, request, attempt)
    if (outcome.kind === 'answer') {
      if (request.auth !== 'none' && !clockCorrected && isAboutTime(outcome.answer, connection)) {
        // `observe` has just measured the difference by this very answer. Once only: a token that is still too old is not our clock's fault.
        clockCorrected = true
        if (connection.tokens.redate(connection.clock.skew())) continue
      }
      // The first DELETE landed and its answer was lost: what is gone now is what was to go.
      if (request.method === 'DELETE' && outcome.answer.status === 404 && perhapsDone) {
        return { kind: 'answer', answer: { ...outcome.answer, status: 204 } }
      }
    }
    const retryAfter =
      outcome.kind === 'answer' ? readRetryAfter(outcome.answer.headers, connection.clock.now()) : undefined
    const wait = decideRetry(request, outcome, attempt, retryAfter)
    if (wait === undefined) return outcome
    perhapsDone ||= outcome.kind === 'broken-off' || (outcome.kind === 'answer' && outcome.answer.status >= 500)
    await connection.wait(wait)
  }
}

/**
 * Whether the server refused a token for its times. Ghost passes jsonwebtoken's words on (seen on 3.42, 4.48, 5.130 and 6.65): `jwt expired`,
 * `jwt not active`, `maxAge exceeded`. Only of a token that has not begun do Ghost 3 and 4 say nothing but 500 (seen on 3.42 and 4.48): whatever was
 * asked was not done then, a write neither.
 */
function isAboutTime(answer: Answer, { tokens, clock }: Connection): boolean {
  if (answer.status === 500) return (tokens.begins() ?? 0) > clock.now()
  return (
    answer.status === 401 && /jwt expired|jwt not active|maxAge exceeded/i.test(readGhostError(answer)?.message ?? '')
  )
}
