import type { DraftPost } from './draft-post.ts'
import type { Finding } from './finding.ts'

/** Of the files that want the same slug, so many are named in the message about each. */
const MOST_NAMED = 20

/**
 * Finds files of one site that want the same slug: Ghost would give the second `slug-2` without a word. Posts and pages count together,
 * for they share the addresses of the site.
 */
export function findSlugTwins(drafts: readonly DraftPost[]): ReadonlyMap<DraftPost, Finding> {
  const bySlug = new Map<string, DraftPost[]>()
  for (const draft of drafts) {
    if (draft.slug === undefined) continue
    const twins = bySlug.get(draft.slug)
    if (twins === undefined) bySlug.set(draft.slug, [draft])
    else twins.push(draft)
  }
  const findings = new Map<DraftPost, Finding>()
  for (const [slug, twins] of bySlug) {
    if (twins.length < 2) continue
    for (const twin of twins) {
      // Of very many, each would otherwise name all the others: the square of them.
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
        cure: 'Give one of them another `slug`, or rename its file.',
      })
    }
  }
  return findings
}
