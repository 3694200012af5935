import { EXIT_CODE, GhostSyncFailure } from '../../failure.ts'
import type { Connection } from '../connection.ts'
import { findErrorCode } from './find-error-code.ts'

/** What each of Node's error codes means to somebody who set up a site; first match wins. */
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

/** `site/unreachable`: no connection, with its reason in words. */
export function explainUnreachable(connection: Connection, error: unknown): GhostSyncFailure {
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
