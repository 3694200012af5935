import type { Capabilities } from '../../ghost/transport/capabilities.ts'
import type { MarkdownDocument } from '../../markdown/index.ts'
import type { FieldName, PostType } from '../../model/fields.ts'
import { isBlank } from '../front-matter/block.ts'
import type { Written } from '../front-matter/written.ts'
import type { Finding } from '../source/finding.ts'
import { type FieldContext, wrongValue } from './field-context.ts'

/** Fields that keep readers out. Left out, a post for a few would be one for everybody, so no policy turns this error into a warning. */
const GUARDS: readonly FieldName[] = ['visibility', 'tiers', 'email_only']

/**
 * Checks whether a site's Ghost has a field, and knows its value. A field that it lacks would fail the whole request on Ghost 3 and 4 (422).
 * @returns undefined when the value can be kept; else the finding, if there is one: a value that every post there has anyway needs none
 */
export function checkSupport(
  name: FieldName,
  written: Written,
  type: PostType,
  { facts, policies }: Pick<FieldContext, 'facts' | 'policies'>,
): readonly Finding[] | undefined {
  const { fields, visibilities, ghost } = facts.capabilities
  const { value } = written
  if (!fields[type].includes(name)) {
    if (isBlank(value) || value === UNSAID[name]) return []
    const severity = GUARDS.includes(name) ? 'error' : policies.unsupported
    const what = severity === 'error' ? 'cannot be kept' : 'is left out'
    return [refuse(written, `${what}: ${ghost} has no such field`, severity, name)]
  }
  const isForeign = name === 'visibility' && value === 'tiers' && !visibilities.includes(value)
  return isForeign
    ? [refuse(written, `is \`tiers\`, and ${ghost} knows ${visibilities.join(', ')} only`, 'error', name)]
    : undefined
}

/**
 * Finds cards that only some readers see, for a Ghost that would show them to everybody. No policy turns this error into a warning, as with
 * `visibility` of a whole post.
 */
export function checkRestrictedCards(
  { restricted }: MarkdownDocument,
  { cardVisibility, ghost }: Capabilities,
): readonly Finding[] {
  if (cardVisibility) return []
  return restricted.map(({ name, line }) => ({
    severity: 'error',
    code: 'card/visibility',
    line,
    message: `This \`${name}\` is for some readers only, and ${ghost} would show it to everybody.`,
    hint: 'Leave this site out (`sites`), or remove the restriction, if everybody may see it.',
    ofSite: true,
  }))
}

/** The values that a post has where Ghost lacks the field. */
const UNSAID: Partial<Record<FieldName, boolean>> = { email_only: false, show_title_and_feature_image: true }

function refuse(written: Written, what: string, severity: Finding['severity'], name: FieldName): Finding {
  const hint = GUARDS.includes(name)
    ? 'Leave this site out (`sites`), or remove it, if everybody may read the post there.'
    : severity === 'error'
      ? "Remove it, or let it be left out on this site (`policies: { unsupported: 'warning' }` in the config)."
      : 'Remove it, if you meant this site.'
  return { ...wrongValue(written, 'front-matter/unsupported', what, hint), severity, ofSite: true }
}
