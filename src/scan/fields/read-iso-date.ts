import { DateTime } from 'luxon'

export type DateReading =
  | { readonly kind: 'date'; readonly iso: string }
  | { readonly kind: 'bad'; readonly reason: string }

const FORM =
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:[T\s]\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i

/**
 * Reads a date in a form of digits: ISO, Jekyll's `2026-11-20 10:00:00 +0200`, RFC 2822. A date without an offset is in `timezone`. A time that daylight
 * saving skips is moved forward by the skipped hour; of one that it repeats, the first is taken.
 *
 * @param timezone IANA name, the site's.
 * @returns UTC, whole seconds: Ghost stores no more, and a millisecond here would always be a difference.
 */
export function readIsoDate(text: string, timezone: string): DateReading {
  const written = text.trim()
  const match = FORM.exec(written)
  if (match === null) {
    const mail = DateTime.fromRFC2822(written, { setZone: true })
    return mail.isValid ? { kind: 'date', iso: toIso(mail) } : { kind: 'bad', reason: 'is not a date' }
  }
  const [, year, , month, day, hour = '0', minute = '0', second = '0', offset] = match
  const zone = offset === undefined ? timezone : zoneOf(offset)
  if (zone === undefined) return { kind: 'bad', reason: 'has an offset that is none' }
  const date = DateTime.fromObject(
    {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
    },
    { zone },
  )
  if (!date.isValid) return { kind: 'bad', reason: 'does not exist' }
  return { kind: 'date', iso: toIso(readFirst(date)) }
}

/** Takes the first of a repeated hour. Luxon decides by the offset of *today*: the same file would give another date in winter than in summer. */
function readFirst(date: DateTime<true>): DateTime {
  return date.getPossibleOffsets()[0] ?? date
}

/** Returns a zone; undefined for an offset that no place on earth has. */
function zoneOf(offset: string): string | undefined {
  if (/^[a-z]+$/i.test(offset)) return 'utc'
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0')
  if (Number(digits.slice(0, 2)) > 14 || Number(digits.slice(2)) > 59) return undefined
  return `utc${offset[0]}${digits.slice(0, 2)}:${digits.slice(2)}`
}

function toIso(date: DateTime): string {
  return new Date(Math.floor(date.toMillis() / 1000) * 1000).toISOString()
}
