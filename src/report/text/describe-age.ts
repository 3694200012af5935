import { countNoun } from '../../model/text.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const UNITS = [
  { noun: 'year', length: 365 * DAY },
  { noun: 'month', length: 30 * DAY },
  { noun: 'day', length: DAY },
  { noun: 'hour', length: HOUR },
  { noun: 'minute', length: MINUTE },
] as const

/** Says how long ago a post was published, in its largest whole unit. The age tells a reader whether links to the post are likely to exist. */
export function describeAge(publishedAt: string | null, now: Date): string {
  if (publishedAt === null) return 'never published'
  const age = now.getTime() - Date.parse(publishedAt)
  return age < -MINUTE ? `to be published in ${measure(-age)}` : `published ${describeMoment(publishedAt, now)}`
}

/** Describes a moment: `3 days ago`. A moment in the future, which a wrong clock gives, is `just now`. */
export function describeMoment(at: string, now: Date): string {
  const age = now.getTime() - Date.parse(at)
  // An unreadable date from a server is shown as it came; no age is invented.
  if (Number.isNaN(age)) return at
  return age < MINUTE ? 'just now' : `${measure(age)} ago`
}

function measure(milliseconds: number): string {
  const unit = UNITS.find(({ length }) => milliseconds >= length)
  return unit === undefined ? 'a moment' : countNoun(Math.floor(milliseconds / unit.length), unit.noun)
}
