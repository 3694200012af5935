import jsonwebtoken from 'jsonwebtoken'
import type { AdminKey } from '../../config/config.ts'

/** Seconds that a token is good for: the most that Ghost takes (`maxAge` 5m, checked against `iat` as well as `exp`). */
export const TOKEN_LIFETIME_SECONDS = 300

/** Of the unversioned root. */
export const ADMIN_AUDIENCE = '/admin/'

/**
 * Signs an Admin API token: HS256 over the secret's bytes (it is hex, not text), key id in the header.
 * Source: https://docs.ghost.org/admin-api#token-authentication
 * @param now milliseconds since the epoch, by the server's clock
 * @param audience what the root of the API ends with
 */
export function signToken(adminKey: AdminKey, now: number, audience = ADMIN_AUDIENCE): string {
  const issued = Math.floor(now / 1000)
  return jsonwebtoken.sign({ iat: issued, exp: issued + TOKEN_LIFETIME_SECONDS }, Buffer.from(adminKey.secret, 'hex'), {
    algorithm: 'HS256',
    keyid: adminKey.id,
    audience,
  })
}
