import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { writeSize } from '../../model/text.ts'
import type { Connection } from './connection.ts'
import { type GhostError, readGhostError } from './ghost-error.ts'
import type { Answer, OutgoingRequest } from './outcome.ts'
import { readRetryAfter } from './retry.ts'
import { LARGEST_LEAD_MILLISECONDS } from './tokens.ts'

/** A longer message of a server is cut: a Ghost that fails on a query quotes all of it, the whole post included (seen on 5.130). */
const LONGEST_QUOTE = 300

/** Makes a failure from an answer with a status of 4xx or 5xx. */
export function explainRefusedRequest(
  connection: Connection,
  request: OutgoingRequest,
  answer: Answer,
): GhostSyncFailure {
  const { status } = answer
  const error = readGhostError(answer)
  const what = `${request.method} ${request.path}`
  const fail = (code: string, says: string, hint?: string): GhostSyncFailure =>
    new GhostSyncFailure(
      code,
      `Site '${connection.name}' ${says} (${what}, status ${status}).${quote(error)}`,
      EXIT_CODE.failed,
      {
        status,
        ...(hint === undefined ? {} : { hint }),
      },
    )

  if ((status === 401 || status === 403) && error === undefined) {
    return fail(
      'site/blocked',
      'is behind something that refuses the request before Ghost sees it',
      'Let requests to /ghost/api/ pass the firewall, bot protection or password page in front of the site.',
    )
  }
  if (status === 401 || (status === 400 && error?.code === 'INVALID_JWT')) {
    return explainKeyRefusal(connection, error, status)
  }
  switch (status) {
    case 403:
      // The limit is one of the site's hosting plan; the key is valid.
      if (error?.type === 'HostLimitError')
        return fail('ghost/host-limit', 'is held to a limit by its host', error.help ?? 'Ask the host of the site.')
      return fail('auth/forbidden', 'does not allow this to the key', 'Use the Admin API key of a custom integration.')
    case 501:
      // Ghost calls what an integration may not do "not implemented", not forbidden.
      return fail('auth/forbidden', 'does not offer this to an integration', 'A staff access token may be allowed to.')
    case 404:
      return fail('ghost/not-found', 'does not have this')
    case 406:
      return fail('ghost/unknown-endpoint', 'does not know this request', 'Update ghost-sync, or Ghost.')
    case 409:
      return fail('ghost/collision', 'refused the write: somebody changed the post in the meantime', 'Run plan again.')
    case 413:
      return fail('ghost/too-large', `refused a request of ${writeSize(measureBody(request))} as too large`, TOO_LARGE)
    case 415:
      // Ghost cleans an SVG before it checks it, and gives the same message for one of which nothing is left (seen on 5.130 and 6.65).
      if (/\bSVG\b/.test(error?.message ?? ''))
        return fail('ghost/empty-svg', 'found nothing to show in an SVG', EMPTY_SVG)
      return fail('ghost/unsupported-file', 'does not take files of this type')
    case 429:
      return fail('ghost/rate-limited', `asks for fewer requests${readDelay(connection, answer)}`, 'Run again later.')
    case 400:
    case 422:
      return fail('ghost/validation', 'refused the content', explainUnknownFields(error))
  }
  return status >= 500
    ? fail('ghost/server-error', 'failed', 'Look into the log of Ghost; running again is safe.')
    : fail('ghost/refused', 'refused the request')
}

const TOO_LARGE =
  'Make it smaller; or raise the limit of what stands before Ghost (nginx: `client_max_body_size`). With `policies.maxUploadSize` in the config, `check` says it before.'

const EMPTY_SVG =
  'Ghost takes out what could run or load something: scripts, `<use>`, `<foreignObject>`, animations, and what it does not know. Draw it with shapes and paths, or save it as PNG.'

function measureBody({ body }: OutgoingRequest): number {
  if (body === undefined) return 0
  return body.kind === 'form' ? body.size : Buffer.byteLength(JSON.stringify(body.value))
}

/**
 * Explains unknown fields. The table of capabilities is that of the last release of each major version; an earlier release may lack fields that came
 * later.
 */
function explainUnknownFields(error: GhostError | undefined): string | undefined {
  if (error === undefined || error.unknownFields.length === 0) return undefined
  const names = error.unknownFields.map((name) => `\`${name.slice(0, 40)}\``).join(', ')
  return `Its release of Ghost does not have ${names}: leave it out on this site, or update Ghost to the last release of its major version.`
}

function quote(error: GhostError | undefined): string {
  if (error === undefined) return ''
  const words = [error.message, error.context === error.message ? undefined : error.context]
  const text = words.filter((part) => part !== undefined).join(' ')
  return ` Ghost says: ${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}`
}

function readDelay(connection: Connection, answer: Answer): string {
  const delay = readRetryAfter(answer.headers, connection.clock.now())
  return delay === undefined ? '' : `, for ${Math.ceil(delay / 1000)} s`
}

const SET_CLOCKS = `Set the clock that is wrong (NTP). On the word of a server, tokens are dated at most ${LARGEST_LEAD_MILLISECONDS / 60_000} minutes ahead of this machine's clock.`

/**
 * Explains a 401 that Ghost itself gave to a token. The words are Ghost's (seen on 5.130 and 6.65): the code distinguishes a key that does not exist
 * from one whose secret is wrong, the message shows a wrong clock.
 */
function explainKeyRefusal(connection: Connection, error: GhostError | undefined, status: number): GhostSyncFailure {
  const said = error?.message ?? ''
  const fail = (code: string, message: string, hint: string): GhostSyncFailure =>
    new GhostSyncFailure(code, `Site '${connection.name}' (${connection.url}) ${message}`, EXIT_CODE.failed, {
      status,
      hint,
    })

  if (/jwt expired|jwt not active|maxAge exceeded/i.test(said)) {
    return fail('auth/clock-skew', `refused the token because of its times. ${compareClocks(connection)}`, SET_CLOCKS)
  }
  if (error?.code === 'UNKNOWN_ADMIN_API_KEY') {
    return fail(
      'auth/invalid-key',
      'does not know this Admin API key.',
      'Was it made on another site, or deleted? Copy the Admin API key again: Ghost Admin, Settings, Integrations.',
    )
  }
  if (/invalid signature/i.test(said)) {
    return fail(
      'auth/invalid-key',
      'knows the id of this Admin API key, but its secret is wrong.',
      'Was it regenerated, or cut short? Copy the Admin API key again: Ghost Admin, Settings, Integrations.',
    )
  }
  if (error?.code === 'INVALID_API_KEY_TYPE') {
    return fail(
      'auth/invalid-key',
      'says that this is no Admin API key.',
      'Copy the Admin API key, not the Content API key.',
    )
  }
  return fail(
    'auth/invalid-key',
    `refused the Admin API key.${said === '' ? '' : ` Ghost says: ${said}`}`,
    'Copy the Admin API key again: Ghost Admin, Settings, Integrations.',
  )
}

/** Compares the clocks. Which of them is wrong cannot be known here. */
function compareClocks({ clock, now }: Connection): string {
  const skew = clock.skew()
  const here = `This machine's clock says ${describeTime(now())}`
  if (skew === undefined) return `${here}; the server does not say what time it has.`
  const side = skew < 0 ? 'ahead' : 'behind'
  return `${here}, the server's ${describeTime(clock.now())}: this machine is ${describeLength(Math.abs(skew))} ${side}.`
}

function describeTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}

function describeLength(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 180) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 180) return `${minutes} minutes`
  const hours = Math.round(minutes / 60)
  return hours < 72 ? `${hours} hours` : `${Math.round(hours / 24)} days`
}
