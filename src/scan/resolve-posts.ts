import type { SiteRules } from '../config/config.ts'
import { embedDocuments, type FindEmbedded, leaveOutReferences } from '../markdown/index.ts'
import type { Problem } from '../model/problem.ts'
import type { AssetReader } from './assets/asset-types.ts'
import { type DraftPost, draftPost } from './draft-post.ts'
import { agreeOnTags } from './fields/agree-on-tags.ts'
import { checkRestrictedCards } from './fields/check-support.ts'
import { chooseSite } from './fields/choose-site.ts'
import { findSlugTwins, separateSlugs } from './fields/slug-twins.ts'
import { findRightToLeft } from './find-right-to-left.ts'
import { findHeldPosts, type LinkingPost } from './links/find-held-posts.ts'
import { indexFormerAddresses } from './links/former-addresses.ts'
import { buildPostUrl, type LinkTarget } from './links/link-context.ts'
import { createNoteIndex } from './links/note-index.ts'
import { type ResolvedReferences, resolveReferences } from './links/resolve-references.ts'
import { createSuggester, type Finding, locateFinding } from './source/finding.ts'
import type { SiteKnowledge } from './source/site-knowledge.ts'
import type { SourceFile } from './source/source-file.ts'

export interface DesireInput {
  readonly files: readonly SourceFile[]
  /** Files with an error that was reported already: what else is wrong with them is found, and nothing of them is posted. */
  readonly broken?: readonly SourceFile[] | undefined
  readonly site: SiteRules
  /** `Config.siteNames`. */
  readonly siteNames: readonly string[]
  readonly facts: SiteKnowledge
  readonly now: Date
  readonly readAsset: AssetReader
}

/** Every file that goes to one site, read and resolved; only its Markdown is not converted yet. */
export interface ResolvedPosts {
  /** In the order of `files`, those with errors included; then the `broken` ones. */
  readonly posts: readonly ResolvedPost[]
  /** Problems that hold for this site only have its name; the others are repeated, identically, for every site. */
  readonly problems: readonly Problem[]
  /** Problems of the posts that are held. A plan, which knows the site's posts, decides which of them apply. */
  readonly held: readonly Problem[]
}

export interface ResolvedPost {
  readonly draft: DraftPost
  readonly references: ResolvedReferences
  /** It lacks a title or slug, or has another error of its own, so it is not written. */
  readonly hasError: boolean
  /** It links to a post with an error, or to a held one: it is not written unless the site has that post already. */
  readonly isHeld: boolean
  /** A `PostLink` for each Markdown file that it links to. */
  readonly linking: LinkingPost
}

