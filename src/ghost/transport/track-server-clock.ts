/** The server's clock as far as its `Date` headers tell. */
export interface ServerClock {
  /** Milliseconds since the epoch, as the server would say it. */
  readonly now: () => number
  /** Compares an answer's `Date` header with the local clock. `sentAt` and `receivedAt` are local milliseconds. */
  readonly observe: (headers: Headers, sentAt: number, receivedAt: number) => void
  /** Server minus local, in milliseconds, as last measured (to about a second); undefined before the first answer. */
  readonly skew: () => number | undefined
  /** The `Date` of the first answer, in milliseconds: a whole second, as Ghost's `updated_at`. Undefined before that answer. */
  readonly began: () => number | undefined
}

/**
 * Below this a difference is latency and the header's one-second resolution, not a wrong clock. Ghost takes tokens that are up to five
 * minutes old, so nothing is lost by leaving small differences alone.
 */
const TOLERATED_MILLISECONDS = 30_000

/** Measures how far the local clock is from the server's, so that a laptop or a container with a wrong clock can still sign tokens. */
export function trackServerClock(localNow: () => number): ServerClock {
  let measured: number | undefined
  let first: number | undefined
  return {
    now: () => localNow() + (measured !== undefined && Math.abs(measured) > TOLERATED_MILLISECONDS ? measured : 0),
    observe(headers, sentAt, receivedAt) {
      // An answer out of a cache carries the date on which it was made: taking it for the server's clock would age every token.
      if (Number(headers.get('age') ?? 0) > 0) return
      const date = Date.parse(headers.get('date') ?? '')
      if (Number.isNaN(date)) return
      first ??= date
      measured = Math.round(date + 500 - (sentAt + receivedAt) / 2)
    },
    skew: () => measured,
    began: () => first,
  }
}
