import type { FieldValues } from '../../model/fields.ts'
import type { Written, WrittenTargets } from '../front-matter/written.ts'
import type { Finding } from '../source/finding.ts'
import { wrongValue } from './field-context.ts'

export interface SettledStatus {
  /** Undefined: the status is not managed. */
  readonly status: string | undefined
  readonly findings: readonly Finding[]
}

/**
 * Makes status and date consistent, as Ghost requires: a published post with a later date is scheduled, and a scheduled post whose time is past is
 * published (otherwise Ghost refuses both, or worse: shows a post dated next year today).
 *
 * @param status As written; undefined when not managed.
 * @param publishedAt ISO, UTC.
 */
export function resolveStatus(
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
      hint: 'Write `status: scheduled`, or a date that is past.',
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

export interface SettledVisibility {
  readonly fields: Pick<FieldValues, 'visibility' | 'tiers'>
  readonly findings: readonly Finding[]
}

/** Makes `visibility` and `tiers` consistent: tiers alone mean `visibility: tiers`, and that one needs tiers. */
export function resolveVisibility(fields: FieldValues, targets: WrittenTargets): SettledVisibility {
  const { visibility, tiers } = fields
  const names = Array.isArray(tiers) ? tiers : []
  const about = targets.get('visibility')
  if (visibility === 'tiers' && names.length === 0) {
    // An unknown tier has been reported already; that none is left then is no second mistake.
    const isReported = tiers === undefined && targets.has('tiers')
    const finding =
      about && !isReported
        ? [wrongValue(about, 'front-matter/no-tiers', 'is `tiers`, but no tier is named', 'Add `tiers: [name]`.')]
        : []
    return { fields: {}, findings: finding }
  }
  if (visibility === undefined)
    return { fields: names.length > 0 ? { visibility: 'tiers', tiers: names } : {}, findings: [] }
  if (visibility === 'tiers') return { fields: { visibility, tiers: names }, findings: [] }
  const written = targets.get('tiers')
  if (names.length > 0 && about?.line === undefined && written?.line !== undefined) {
    // The file names tiers; a default visibility for all files must not undo that.
    return { fields: { visibility: 'tiers', tiers: names }, findings: [] }
  }
  const unused: Finding[] =
    names.length > 0 && written?.line !== undefined
      ? [
          {
            severity: 'warning',
            code: 'front-matter/unused-tiers',
            line: written.line,
            ofSite: written.ofSite,
            message: `\`tiers\` has no effect with \`visibility: ${String(visibility)}\`.`,
            hint: 'Write `visibility: tiers`, or remove `tiers`.',
          },
        ]
      : []
  return { fields: { visibility }, findings: unused }
}
