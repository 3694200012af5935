import jsonwebtoken from 'jsonwebtoken'
import type { AdminKey } from '../../config/config.ts'

/** Lifetime of a token in seconds: the longest that Ghost accepts (`maxAge` 5m, checked against `iat` as well as `exp`). */
const TOKEN_LIFETIME_SECONDS = 300

/** Seconds by which this machine may be ahead of the server without a token being refused. */
const TOLERATED_SECONDS = 30

/** The audience of the unversioned root. */
const ADMIN_AUDIENCE = '/admin/'

/**
 * Signs an Admin API token: HS256 over the secret's bytes (it is hex, not text), key id in the header. Ghost checks only the age of a token: one that
 * is dated 2099 would be valid until then, for whoever has it. `nbf` makes Ghost refuse it before its time (seen on 3.42, 4.48, 5.130 and 6.65).
 * Source: https://docs.ghost.org/admin-api#token-authentication
 * @param now milliseconds since the epoch
 * @param audience what the root of the API ends with
 */
export function signToken(adminKey: AdminKey, now: number, audience = ADMIN_AUDIENCE): string {
  const issued = Math.floor(now / 1000)
  const times = { iat: issued, nbf: issued - TOLERATED_SECONDS, exp: issued + TOKEN_LIFETIME_SECONDS }
  return jsonwebtoken.sign(times, Buffer.from(adminKey.secret, 'hex'), {
    algorithm: 'HS256',
    keyid: adminKey.id,
    audience,
  })
}

export interface TokenSource {
  /** Returns a token for this audience that is valid for at least another minute. @default that of Ghost 5 and later */
  readonly token: (audience?: string) => string
  /** When the current token begins, in milliseconds since the epoch; undefined where there is none. */
  readonly begins: () => number | undefined
  /**
   * To be called when the server refused the current token because of its times: later tokens are dated by the server's clock.
   * @param skew server minus local, in milliseconds; undefined where it does not tell the time
   * @returns false where the server's time is not accepted, since it is too far ahead: then nothing has changed
   */
  readonly redate: (skew: number | undefined) => boolean
}

/** A token is not used in the last minute of its life: an upload that starts then would still be under way when it ends. */
const RESERVE_MILLISECONDS = 60_000

/**
 * How far into the future a server's time may date a token. An attacker between us and the server can claim any time. A token is valid for five
 * minutes from its date, so nothing that was signed is of use to anybody after some twenty minutes. A token that is dated back by a false time is
 * merely useless, so a machine that is ahead is corrected however far it is.
 */
export const LARGEST_LEAD_MILLISECONDS = 15 * 60_000

/**
 * Signs a token when one is needed and keeps it until near its end. Tokens are dated by this machine's clock, whatever `Date` headers say, until the
 * server has refused one because of its times.
 * @param localNow milliseconds since the epoch; a jump in either direction makes a new token
 */
export function createTokenSource(
  adminKey: AdminKey,
  localNow: () => number,
  onToken: (token: string) => void = () => {},
): TokenSource {
  let correction = 0
  let kept:
    | { readonly token: string; readonly audience: string; readonly from: number; readonly until: number }
    | undefined
  return {
    token(audience = ADMIN_AUDIENCE) {
      const time = localNow() + correction
      if (kept?.audience !== audience || time < kept.from || time >= kept.until) {
        kept = {
          token: signToken(adminKey, time, audience),
          audience,
          from: time,
          until: time + TOKEN_LIFETIME_SECONDS * 1000 - RESERVE_MILLISECONDS,
        }
        onToken(kept.token)
      }
      return kept.token
    },
    begins: () => (kept === undefined ? undefined : kept.from - TOLERATED_SECONDS * 1000),
    redate(skew = 0) {
      if (skew > LARGEST_LEAD_MILLISECONDS) return false
      correction = skew
      kept = undefined
      return true
    },
  }
}
