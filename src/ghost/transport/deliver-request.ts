import type { Connection } from './connection.ts'
import { readGhostError } from './ghost-error.ts'
import type { Answer, Outcome, OutgoingRequest } from './outcome.ts'
import { readBoundedText } from './read-bounded.ts'
import { decideRetry, findErrorCode, readRetryAfter } from './retry.ts'

/** The whole answer may take this many times as long as its beginning: a page of a hundred long posts over a slow line. */
const WHOLE_ANSWER_FACTOR = 4

/** Bytes per second below which an upload is given up. */
const SLOWEST_UPLOAD = 32_768

/** Errors before the first byte was sent: a write that ended in one of these was certainly not done. */
const BEFORE_SENDING =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EADDRNOTAVAIL|EACCES|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_SSL_|EPROTO|ERR_INVALID_URL|BAD_PORT)/

/** Sends a request once and reads the whole answer, whatever it is. Reports to `onRequest`. Never throws for a failed request. */
async function attemptRequest(connection: Connection, request: OutgoingRequest, attempt: number): Promise<Outcome> {
  const sentAt = connection.now()
  const outcome = await exchange(connection, request, sentAt)
  connection.onRequest?.({
    method: request.method,
    path: describePath(request),
    status: outcome.kind === 'answer' ? outcome.answer.status : undefined,
    milliseconds: connection.now() - sentAt,
    attempt,
  })
  return outcome
}

async function exchange(connection: Connection, request: OutgoingRequest, sentAt: number): Promise<Outcome> {
  const limit = connection.timeoutMilliseconds
  const sending = request.body?.kind === 'form' ? (request.body.size / SLOWEST_UPLOAD) * 1000 : 0
  const abort = new AbortController()
  let timer = setTimeout(() => abort.abort(), limit + sending)
  let status: number | undefined
  try {
    const response = await connection.http(request.path, {
      method: request.method,
      signal: abort.signal,
      context: { auth: request.auth },
      headers: request.acceptVersion === undefined ? {} : { 'accept-version': request.acceptVersion },
      ...(request.query === undefined ? {} : { searchParams: { ...request.query } }),
      ...(request.body === undefined
        ? {}
        : request.body.kind === 'json'
          ? { json: request.body.value }
          : { fetch: sendForm(request.body.form) }),
    })
    status = response.status
    // A picture may come from a cache, with an old date.
    if (request.path.startsWith('ghost/api/')) connection.clock.observe(response.headers, sentAt, connection.now())
    clearTimeout(timer)
    timer = setTimeout(() => abort.abort(), limit * (WHOLE_ANSWER_FACTOR - 1))
    const text = await readBoundedText(response, connection.maxAnswerBytes, abort.signal, (bytes) => {
      connection.traffic.received += bytes
    })
    if (text === undefined) return { kind: 'too-large', status }
    return { kind: 'answer', answer: { status, headers: response.headers, text } }
  } catch (error) {
    if (abort.signal.aborted) return { kind: 'timed-out', error }
    if (status === undefined && BEFORE_SENDING.test(findErrorCode(error) ?? '')) return { kind: 'not-sent', error }
    return { kind: 'broken-off', error, status }
  } finally {
    clearTimeout(timer)
    // Ends the rest of an answer that is not read; it does nothing to one that was read.
    abort.abort()
  }
}

/**
 * Sends a form with the request that ky has prepared. If ky got the body, it would copy it: ky clones every request for a retry that never comes, and
 * the copy would keep the whole file in memory.
 */
function sendForm(form: FormData): typeof fetch {
  return (request, init) => fetch(request, { ...init, body: form })
}

/** Describes path and query for logs. A Content API key travels in the query, so `key` is left out here rather than trusted to be redacted. */
function describePath(request: OutgoingRequest): string {
  const query = Object.entries(request.query ?? {}).filter(([name]) => name !== 'key')
  const text = query.map(([name, value]) => `${name}=${value}`).join('&')
  return text === '' ? request.path : `${request.path}?${text}`
}

/** Sends a request until a retry would not change its outcome. Returns every outcome, refusals included. */
export async function deliverRequest(connection: Connection, request: OutgoingRequest): Promise<Outcome> {
  let clockCorrected = false
  let perhapsDone = false
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await attemptRequest(connection, request, attempt)
    if (outcome.kind === 'answer') {
      if (request.auth !== 'none' && !clockCorrected && isAboutTime(outcome.answer, connection)) {
        // `observe` has just measured the difference by this very answer. It is corrected once only: if the new token is still too old, our clock is
        // not the cause.
        clockCorrected = true
        if (connection.tokens.redate(connection.clock.skew())) continue
      }
      // The first DELETE landed and its answer was lost: the post is deleted, as intended.
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
 * Whether the server refused a token because of its times. Ghost passes jsonwebtoken's words on (seen on 3.42, 4.48, 5.130 and 6.65): `jwt expired`,
 * `jwt not active`, `maxAge exceeded`. Only for a token that is not valid yet do Ghost 3 and 4 say nothing but 500 (seen on 3.42 and 4.48); the
 * request, even a write, was not done then.
 */
function isAboutTime(answer: Answer, { tokens, clock }: Connection): boolean {
  if (answer.status === 500) return (tokens.begins() ?? 0) > clock.now()
  return (
    answer.status === 401 && /jwt expired|jwt not active|maxAge exceeded/i.test(readGhostError(answer)?.message ?? '')
  )
}
