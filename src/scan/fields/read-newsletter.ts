import type { Newsletter } from '../../ghost/site-facts.ts'
import type { DesiredPost } from '../desired-post.ts'
import type { Reading } from '../finding.ts'
import { isBlank } from '../front-matter/is-blank.ts'
import type { WrittenTargets } from '../front-matter/written.ts'
import { matchNames } from './match-names.ts'

/** Reads `newsletter` and `email_segment`; `newsletter: false` is none. Only newsletters that are not archived can be sent. */
export function readNewsletter(
  targets: WrittenTargets,
  newsletters: readonly Newsletter[] | undefined,
): Reading<NonNullable<DesiredPost['newsletter']>> {
  const written = targets.get('newsletter')
  if (written === undefined || isBlank(written.value) || written.value === false) return { findings: [] }
  const { value, findings } = matchNames(
    written,
    [String(written.value).trim()],
    'newsletter',
    newsletters?.filter(({ active }) => active),
  )
  const slug = value?.[0]
  if (slug === undefined) return { findings }
  const segment = targets.get('email_segment')?.value
  return { value: { slug, segment: isBlank(segment) ? undefined : String(segment).trim() }, findings }
}
