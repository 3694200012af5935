import jsonwebtoken from 'jsonwebtoken'
import type { AdminKey } from '../../config/config.ts'

/** Seconds that a token is good for: the most that Ghost takes (`maxAge` 5m, checked against `iat` as well as `exp`). */
export const TOKEN_LIFETIME_SECONDS = 300

/** Seconds by which this machine may be ahead of the server without a token being refused. */
export const TOLERATED_SECONDS = 30

/** Of the unversioned root. */
export const ADMIN_AUDIENCE = '/admin/'

/**
 * Signs an Admin API token: HS256 over the secret's bytes (it is hex, not text), key id in the header. Ghost looks at the age of a token only: one that is
 * dated 2099 would be good until then, whoever has got hold of it. `nbf` has Ghost refuse it before its time (seen on 3.42, 4.48, 5.130 and 6.65).
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
