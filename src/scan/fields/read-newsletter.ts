import { ONLY_NEWSLETTER } from '../../ghost/site/site-facts.ts'
import type { Capabilities } from '../../ghost/transport/capabilities.ts'
import type { PostType } from '../../model/fields.ts'
import { isBlank } from '../front-matter/block.ts'
import type { Written, WrittenTargets } from '../front-matter/written.ts'
import type { AskedNewsletter } from '../source/desired-post.ts'
import type { Finding, Reading } from '../source/finding.ts'
import type { SiteKnowledge } from '../source/site-knowledge.ts'
import { wrongValue } from './field-context.ts'
import { matchNames } from './match-names.ts'

/**
 * Reads `newsletter` and `email_segment`. Only newsletters that are not archived can be sent, and only for posts. For pages, the config's defaults
 * are ignored, because they are for all files. If a site's newsletter has no name that can be asked for, `true` names it.
 */
export function readNewsletter(
  targets: WrittenTargets,
  type: PostType,
  { newsletters, capabilities }: SiteKnowledge,
): Reading<AskedNewsletter> {
  const written = targets.get('newsletter')
  const segment = targets.get('email_segment')
  if (written === undefined || isBlank(written.value)) return { findings: warnAlone(segment) }
  const { line } = written
  if (written.value === false) {
    return type === 'page' ? { findings: [] } : { value: { slug: null, segment: 'all', line }, findings: [] }
  }
  if (type === 'page') return { findings: line === undefined ? [] : [refusePage(written)] }
  const { value, findings } = matchNames(
    written,
    [nameNewsletter(written.value, capabilities)],
    'newsletter',
    newsletters?.filter(({ active }) => active),
  )
  const slug = value?.[0]
  if (slug === undefined) return { findings }
  const filter = isBlank(segment?.value) ? 'all' : String(segment?.value).trim()
  // Ghost cannot read `none` as a filter, and the request would fail.
  if (segment !== undefined && filter === 'none') return { findings: [...findings, refuseNobody(segment)] }
  if (segment !== undefined && !isSegmentKnown(filter, capabilities)) {
    return { findings: [...findings, refuseSegment(segment, capabilities)] }
  }
  return { value: { slug, segment: filter, line }, findings }
}

function nameNewsletter(value: unknown, { newsletters }: Capabilities): string {
  return newsletters.kind === 'only-one' && value === true ? ONLY_NEWSLETTER.slug : String(value).trim()
}

function isSegmentKnown(filter: string, { newsletters }: Capabilities): boolean {
  if (newsletters.kind === 'by-slug' || newsletters.segments === 'any-filter') return true
  return ['all', 'status:free', 'status:-free'].includes(filter)
}

function refuseSegment(segment: Written, { ghost }: Capabilities): Finding {
  const what = `is \`${String(segment.value).trim()}\`, and ${ghost} knows no such filter of members`
  const hint = 'Write `all`, `status:free` or `status:-free`.'
  return { ...wrongValue(segment, 'front-matter/bad-segment', what, hint), ofSite: true }
}

function refusePage(written: Written): Finding {
  const hint = 'Remove it, or make it a post (`type: post`).'
  return wrongValue(written, 'front-matter/page-newsletter', 'is on a page, and Ghost sends posts by e-mail only', hint)
}

function refuseNobody(segment: Written): Finding {
  return wrongValue(
    segment,
    'front-matter/bad-segment',
    'is `none`, and an e-mail to nobody is none',
    'Write `newsletter: false`, or say which members, such as `status:free`.',
  )
}

function warnAlone(segment: Written | undefined): Finding[] {
  if (segment?.line === undefined || isBlank(segment.value)) return []
  return [
    {
      severity: 'warning',
      code: 'front-matter/no-newsletter',
      line: segment.line,
      ofSite: segment.ofSite,
      message: `\`${segment.key}\` says who gets the e-mail, but no \`newsletter\` says that there is one.`,
      hint: 'Add `newsletter: NAME`, or remove it.',
    },
  ]
}
