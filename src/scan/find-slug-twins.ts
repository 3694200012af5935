import type { DraftPost } from './draft-post.ts'
import type { Finding } from './finding.ts'

/**
 * Finds files of one site that want the same slug: Ghost would give the second `slug-2` without a word. Posts and pages count together,
 * for they share the addresses of the site.
 */
export function findSlugTwins(drafts: readonly DraftPost[]): ReadonlyMap<DraftPost, Finding> {
  const bySlug = new Map<string, DraftPost[]>()
  for (const draft of drafts) {
    if (draft.slug !== undefined) bySlug.set(draft.slug, [...(bySlug.get(draft.slug) ?? []), draft])
  }
  const findings = new Map<DraftPost, Finding>()
  for (const [slug, twins] of bySlug) {
    if (twins.length < 2) continue
    for (const twin of twins) {
      const others = twins.filter((other) => other !== twin).map(({ source }) => `\`${source.file}\``)
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
