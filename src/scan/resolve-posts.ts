import type { SiteRules } from '../config/config.ts'
import type { Problem } from '../problem.ts'
import type { AssetReader } from './assets/asset-reading.ts'
import { type DraftPost, draftPost } from './draft-post.ts'
import { chooseSite } from './fields/choose-site.ts'
import { findSlugTwins } from './find-slug-twins.ts'
import type { Finding } from './finding.ts'
import { buildPostUrl } from './links/build-post-url.ts'
import type { LinkTarget } from './links/link-target.ts'
import { type ResolvedReferences, resolveReferences } from './links/resolve-references.ts'
import { locateFinding } from './locate-finding.ts'
import type { SiteKnowledge } from './site-knowledge.ts'
import type { SourceFile } from './source-file.ts'

export interface DesireInput {
  readonly files: readonly SourceFile[]
  readonly site: SiteRules
  /** `Config.siteNames`. */
  readonly siteNames: readonly string[]
  readonly facts: SiteKnowledge
  readonly now: Date
  readonly readAsset: AssetReader
}

/** Every file that goes to one site, read and resolved: all but the conversion of its Markdown. */
export interface ResolvedPosts {
  /** In the order of `files`, those with errors too. */
  readonly posts: readonly ResolvedPost[]
  /** Those that hold for this site only carry its name; the others come again, the same, for every site. */
  readonly problems: readonly Problem[]
}

export interface ResolvedPost {
  readonly draft: DraftPost
  readonly references: ResolvedReferences
  /** Without title or slug, or with any other error, it is not written. */
  readonly hasError: boolean
}

/** Reads every file that goes to one site as a post or page, checks it against what is known of the site and resolves its references. */
export async function resolvePosts(input: DesireInput): Promise<ResolvedPosts> {
  const { site, facts } = input
  const findings = new Map<SourceFile, Finding[]>()
  const report = (source: SourceFile, found: readonly Finding[]): void => {
    findings.set(source, [...(findings.get(source) ?? []), ...found])
  }
  const hasError = (source: SourceFile): boolean =>
    findings.get(source)?.some(({ severity }) => severity === 'error') ?? false

  const drafts: DraftPost[] = []
  const targets = new Map<string, LinkTarget>()
  for (const source of input.files) {
    const choice = chooseSite(source.frontMatter.entries.get('sites'), site.name, input.siteNames)
    report(source, choice.findings)
    if (!choice.chosen) {
      targets.set(source.path.normalize('NFC'), { kind: 'elsewhere' })
      continue
    }
    const draft = await draftPost(source, choice.override, site, {
      ...input,
      policies: site.policies,
      path: source.path,
    })
    drafts.push(draft)
    report(source, draft.findings)
    targets.set(source.path.normalize('NFC'), toLinkTarget(draft, site, facts))
  }
  for (const [{ source }, finding] of findSlugTwins(drafts)) report(source, [finding])

  const resolved = new Map<DraftPost, ResolvedReferences>()
  for (const draft of drafts) {
    const { source, document } = draft
    const world = {
      from: source,
      site: site.name,
      siteUrl: facts.url,
      capabilities: facts.capabilities,
      targets,
      readAsset: input.readAsset,
    }
    const references = await resolveReferences(document, world)
    resolved.set(draft, references)
    report(source, references.findings)
  }
  // Taken before links to blocked files are reported: a broken post blocks those that link to it, but not those that link to these.
  const blocked = new Set(
    drafts.filter(({ source }) => hasError(source)).map(({ source }) => source.path.normalize('NFC')),
  )
  for (const [{ source }, { linked }] of resolved)
    report(
      source,
      linked.flatMap(({ path, reference }) =>
        path === source.path.normalize('NFC') ? [] : blameBlocked(path, reference, blocked),
      ),
    )

  const posts = [...resolved].map(([draft, references]) => ({ draft, references, hasError: hasError(draft.source) }))
  const problems = [...findings].flatMap(([source, found]) =>
    found.map((finding) => locateFinding(finding, source.file, site.name)),
  )
  return { posts, problems }
}

function toLinkTarget(
  { source, document, type, slug, fields }: DraftPost,
  site: SiteRules,
  facts: SiteKnowledge,
): LinkTarget {
  const publishedAt = typeof fields.published_at === 'string' ? fields.published_at : undefined
  const url =
    slug === undefined
      ? undefined
      : buildPostUrl({ type, slug, publishedAt }, facts.url, site.permalink, facts.timezone)
  return { kind: 'here', url, document, written: source.document }
}

function blameBlocked(
  path: string,
  reference: { readonly target: string; readonly line: number },
  blocked: ReadonlySet<string>,
): Finding[] {
  if (!blocked.has(path)) return []
  return [
    {
      severity: 'error',
      code: 'link/blocked',
      line: reference.line,
      ofSite: true,
      message: `\`${reference.target}\` leads to \`${path}\`, which is not published because it has problems of its own.`,
      cure: 'Mend that file first.',
    },
  ]
}
