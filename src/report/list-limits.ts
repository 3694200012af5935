import { FIELD_NAMES, FIELDS, type FieldDefinition } from '../fields.ts'
import type { Capabilities } from '../ghost/capabilities.ts'

/** What a site's Ghost cannot do of what front matter and Markdown can ask for, a few words each; empty for one that can do all. */
export function listLimits(capabilities: Capabilities): readonly string[] {
  const { fields, visibilities, uploads, newsletters, revisions, embeds } = capabilities
  const lacking = FIELD_NAMES.filter((name) => {
    const { only }: FieldDefinition = FIELDS[name]
    return !fields[only ?? 'post'].includes(name)
  })
  const allowed: readonly string[] = FIELDS.visibility.values
  const barred = allowed.filter((value) => !visibilities.includes(value))
  const none = (['media', 'files'] as const).filter((endpoint) => uploads[endpoint].kind === 'none')
  return [
    ...(lacking.length > 0 ? [`no ${lacking.join(', ')}`] : []),
    ...(barred.length > 0 ? [`no visibility ${barred.join(', ')}`] : []),
    ...(none.length > 0 ? [`no uploads of ${none.join(' and ')}`] : []),
    ...(newsletters.kind === 'only-one' ? ['newsletters are not named: `newsletter: true`'] : []),
    ...(revisions ? [] : ['no revisions: a body that both sides changed is a conflict, never a merge']),
    ...(embeds ? [] : ['a bare address is a plain link']),
  ]
}
