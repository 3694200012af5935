import type { Policies, PostRules } from '../../config/config.ts'
import type { SiteFacts } from '../../ghost/site/site-facts.ts'
import type { Written } from '../front-matter/written.ts'
import { type Finding, type Reading, suggestName } from '../source/finding.ts'
import { wrongValue } from './field-context.ts'

/** Something of a site that front matter can name: an author, a tier, a newsletter. */
export interface Named {
  readonly slug: string
  readonly name: string
  readonly email?: string
}

/**
 * Finds each name among those of the site, by slug, then e-mail address, then name, ignoring case. Ghost itself does not report an unknown author: it
 * takes the owner instead.
 *
 * @param noun `author`, `tier`, `newsletter`.
 * @param known Only those that may be used; archived ones are not. Undefined: they are not known, and the names stay as written.
 * @returns Slugs, each once.
 */
export function matchNames(
  written: Written,
  names: readonly string[],
  noun: string,
  known: readonly Named[] | undefined,
): Reading<readonly string[]> {
  if (known === undefined) return { value: [...new Set(names)], findings: [] }
  const slugs = new Set<string>()
  const findings: Finding[] = []
  for (const name of names) {
    const match = findNamed(name, known)
    if (match === undefined) findings.push(unknownName(written, name, noun, known))
    else slugs.add(match.slug)
  }
  return findings.length > 0 ? { findings } : { value: [...slugs], findings }
}

/**
 * Finds the authors: each name as the config's `authors` maps it, else as it is. One whom the site does not have is an error, or, by
 * `policies.unknownAuthors`, left to Ghost: the known ones of the post stay.
 */
export function matchAuthors(
  written: Written,
  names: readonly string[],
  known: readonly Named[] | undefined,
  { authors, unknownAuthors }: Pick<PostRules, 'authors'> & Pick<Policies, 'unknownAuthors'>,
): Reading<readonly string[]> {
  const mapped = names.map((name) => authors.get(name.toLowerCase()) ?? name)
  const matched = matchNames(written, mapped, 'author', known)
  if (unknownAuthors === 'error' || matched.findings.length === 0) return matched
  const rest = mapped.flatMap((name) => (known === undefined ? [] : (findNamed(name, known)?.slug ?? [])))
  return {
    // Without any author the field is not managed: Ghost takes the owner for a new post, and keeps whom a person chose.
    ...(rest.length > 0 && { value: [...new Set(rest)] }),
    findings: unknownAuthors === 'site-owner' ? [] : matched.findings.map(tellUnknownAuthor),
  }
}

function tellUnknownAuthor(finding: Finding): Finding {
  const message = finding.message.replace(/\.$/, '; the post is not given to this author.')
  return {
    ...finding,
    severity: 'warning',
    message,
    hint: `Name the author in the config's \`authors\`. ${finding.hint}`,
  }
}

function findNamed(name: string, known: readonly Named[]): Named | undefined {
  const wanted = name.toLowerCase().replace(/^@/, '')
  return (
    known.find(({ slug }) => slug.toLowerCase() === wanted) ??
    known.find(({ email }) => email?.toLowerCase() === wanted) ??
    known.find((one) => one.name.trim().toLowerCase() === wanted)
  )
}

function unknownName(written: Written, name: string, noun: string, known: readonly Named[]): Finding {
  const meant = suggestName(
    name,
    known.flatMap((one) => [one.slug, one.name]),
  )
  const listed = known.slice(0, 10).map(({ slug }) => slug)
  const list = `${listed.join(', ')}${known.length > listed.length ? `, and ${known.length - listed.length} more` : ''}`
  const hint = meant === undefined ? '' : `Did you mean \`${meant}\`? `
  return {
    ...wrongValue(
      written,
      `front-matter/unknown-${noun}`,
      `names \`${name}\`, which is no ${noun} of this site`,
      known.length === 0 ? `Create the ${noun} in Ghost Admin.` : `${hint}This site has: ${list}.`,
    ),
    ofSite: true,
  }
}

/**
 * Finds a custom template of the active theme: `custom-wide`, `custom-wide.hbs` or `wide`. Ghost accepts any text here and then silently uses the
 * default template. Unchecked when the site does not say which templates it has.
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
      known.length > 0 ? finding : { ...finding, hint: 'The active theme has no custom templates: remove the key.' },
    ),
  }
}
