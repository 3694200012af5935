import { EXIT_CODE, GhostSyncFailure } from '../../failure.ts'
import type { Connection } from '../connection.ts'
import type { GhostError } from './read-ghost-error.ts'

/**
 * A 401 that Ghost itself gave to a token. The words are Ghost's (seen on 5.130 and 6.65): the code tells a key that does not exist from one whose
 * secret is wrong, the message tells a wrong clock.
 */
export function explainKeyRefusal(
  connection: Connection,
  error: GhostError | undefined,
  status: number,
): GhostSyncFailure {
  const said = error?.message ?? ''
  const fail = (code: string, message: string, hint: string): GhostSyncFailure =>
    new GhostSyncFailure(code, `Site '${connection.name}' (${connection.url}) ${message}`, EXIT_CODE.failed, {
      status,
      hint,
    })

  if (/jwt expired|jwt not active|maxAge exceeded/i.test(said)) {
    const skew = connection.clock.skew()
    const difference =
      skew === undefined ? '' : ` Its clock and this machine's differ by ${Math.round(Math.abs(skew) / 1000)} s.`
    return fail(
      'auth/clock-skew',
      `refused the token because of its times.${difference}`,
      'Set the clocks of this machine and of the server (NTP).',
    )
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
