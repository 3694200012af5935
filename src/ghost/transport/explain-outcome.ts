import { EXIT_CODE, GhostSyncFailure } from '../../failure.ts'
import { writeSize } from '../../write-size.ts'
import type { Connection } from '../connection.ts'
import { explainRedirect } from './explain-redirect.ts'
import { explainRefusal } from './explain-refusal.ts'
import { explainUnreachable } from './explain-unreachable.ts'
import type { Outcome, OutgoingRequest } from './outcome.ts'

/**
 * Turns an outcome that is no success into the failure that the user reads.
 *
 * For a POST or PUT whose fate is unknown it is always `ghost/no-answer`, whatever stood in the way: the one code on which a caller has
 * to look whether the write landed before doing anything else.
 */
export function explainOutcome(connection: Connection, request: OutgoingRequest, outcome: Outcome): GhostSyncFailure {
  const what = `${request.method} ${request.path}`
  const write = request.method === 'POST' || request.method === 'PUT' || request.method === 'DELETE'
  switch (outcome.kind) {
    case 'not-sent':
      return explainUnreachable(connection, outcome.error)
    case 'timed-out':
      if (write) return explainNoAnswer(connection, what, outcome.error)
      return new GhostSyncFailure(
        'site/timeout',
        `Site '${connection.name}' (${connection.url}) did not answer ${what} within ${connection.timeoutMilliseconds / 1000} s.`,
        EXIT_CODE.failed,
        { cause: outcome.error, hint: 'Try again later, or raise `policies.timeoutSeconds` in the config.' },
      )
    case 'broken-off':
      if (write) return explainNoAnswer(connection, what, outcome.error)
      if (outcome.status === undefined) return explainUnreachable(connection, outcome.error)
      return explainBadAnswer(
        connection,
        what,
        outcome.status,
        'the connection broke in the middle of the answer',
        outcome.error,
      )
    case 'too-large':
      return write ? explainNoAnswer(connection, what, undefined, outcome.status) : explainTooLarge(connection, what)
    case 'answer': {
      const { status } = outcome.answer
      if (status >= 300 && status < 400) return explainRedirect(connection, request, outcome.answer)
      // A gateway that gave up waiting says nothing about what Ghost did behind it.
      if (write && (status === 502 || status === 504 || (status >= 520 && status <= 524))) {
        return explainNoAnswer(connection, what, undefined, status)
      }
      return explainRefusal(connection, request, outcome.answer)
    }
  }
}

/** `ghost/no-answer`: a write was sent and nobody knows whether it was done. */
export function explainNoAnswer(
  connection: Connection,
  what: string,
  cause: unknown,
  status?: number,
): GhostSyncFailure {
  return new GhostSyncFailure(
    'ghost/no-answer',
    `Site '${connection.name}' gave no usable answer to ${what}${status === undefined ? '' : ` (status ${status})`}; whether it was done is unknown.`,
    EXIT_CODE.failed,
    {
      cause,
      hint: 'Run the same command again: it looks at what the site has now, and repeats nothing that was done.',
      ...(status === undefined ? {} : { status }),
    },
  )
}

/** `ghost/bad-answer`: a success by its status, and not what a Ghost sends. */
export function explainBadAnswer(
  connection: Connection,
  what: string,
  status: number,
  why: string,
  cause?: unknown,
): GhostSyncFailure {
  return new GhostSyncFailure(
    'ghost/bad-answer',
    `Site '${connection.name}' (${connection.url}) answered ${what} with status ${status}, but ${why}.`,
    EXIT_CODE.failed,
    { cause, status, hint: 'Look whether a proxy, a firewall or a login page stands between here and Ghost.' },
  )
}

/** Code of the failure when an answer is larger than `policies.maxAnswerSize`: a caller may ask for less at once. */
export const ANSWER_TOO_LARGE = 'site/answer-too-large'

function explainTooLarge(connection: Connection, what: string): GhostSyncFailure {
  const size = writeSize(connection.maxAnswerBytes)
  return new GhostSyncFailure(
    ANSWER_TOO_LARGE,
    `Site '${connection.name}' (${connection.url}) sent more than ${size} in answer to ${what}; the rest was not read.`,
    EXIT_CODE.failed,
    {
      hint: 'No Ghost sends that much for ordinary posts. If this one does, raise `policies.maxAnswerSize` in the config.',
    },
  )
}
