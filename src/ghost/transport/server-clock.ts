/**
 * What the site's own clock says, as far as its answers tell: the clock for every decision about the site (scheduled or published, due, what another push
 * wrote). Tokens have another one, `TokenSource`: a wrong word about the time costs a wrong status here, and a token that is good for years there.
 */
export interface ServerClock {
  /** Milliseconds since the epoch, as the server would say it; by the local clock until it has said so. */
  readonly now: () => number
  /** Compares an answer's `Date` header with the local clock. `sentAt` and `receivedAt` are local milliseconds. */
  readonly observe: (headers: Headers, sentAt: number, receivedAt: number) => void
  /** Server minus local, in milliseconds, as last measured (to about a second); undefined where no answer told the time. */
  readonly skew: () => number | undefined
  /** The second of the first answer, in milliseconds: a whole one, as Ghost's `updated_at`. Undefined before that answer. */
  readonly began: () => number | undefined
}

/** Measures how far the local clock is from the server's, anew with every answer: a watch runs for days, and clocks are set meanwhile. */
export function trackServerClock(localNow: () => number): ServerClock {
  let measured: number | undefined
  let first: number | undefined
  let firstByLocalClock: number | undefined
  return {
    now: () => localNow() + (measured ?? 0),
    observe(headers, sentAt, receivedAt) {
      firstByLocalClock ??= Math.floor(sentAt / 1000) * 1000
      // An answer out of a cache carries the date on which it was made, which is not what time it is now.
      if (Number(headers.get('age') ?? 0) > 0) return
      const date = Date.parse(headers.get('date') ?? '')
      if (Number.isNaN(date)) return
      first ??= date
      measured = Math.round(date + 500 - (sentAt + receivedAt) / 2)
    },
    skew: () => measured,
    // A proxy may take the header away. Then both clocks are taken to agree.
    began: () => first ?? firstByLocalClock,
  }
}
