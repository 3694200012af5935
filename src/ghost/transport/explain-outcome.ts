import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { writeSize } from '../../model/text.ts'
import type { Connection } from './connection.ts'
import { explainRefusedRequest } from './explain-refusal.ts'
import type { Answer, Outcome, OutgoingRequest } from './outcome.ts'
import { findErrorCode } from './retry.ts'

/**
 * Makes the failure that the user reads from an outcome that is no success.
 *
 * For a POST or PUT that may have been done it is always `ghost/no-answer`, whatever the cause: after this one code a caller has to read whether the
 * write landed before doing anything else.
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
      // A gateway that gave up waiting does not know what Ghost did.
      if (write && (status === 502 || status === 504 || (status >= 520 && status <= 524))) {
        return explainNoAnswer(connection, what, undefined, status)
      }
      return explainRefusedRequest(connection, request, outcome.answer)
    }
  }
}

/** Makes `ghost/no-answer`: a write was sent, and whether it was done is not known. */
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

/** Makes `ghost/bad-answer`: a success by its status, but not an answer of Ghost. */
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

/**
 * Explains a redirect. It is never followed, because the token would be sent to the new address. Where the new address ends like the old one, the
 * site has moved (http to https, another host for the admin), and the message names the URL to configure.
 */
function explainRedirect(connection: Connection, request: OutgoingRequest, answer: Answer): GhostSyncFailure {
  const target = resolveTarget(connection, request, answer.headers.get('location'))
  const moved = target === undefined ? undefined : removeEnd(target, request.path)
  return new GhostSyncFailure(
    'site/redirected',
    target === undefined
      ? `Site '${connection.name}' (${connection.url}) redirects ${request.method} ${request.path} to nowhere (status ${answer.status}).`
      : `Site '${connection.name}' (${connection.url}) redirects to ${target.origin}${target.pathname}; the key was not sent there.`,
    EXIT_CODE.failed,
    {
      status: answer.status,
      hint:
        moved === undefined
          ? 'If this is a login page or a firewall, let requests to /ghost/api/ pass; otherwise configure the URL under which Ghost Admin opens.'
          : `If that is your site, set its \`url\` in the config to ${moved}`,
    },
  )
}

function resolveTarget(connection: Connection, request: OutgoingRequest, location: string | null): URL | undefined {
  if (location === null || !URL.canParse(location, `${connection.url}/${request.path}`)) return undefined
  return new URL(location, `${connection.url}/${request.path}`)
}

/** Returns `https://new.example.com/blog` for `https://new.example.com/blog/ghost/api/admin/site/`; undefined when it ends otherwise. */
function removeEnd(target: URL, path: string): string | undefined {
  const full = target.pathname.replace(/(?<!\/)\/+$/, '')
  const end = `/${path.replace(/(?<!\/)\/+$/, '')}`
  return full.endsWith(end) ? `${target.origin}${full.slice(0, -end.length)}` : undefined
}

/** Explains Node's error codes to somebody who sets up a site; the first match wins. */
const CAUSES: readonly { readonly code: RegExp; readonly cause: string; readonly hint: string }[] = [
  {
    code: /^ECONNREFUSED$/,
    cause: 'nothing listens there (connection refused)',
    hint: 'Is Ghost running, and is the port in the `url` right?',
  },
  {
    code: /^BAD_PORT$/,
    cause: 'that port is blocked by the Fetch standard',
    hint: 'Let Ghost listen on another port, or put a proxy before it.',
  },
  {
    code: /^ENOTFOUND$/,
    cause: 'there is no host of that name',
    hint: 'Check the spelling of `url` in the config.',
  },
  {
    code: /^EAI_AGAIN$/,
    cause: 'the name could not be looked up',
    hint: 'Is this machine online, and does its name server answer?',
  },
  {
    code: /^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EADDRNOTAVAIL)$/,
    cause: 'there is no way to that host from here',
    hint: 'Is this machine online? A private address may need a VPN.',
  },
  {
    code: /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/,
    cause: 'the host does not answer',
    hint: 'Is the host up, and does a firewall let this machine through?',
  },
  {
    code: /^CERT_HAS_EXPIRED$/,
    cause: 'its TLS certificate has expired',
    hint: 'Renew the certificate, or check the clock of this machine.',
  },
  {
    code: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    cause: 'its TLS certificate is for another host name',
    hint: 'Use the host name that the certificate names.',
  },
  {
    code: /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/,
    cause: 'its TLS certificate is not signed by an authority that this machine trusts',
    hint: 'Install a trusted certificate, or name its authority in NODE_EXTRA_CA_CERTS.',
  },
  {
    code: /^(EPROTO|ERR_SSL_|ERR_TLS_|CERT_)/,
    cause: 'no TLS connection could be made',
    hint: 'Does that port really speak https? A plain http server needs `http://` in the `url`.',
  },
]

/** Makes `site/unreachable`: no connection, with its reason in words. */
function explainUnreachable(connection: Connection, error: unknown): GhostSyncFailure {
  const code = findErrorCode(error)
  const known = code === undefined ? undefined : CAUSES.find((entry) => entry.code.test(code))
  const cause = known?.cause ?? `the connection broke${code === undefined ? '' : ` (${code})`}`
  return new GhostSyncFailure(
    'site/unreachable',
    `Site '${connection.name}' (${connection.url}) cannot be reached: ${cause}.`,
    EXIT_CODE.failed,
    { cause: error, hint: known?.hint ?? 'Try again; if it stays so, look at what stands between here and the site.' },
  )
}