/** Reads every file that goes to one site as a post or page, checks it against the facts about the site and resolves its references. */
export async function resolvePosts(input: DesireInput): Promise<ResolvedPosts> {
  const { site, facts } = input
  const findings = new Map<SourceFile, Finding[]>()
  const report = (source: SourceFile, found: readonly Finding[]): void => {
    findings.set(source, [...(findings.get(source) ?? []), ...found])
  }
  const broken = new Set(input.broken)
  const hasError = (source: SourceFile): boolean =>
    broken.has(source) || findings.get(source)?.some(({ severity }) => severity === 'error') === true

  const written: DraftPost[] = []
  const targets = new Map<string, LinkTarget>()
  for (const source of [...input.files, ...broken]) {
    if (isPrivate(source)) {
      targets.set(source.path.normalize('NFC'), { kind: 'private' })
      continue
    }
    const choice = chooseSite(source.frontMatter.entries.get('sites'), site.name, input.siteNames)
    report(source, choice.findings)
    if (!choice.chosen) {
      targets.set(source.path.normalize('NFC'), { kind: 'elsewhere' })
      continue
    }
    const draft = await draftPost(source, choice.override, site, {
      ...input,
      policies: site.policies,
      rules: site.rules,
      path: source.path,
    })
    written.push(draft)
    report(source, draft.findings)
  }
  const tagged = agreeOnTags(written)
  for (const [{ source }, own] of tagged.findings) report(source, own)
  const drafts = separateSlugs(tagged.drafts, site.rules.slugCollisions, facts)
  for (const draft of drafts) targets.set(draft.source.path.normalize('NFC'), toLinkTarget(draft, site, facts))
  for (const [{ source }, finding] of findSlugTwins(drafts)) report(source, [finding])
  const former = indexFormerAddresses(drafts, site.rules)

  const suggest = createSuggester()
  const findNote = createNoteIndex(
    () => targets.keys(),
    drafts.map(({ source }) => source),
  )
  const findEmbedded: FindEmbedded = ({ name }) => {
    const match = findNote(name)
    const target = match.kind === 'one' ? targets.get(match.path) : undefined
    return match.kind === 'one' && target?.kind === 'here' ? { document: target.document, path: match.path } : undefined
  }
  const resolved = new Map<DraftPost, ResolvedReferences>()
  for (const draft of drafts) {
    const { source } = draft
    const document = embedDocuments(draft.document, source.path.normalize('NFC'), findEmbedded)
    const world = {
      from: source,
      site: site.name,
      siteUrl: facts.url,
      capabilities: facts.capabilities,
      maxFileBytes: facts.maxFileBytes,
      maxUploadSize: site.policies.maxUploadSize,
      targets,
      findNote,
      readAsset: input.readAsset,
      former,
      formerUrl: site.rules.formerUrl,
      assetUrl: site.rules.assetUrl,
      policies: site.policies,
      suggest,
    }
    const references = await resolveReferences(document, world)
    resolved.set({ ...draft, document }, references)
    report(source, references.findings)
    report(source, checkRestrictedCards(document, facts.capabilities))
    report(source, findPictureTwice(draft, references))
  }
  const linked = [...resolved].map(([draft, references]) => {
    const linking = describeLinks(draft, references)
    const document = leaveOutReferences(draft.document, references.isLeftOut)
    return { draft: { ...draft, document }, references, linking, hasError: hasError(draft.source) }
  })
  const faulty = new Set(linked.filter((post) => post.hasError).map(({ linking: { path } }) => path))
  const found = findHeldPosts(
    linked.map(({ linking }) => linking),
    faulty,
  )
  const isHolding = site.policies.deadLinks === 'error'
  const posts = linked.map((post) => ({ ...post, isHeld: isHolding && found.has(post.linking.path) }))
  const waiting = posts.flatMap(({ draft, linking: { path, links } }) => {
    const finding = found.get(path)
    if (finding === undefined) return []
    if (isHolding) return [locateFinding(finding, draft.source.file, site.name)]
    const isNext = links.some((link) => faulty.has(link.path))
    return isNext ? [locateFinding(warnOfWaiting(finding), draft.source.file, site.name)] : []
  })
  const problems = [...findings].flatMap(([source, found]) =>
    found.map((finding) => locateFinding(finding, source.file, site.name)),
  )
  problems.push(...findRightToLeft(drafts, facts, site.name))
  return isHolding ? { posts, problems, held: waiting } : { posts, problems: [...problems, ...waiting], held: [] }
}

/** The post goes out with a link to one that is not there. */
function warnOfWaiting(finding: Finding): Finding {
  const message = finding.message.replace(/\.$/, ': readers who follow the link get an error page.')
  return { ...finding, severity: 'warning', message }
}

/** Finds a text that begins with the picture that is its feature image: Ghost shows both, one below the other, where many themes of other tools do not. */
function findPictureTwice({ document, fields }: DraftPost, { findUrl, isLeftOut }: ResolvedReferences): Finding[] {
  const [first] = document.references
  const image = fields.feature_image
  if (first?.kind !== 'image' || typeof image !== 'string' || !/^\s*!\[/.test(document.text)) return []
  if (isLeftOut(first.target, 'image') || findUrl(first.target, 'image') !== image) return []
  return [
    {
      severity: 'warning',
      code: 'image/twice',
      line: first.line,
      message: `\`${first.target}\` is the feature image as well: Ghost shows it twice, one below the other.`,
      hint: 'Remove it here, or from the front matter.',
    },
  ]
}

/** Whether the file never leaves the repository: `publish: false`, as in Obsidian. */
function isPrivate({ frontMatter }: SourceFile): boolean {
  const value = frontMatter.entries.get('publish')?.value
  return value === false || (typeof value === 'string' && /^(?:false|no|off)$/i.test(value.trim()))
}

function describeLinks({ source, slug }: DraftPost, { linked }: ResolvedReferences): LinkingPost {
  const own = source.path.normalize('NFC')
  const links = linked.map(({ path, reference: { target, line } }) => ({ path, target, line }))
  return { path: own, slug, links: links.filter(({ path }) => path !== own) }
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
