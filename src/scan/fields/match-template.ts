import type { SiteFacts } from '../../ghost/site-facts.ts'
import type { Reading } from '../finding.ts'
import type { Written } from '../front-matter/written.ts'
import { matchNames } from './match-names.ts'

/**
 * Finds a custom template of the active theme: `custom-wide`, `custom-wide.hbs` or `wide`. Ghost takes any text here and then silently
 * shows the default template. Unchecked when the site does not say which templates it has.
 */
export function matchTemplate(written: Written, text: string, templates: SiteFacts['templates']): Reading<string> {
  const name = text.replace(/\.hbs$/i, '')
  if (templates === undefined) return { value: name, findings: [] }
  const known = templates.map((template) => template.replace(/\.hbs$/i, ''))
  const found = known.find((one) => one === name) ?? known.find((one) => one === `custom-${name}`)
  if (found !== undefined) return { value: found, findings: [] }
  const { findings } = matchNames(
    written,
    [name],
    'template',
    known.map((slug) => ({ slug, name: slug.replace(/^custom-/, '') })),
  )
  return {
    findings: findings.map((finding) =>
      known.length > 0 ? finding : { ...finding, cure: 'The active theme has no custom templates: remove the key.' },
    ),
  }
}
