import type { SiteRules } from '../config/config.ts'
import type { Problem } from '../model/problem.ts'
import type { DraftPost } from './draft-post.ts'
import { type DesireInput, type ResolvedPost, resolvePosts } from './resolve-posts.ts'
import { locateFinding } from './source/finding.ts'
import { knowOffline } from './source/site-knowledge.ts'
import type { SourceFile } from './source/source-file.ts'

export interface SiteCheck extends Omit<DesireInput, 'facts'> {
  readonly site: SiteRules
}

/** Finds everything that is wrong with the files as posts of one site and that can be seen without asking the site. */
export async function checkSite(input: SiteCheck): Promise<readonly Problem[]> {
  const { posts, problems, held } = await resolvePosts({ ...input, facts: knowOffline(input.site) })
  return [...problems, ...held, ...findDeadLinks(posts, input.site.name)]
}

/**
 * Finds links from posts that readers see to posts that they do not see: drafts, and posts with a later date. These are warnings only, since a draft
 * is often published soon after its link; but until then the link answers 404.
 */
function findDeadLinks(posts: readonly ResolvedPost[], site: string): Problem[] {
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
        hint: 'Publish that file no later than this one, or remove the link.',
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

/**
 * Finds Markdown images without alternative text, which a screen reader skips. An ornament rightly has none, so this is checked with `--strict` only.
 */
export function findSilentImages({ file, document }: SourceFile): Problem[] {
  // Reported once per line: one line may hold very many images.
  const silent = new Map<number, string>()
  for (const [index, text] of document.text.split('\n').entries()) {
    const begin = /!\[\s*\]\(\s*<?/.exec(text)
    if (begin !== null)
      silent.set(
        document.firstLine + (document.rewritten?.lines[index] ?? index),
        text.slice(begin.index + begin[0].length),
      )
  }
  return document.references.flatMap(({ kind, target, line }): Problem[] => {
    if (kind !== 'image' || silent.get(line)?.startsWith(target) !== true) return []
    return [
      {
        severity: 'warning',
        code: 'image/no-text',
        file,
        line,
        message: `The image \`${target}\` has no alternative text.`,
        hint: 'Say between the brackets what it shows: `![A red door](door.jpg)`.',
      },
    ]
  })
}
