import type { Finding } from '../finding.ts'
import type { SiteKnowledge } from '../site-knowledge.ts'
import { readDate } from './read-date.ts'

/** A date that depends on the site's timezone, where the site does not tell it. */
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
      cure: 'Name the variable of the Content API key in the config (`contentKeyEnv`), or write the offset, such as `2026-11-20 09:00 +01:00`.',
    },
  ]
}
