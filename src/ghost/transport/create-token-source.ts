import type { AdminKey } from '../../config/config.ts'
import { ADMIN_AUDIENCE, signToken, TOKEN_LIFETIME_SECONDS } from './sign-token.ts'

export interface TokenSource {
  /** A token for this audience that is good for at least another minute. @default that of Ghost 5 and later */
  readonly token: (audience?: string) => string
  /** Drops the token at hand: the server called it too old or too new. */
  readonly renew: () => void
}

/** A token is not used in the last minute of its life: an upload that starts then would still be under way when it ends. */
const RESERVE_MILLISECONDS = 60_000

/**
 * Signs a token when one is asked for and keeps it until near its end.
 * @param now milliseconds since the epoch by the server's clock; a jump in either direction makes a new token
 */
export function createTokenSource(
  adminKey: AdminKey,
  now: () => number,
  onToken: (token: string) => void = () => {},
): TokenSource {
  let kept:
    | { readonly token: string; readonly audience: string; readonly from: number; readonly until: number }
    | undefined
  return {
    token(audience = ADMIN_AUDIENCE) {
      const time = now()
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
    renew() {
      kept = undefined
    },
  }
}
