import { countNoun } from './count-noun.ts'

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

/** How long ago a post was published, in its largest whole unit: what tells a reader whether links to it are likely to exist. */
export function describeAge(publishedAt: string | null, now: Date): string {
  if (publishedAt === null) return 'never published'
  const age = now.getTime() - Date.parse(publishedAt)
  // An unreadable date from a server is shown as it came, never as an age that was made up.
  if (Number.isNaN(age)) return `published ${publishedAt}`
  const unit = UNITS.find(({ length }) => Math.abs(age) >= length)
  if (unit === undefined) return 'published just now'
  const amount = countNoun(Math.floor(Math.abs(age) / unit.length), unit.noun)
  return age < 0 ? `to be published in ${amount}` : `published ${amount} ago`
}
