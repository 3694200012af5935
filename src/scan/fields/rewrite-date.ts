import { DateTime } from 'luxon'
import { readIsoDate } from './read-iso-date.ts'

const TIMES = ['', ' H:mm', ' H:mm:ss', ' h:mm a', ' h:mma', ' h a', ' ha']
const DAYS = ['d LLLL yyyy', 'd LLL yyyy', 'LLLL d yyyy', 'LLL d yyyy']

/**
 * Returns the ISO form of a date that people or other programs write otherwise: `November 20, 2026`, `20.11.2026`, `2026/11/20`, RFC 2822. An exact
 * instant stays exact; a date in the site's timezone stays in it. Undefined for what is ISO already, for no date, and for an ambiguous one:
 * `03/04/2026`.
 */
export function rewriteDate(text: string): string | undefined {
  const written = text.trim()
  if (/^\d{4}-/.test(written)) return undefined
  const yearFirst = /^(\d{4})([/.])(\d{1,2})\2(\d{1,2})(\D.*)?$/s.exec(written)
  const rewritten =
    yearFirst === null
      ? (rewriteMail(written) ?? rewriteNumbers(written) ?? rewriteSigns(written) ?? rewriteWords(written))
      : `${yearFirst[1]}-${pad(yearFirst[3])}-${pad(yearFirst[4])}${yearFirst[5] ?? ''}`
  // A result that the reader of dates would refuse is no fix.
  return rewritten !== undefined && readIsoDate(rewritten, 'UTC').kind === 'date' ? rewritten : undefined
}

function rewriteMail(written: string): string | undefined {
  const mail = DateTime.fromRFC2822(written, { setZone: true })
  return mail.isValid ? mail.toISO({ suppressMilliseconds: true }) : undefined
}

/** The days that `03/04/2026` may mean; empty for a date that is none, or has one meaning. */
export function listReadings(text: string): string[] {
  const [, one = '', sign, other = '', year] = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)/.exec(text.trim()) ?? []
  const [a, b] = [Number(one), Number(other)]
  if (sign === undefined || a > 12 || b > 12 || a < 1 || b < 1 || a === b) return []
  return [`${year}-${pad(other)}-${pad(one)}`, `${year}-${pad(one)}-${pad(other)}`]
}

/** Rewrites `2026年11月20日` and `2026년 11월 20일`, with or without a time. */
function rewriteSigns(written: string): string | undefined {
  const [, year, month, day, time = ''] =
    /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일](\s?\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(written) ?? []
  return year === undefined
    ? undefined
    : `${year}-${pad(month)}-${pad(day)}${time.replace(/^\s?(\d)(?=:)/, ' 0$1').replace(/^\s?(?=\d\d:)/, ' ')}`
}

/** Rewrites a date of numbers. Day and month can be told apart only when one of them is above 12, or both are the same. */
function rewriteNumbers(written: string): string | undefined {
  const [, one = '', sign, other = '', year, time = ''] =
    /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})((?:,?\s+)\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(written) ?? []
  if (sign === undefined) return undefined
  const [a, b] = [Number(one), Number(other)]
  if (a <= 12 && b <= 12 && a !== b) return undefined
  const [day, month] = b > 12 ? [other, one] : [one, other]
  return `${year}-${pad(month)}-${pad(day)}${time.replace(/^,?\s+/, ' ').replace(/ (\d):/, ' 0$1:')}`
}

function rewriteWords(written: string): string | undefined {
  const bare = written
    .replace(/^[a-z]+day,?\s+|^(?:mon|tue|wed|thu|fri|sat|sun)\.?,?\s+/i, '')
    .replace(/\b(\d{1,2})(?:st|nd|rd|th)\b/i, '$1')
    .replace(/\bsept\b/i, 'Sep')
    .replace(/\bat\b/i, ' ')
    .replace(/[.,]/g, ' ')
    .replace(/\s+/g, ' ')
  for (const day of DAYS) {
    for (const time of TIMES) {
      const date = DateTime.fromFormat(bare.trim(), `${day}${time}`, { locale: 'en-US', zone: 'utc' })
      if (!date.isValid) continue
      const withSeconds = date.second === 0 ? 'yyyy-MM-dd HH:mm' : 'yyyy-MM-dd HH:mm:ss'
      return date.toFormat(time === '' ? 'yyyy-MM-dd' : withSeconds)
    }
  }
  return undefined
}

function pad(digits = ''): string {
  return digits.padStart(2, '0')
}
