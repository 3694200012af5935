/**
 * The site's own clock, as far as its answers show it. Every decision about the site uses it (scheduled or published, due, what another push wrote).
 * Tokens use another one, `TokenSource`: a wrong time costs a wrong status here, but a token that is valid for years there.
 */
export interface ServerClock {
  /** Milliseconds since the epoch by the server's clock; by the local clock until the server has answered. */
  readonly now: () => number
  /** Compares an answer's `Date` header with the local clock. `sentAt` and `receivedAt` are local milliseconds. */
  readonly observe: (headers: Headers, sentAt: number, receivedAt: number) => void
  /** Server minus local, in milliseconds, as last measured (to about a second); undefined where no answer had a time. */
  readonly skew: () => number | undefined
  /** The second of the first answer, in milliseconds: a whole one, as Ghost's `updated_at`. Undefined before that answer. */
  readonly began: () => number | undefined
}

/** Measures the difference of the local clock to the server's with every answer: a watch runs for days, and clocks are set meanwhile. */
export function trackServerClock(localNow: () => number): ServerClock {
  let measured: number | undefined
  let first: number | undefined
  let firstByLocalClock: number | undefined
  return {
    now: () => localNow() + (measured ?? 0),
    observe(headers, sentAt, receivedAt) {
      firstByLocalClock ??= Math.floor(sentAt / 1000) * 1000
      // A cached answer carries the date on which it was made, not the current time.
      if (Number(headers.get('age') ?? 0) > 0) return
      const date = Date.parse(headers.get('date') ?? '')
      if (Number.isNaN(date)) return
      first ??= date
      measured = Math.round(date + 500 - (sentAt + receivedAt) / 2)
    },
    skew: () => measured,
    // A proxy may remove the header. Then both clocks are assumed to agree.
    began: () => first ?? firstByLocalClock,
  }
}
