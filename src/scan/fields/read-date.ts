import type { Finding } from '../source/finding.ts'
import type { SiteKnowledge } from '../source/site-knowledge.ts'
import { type DateReading, readIsoDate } from './read-iso-date.ts'
import { listReadings, rewriteDate } from './rewrite-date.ts'

/** The forms of a date, for the hint about a wrong one. */
export const DATE_FORMS =
  'Write `2026-11-20`, `2026-11-20 09:00`, `2026-11-20T09:00:00+01:00` or `Fri, 20 Nov 2026 09:00:00 +0100`.'

/**
 * Reads a date of front matter in any form that has one meaning: ISO, RFC 2822, `Jan 2, 2020`, `31.12.2020`. Tools differ in what they take, and whoever
 * moves from one to Ghost should not have to rewrite a date that nobody could misread.
 *
 * @param timezone IANA name, the site's.
 */
export function readDate(text: string, timezone: string): DateReading {
  const read = readIsoDate(text, timezone)
  if (read.kind === 'date' || read.reason !== 'is not a date') return read
  const iso = rewriteDate(text)
  return iso === undefined ? read : readIsoDate(iso, timezone)
}

/** Says what to write instead of a wrong date: both readings of one that has two. */
export function suggestDates(text: string): string {
  const readings = listReadings(text)
  return readings.length === 0 ? DATE_FORMS : `Write ${readings.map((date) => `\`${date}\``).join(' or ')}.`
}

/** Warns of a date that depends on the site's timezone, where the site does not tell it. */
export function warnAssumedTimezone(
  date: string,
  place: { readonly key: string; readonly line?: number | undefined },
  { assumesTimezone, capabilities }: SiteKnowledge,
): Finding[] {
  if (assumesTimezone !== true) return []
  const [west, east] = [readDate(date, 'Etc/GMT+12'), readDate(date, 'Etc/GMT-12')]
  if (west.kind === 'bad' || east.kind === 'bad' || west.iso === east.iso) return []
  return [
    {
      severity: 'warning',
      code: 'front-matter/assumed-timezone',
      line: place.line,
      ofSite: true,
      message: `\`${place.key}\` is taken for a time in UTC: ${capabilities.ghost} tells its timezone to a Content API key only.`,
      hint: 'Name the variable of the Content API key in the config (`contentKeyEnv`), or write the offset, such as `2026-11-20 09:00 +01:00`.',
    },
  ]
}
