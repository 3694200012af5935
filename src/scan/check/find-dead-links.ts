import type { Problem } from '../../problem.ts'
import type { DraftPost } from '../draft-post.ts'
import { locateFinding } from '../locate-finding.ts'
import type { ResolvedPost } from '../resolve-posts.ts'

/**
 * Finds links from posts that readers see to posts that they do not: drafts, and posts that come out later. Only warnings, since a draft
 * often follows its link within the hour; but until then the link answers 404.
 */
export function findDeadLinks(posts: readonly ResolvedPost[], site: string): Problem[] {
  const byPath = new Map(posts.map(({ draft }) => [draft.source.path.normalize('NFC'), draft]))
  return posts.flatMap(({ draft, references }) => {
    if (!isOut(draft)) return []
    return references.linked.flatMap(({ path, reference }) => {
      const target = byPath.get(path)
      const reason = target === undefined ? undefined : explainAbsence(draft, target)
      if (target === undefined || reason === undefined) return []
      const finding = {
        severity: 'warning' as const,
        code: 'link/not-published',
        line: reference.line,
        ofSite: true,
        message: `\`${reference.target}\` leads to \`${target.source.file}\`, which ${reason}: readers get an error page.`,
        cure: 'Publish that file no later than this one, or remove the link.',
      }
      return [locateFinding(finding, draft.source.file, site)]
    })
  })
}

function isOut({ fields }: DraftPost): boolean {
  return fields.status === 'published' || fields.status === 'scheduled'
}

function explainAbsence({ fields }: DraftPost, { fields: there }: DraftPost): string | undefined {
  if (there.status === 'draft') return 'is a draft'
  const [from, to] = [fields.published_at, there.published_at]
  if (there.status !== 'scheduled' || typeof to !== 'string') return undefined
  const comesLater = fields.status !== 'scheduled' || (typeof from === 'string' && from < to)
  return comesLater ? `comes out on ${to.slice(0, 10)} only` : undefined
}
