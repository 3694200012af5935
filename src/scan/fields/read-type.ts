import type { PostType } from '../../fields.ts'
import type { Reading } from '../finding.ts'
import { describeValue } from '../front-matter/describe-value.ts'
import { isBlank } from '../front-matter/is-blank.ts'
import type { Written } from '../front-matter/written.ts'

/** Reads `type`: post or page, in Hugo's plural as well. Another generator's own type (`blog`, `docs`) leaves it to the glob, with a warning. */
export function readType(
  written: Written | undefined,
  byGlob: PostType,
): Reading<PostType> & { readonly value: PostType } {
  if (written === undefined || isBlank(written.value)) return { value: byGlob, findings: [] }
  const text = String(written.value).trim().toLowerCase()
  if (text === 'post' || text === 'posts') return { value: 'post', findings: [] }
  if (text === 'page' || text === 'pages') return { value: 'page', findings: [] }
  return {
    value: byGlob,
    findings: [
      {
        severity: 'warning',
        code: 'front-matter/type',
        line: written.line,
        ofSite: written.ofSite,
        message: `\`${written.key}\` is ${describeValue(written.value)}; it is published as a ${byGlob}, as its glob says.`,
        cure: 'Write `type: post` or `type: page`, or remove it.',
      },
    ],
  }
}
