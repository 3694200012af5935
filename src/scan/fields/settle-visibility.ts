import type { FieldValues } from '../../fields.ts'
import type { Finding } from '../finding.ts'
import type { WrittenTargets } from '../front-matter/written.ts'
import { wrongValue } from './wrong-value.ts'

export interface SettledVisibility {
  readonly fields: Pick<FieldValues, 'visibility' | 'tiers'>
  readonly findings: readonly Finding[]
}

/** Makes `visibility` and `tiers` agree: tiers alone mean `visibility: tiers`, and that one needs tiers. */
export function settleVisibility(fields: FieldValues, targets: WrittenTargets): SettledVisibility {
  const { visibility, tiers } = fields
  const names = Array.isArray(tiers) ? tiers : []
  const about = targets.get('visibility')
  if (visibility === 'tiers' && names.length === 0) {
    // An unknown tier has been reported already; that there is none left then is no second mistake.
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
    // The file names tiers; a visibility for all files must not undo that.
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
            cure: 'Write `visibility: tiers`, or remove `tiers`.',
          },
        ]
      : []
  return { fields: { visibility }, findings: unused }
}
