import { EXIT_CODE, GhostSyncFailure } from '../../failure.ts'
import type { Connection } from '../connection.ts'
import { LARGEST_LEAD_MILLISECONDS } from './create-token-source.ts'
import type { GhostError } from './read-ghost-error.ts'

const SET_CLOCKS = `Set the clock that is wrong (NTP). On the word of a server, tokens are dated at most ${LARGEST_LEAD_MILLISECONDS / 60_000} minutes ahead of this machine's clock.`

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

/** Whose clock is wrong cannot be told from here. */
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
