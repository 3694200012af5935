/**
 * Reads a `Retry-After` header: seconds, or an HTTP date.
 * @param now milliseconds since the epoch, by the server's clock
 * @returns milliseconds from `now`, 0 for a date gone by; undefined when there is none or it cannot be read
 */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (value === undefined || value === '') return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000)
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
