import type { SiteRules } from '../config/config.ts'
import { convertMarkdown } from '../markdown/convert-markdown.ts'
import type { MarkdownDocument } from '../markdown/markdown-document.ts'
import type { Problem } from '../problem.ts'
import type { Asset } from './asset.ts'
import type { AssetReader } from './assets/asset-reading.ts'
import type { DesiredPost } from './desired-post.ts'
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

export interface Desired {
  /** In the order of `files`. A file with an error is not among them. */
  readonly posts: readonly DesiredPost[]
  /** Those that hold for this site only carry its name; the others come again, the same, for every site. */
  readonly problems: readonly Problem[]
  /** Of every file that goes to the site, by `SourceFile.path`: what its body is made from. */
  readonly origins: ReadonlyMap<string, Origin>
}

/** A file's Markdown as one site gets it, and what its references became there. */
export interface Origin {
  readonly source: SourceFile
  /** Without the heading that became the title. */
  readonly document: MarkdownDocument
  readonly references: ResolvedReferences
}

/** Says what one site should show: every file that goes to it as a post or page, checked against what the site knows. */
export async function desirePosts(input: DesireInput): Promise<Desired> {
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
      major: facts.major,
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

  const posts = [...resolved].flatMap(([draft, references]) =>
    hasError(draft.source) ? [] : toPost(draft, references),
  )
  const problems = [...findings].flatMap(([source, found]) =>
    found.map((finding) => locateFinding(finding, source.file, site.name)),
  )
  const origins = new Map(
    [...resolved].map(([{ source, document }, references]) => [source.path, { source, document, references }]),
  )
  return { posts, problems, origins }
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

function toPost(draft: DraftPost, references: ResolvedReferences): DesiredPost[] {
  const { source, title, slug } = draft
  if (title === undefined || slug === undefined) return []
  const assets = new Map<string, Asset>()
  for (const asset of [...draft.assets, ...references.assets])
    if (!assets.has(asset.hash)) assets.set(asset.hash, asset)
  return [
    {
      path: source.path,
      file: source.file,
      type: draft.type,
      fields: { ...draft.fields, title, slug },
      body: convertMarkdown(draft.document, { resolve: references.resolve }),
      assets: [...assets.values()],
      lines: draft.lines,
      newsletter: draft.newsletter,
    },
  ]
}
