import { DateTime } from 'luxon'
import type { PostRules } from '../../config/config.ts'
import type { Finding } from '../source/finding.ts'
import type { SiteKnowledge } from '../source/site-knowledge.ts'
import type { AddressedSource } from '../source/source-file.ts'
import { makeSlug } from './slug.ts'

/**
 * Gives posts of one site that want the same slug slugs of their own: a longer part of their `permalink`, or what the rule of the config says. The first by date, then by path, keeps it: a post that
 * is added later must not move one that readers know. What the rule cannot tell apart stays as it is, and is an error (`findSlugTwins`), and so does
 * a slug that the front matter names.
 */
export function separateSlugs<Draft extends AddressedSource>(
  drafts: readonly Draft[],
  rule: PostRules['slugCollisions'],
  { url, timezone }: Pick<SiteKnowledge, 'url' | 'timezone'>,
): readonly Draft[] {
  const taken = new Set<string>()
  const slugs = new Map<Draft, string>()
  for (const draft of [...drafts].sort(compareAge)) {
    const { slug } = draft
    if (slug === undefined) continue
    const others = isWritten(draft)
      ? []
      : listOtherSlugs(draft, slug, rule, timezone).map((other) => makeSlug(other, url))
    const candidates = [slug, ...(draft.longerSlugs ?? []), ...others]
    const free = candidates.find((candidate) => !taken.has(candidate)) ?? slug
    taken.add(free)
    slugs.set(draft, free)
  }
  return drafts.map((draft) => {
    const slug = slugs.get(draft)
    return slug === undefined || slug === draft.slug ? draft : { ...draft, slug }
  })
}

/** A written slug comes first: it cannot give way. The last part of a longer path comes last, since it always can. */
function compareAge(a: AddressedSource, b: AddressedSource): number {
  const rank = (draft: AddressedSource) => ((draft.longerSlugs ?? []).length > 0 ? 2 : isWritten(draft) ? 0 : 1)
  const date = ({ fields }: AddressedSource) => (typeof fields.published_at === 'string' ? fields.published_at : '9')
  return rank(a) - rank(b) || compare(date(a), date(b)) || compare(a.source.path, b.source.path)
}

/** A slug in Ghost's own words; the last part of a `permalink` is a guess. */
function isWritten({ source }: AddressedSource): boolean {
  return source.frontMatter.entries.has('slug')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function listOtherSlugs(
  { source, fields }: AddressedSource,
  slug: string,
  rule: PostRules['slugCollisions'],
  timezone: string,
): string[] {
  if (rule === 'error') return []
  if (rule === 'year') {
    if (typeof fields.published_at !== 'string') return []
    // In the site's zone: a post of New Year's Day must not get the year before.
    const day = DateTime.fromISO(fields.published_at, { zone: timezone }).toFormat('yyyy-MM-dd')
    return [4, 7, 10].map((length) => `${slug}-${day.slice(0, length)}`)
  }
  const file = source.path.replace(/^.*\//, '')
  const folders = source.path.split('/').slice(0, /^_?index\.[^/]*$/i.test(file) ? -2 : -1)
  return folders.map((_, nth) => `${folders.slice(folders.length - 1 - nth).join('-')}-${slug}`)
}

/** At most this many of the files that want the same slug are named in the message about each. */
const MOST_NAMED = 20

/**
 * Finds files of one site that want the same slug: Ghost would silently give the second `slug-2`. Posts and pages count together, because they share
 * the addresses of the site.
 */
export function findSlugTwins<Draft extends AddressedSource>(drafts: readonly Draft[]): ReadonlyMap<Draft, Finding> {
  const bySlug = new Map<string, Draft[]>()
  for (const draft of drafts) {
    if (draft.slug === undefined) continue
    const twins = bySlug.get(draft.slug)
    if (twins === undefined) bySlug.set(draft.slug, [draft])
    else twins.push(draft)
  }
  const findings = new Map<Draft, Finding>()
  for (const [slug, twins] of bySlug) {
    if (twins.length < 2) continue
    for (const twin of twins) {
      // If very many files shared a slug, each would name all others, which is the square of their number.
      const named = twins.slice(0, MOST_NAMED + 1).filter((other) => other !== twin)
      const others = named.slice(0, MOST_NAMED).map(({ source }) => `\`${source.file}\``)
      const left = twins.length - 1 - others.length
      if (left > 0) others.push(`${left} more`)
      findings.set(twin, {
        severity: 'error',
        code: 'slug/duplicate',
        line: twin.lines.slug,
        ofSite: true,
        message: `The slug \`${slug}\` is also that of ${others.join(', ')}.`,
        hint: 'Give one of them another `slug`, rename its file, or set `content.slugCollisions` to `year` or `folder`.',
      })
    }
  }
  return findings
}
