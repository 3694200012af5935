import type { AdminKey } from '../../config/config.ts'
import { ADMIN_AUDIENCE, signToken, TOKEN_LIFETIME_SECONDS, TOLERATED_SECONDS } from './sign-token.ts'

export interface TokenSource {
  /** A token for this audience that is good for at least another minute. @default that of Ghost 5 and later */
  readonly token: (audience?: string) => string
  /** When the token at hand begins, in milliseconds since the epoch; undefined where none is at hand. */
  readonly begins: () => number | undefined
  /**
   * The server refused the token at hand for its times: from now on tokens are dated as it tells.
   * @param skew server minus local, in milliseconds; undefined where it does not tell the time
   * @returns false where its word is not taken, since the server is too far ahead: then nothing has changed
   */
  readonly redate: (skew: number | undefined) => boolean
}

/** A token is not used in the last minute of its life: an upload that starts then would still be under way when it ends. */
const RESERVE_MILLISECONDS = 60_000

/**
 * How far into the future a token may be dated on the word of a server, which whoever stands between can say as well. A token is good for five minutes
 * from its date, so that nothing that was signed is of use to anybody after some twenty minutes. Dated back, it is only good for nothing if that
 * word is a lie, hence a machine that is ahead is allowed for however far it is.
 */
export const LARGEST_LEAD_MILLISECONDS = 15 * 60_000

/**
 * Signs a token when one is asked for and keeps it until near its end. Dates it by this machine's clock, whatever `Date` headers say, until the server has
 * refused one for its times.
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
