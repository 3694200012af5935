const DAY = 86_400_000

/**
 * The months under which Ghost may have stored an upload of late, `2026/11`, the likeliest first: this one and the one before. Ghost counts in the
 * time zone of its machine, so within a day of a month's end it may be in the next one already.
 * @param now milliseconds since the epoch, by the server's clock
 */
export function listUploadMonths(now: number): readonly string[] {
  const date = new Date(now)
  const before = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1)
  const months = [now, before, now + DAY].map((time) => new Date(time).toISOString().slice(0, 7).replace('-', '/'))
  return [...new Set(months)]
}
