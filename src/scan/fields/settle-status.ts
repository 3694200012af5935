import type { Finding } from '../finding.ts'
import type { Written } from '../front-matter/written.ts'
import { wrongValue } from './wrong-value.ts'

export interface SettledStatus {
  /** Undefined: not managed. */
  readonly status: string | undefined
  readonly findings: readonly Finding[]
}

/**
 * Makes status and date agree, as Ghost wants them: what is published later is scheduled, and what was scheduled has been published once
 * its time is past (Ghost refuses both otherwise, or worse: shows a post dated next year today).
 *
 * @param status As written; undefined when not managed.
 * @param publishedAt ISO, UTC.
 */
export function settleStatus(
  status: string | undefined,
  written: Written | undefined,
  publishedAt: string | undefined,
  now: Date,
): SettledStatus {
  const isFuture = publishedAt !== undefined && Date.parse(publishedAt) > now.getTime()
  if (status === 'published' && isFuture) {
    const isExplicit = written?.value === 'published' && written.key === 'status' && written.line !== undefined
    const warning: Finding = {
      severity: 'warning',
      code: 'front-matter/future-date',
      line: written?.line,
      ofSite: written?.ofSite,
      message: `\`status\` is \`published\`, but ${publishedAt} is in the future: the post is scheduled for then.`,
      cure: 'Write `status: scheduled`, or a date that is past.',
    }
    return { status: 'scheduled', findings: isExplicit ? [warning] : [] }
  }
  if (status !== 'scheduled') return { status, findings: [] }
  if (publishedAt === undefined) {
    const about = written ?? { key: 'status', value: status, line: undefined, reading: 'plain', ofSite: true }
    return {
      status: undefined,
      findings: [
        wrongValue(
          about,
          'front-matter/no-date',
          'is `scheduled`, but there is no date',
          'Say when, such as `published_at: 2030-01-31 09:00`.',
        ),
      ],
    }
  }
  return { status: isFuture ? 'scheduled' : 'published', findings: [] }
}
