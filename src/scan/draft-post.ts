import type { PostRules, SiteRules } from '../config/config.ts'
import { extractTitle, listInlineTags, type MarkdownDocument } from '../markdown/index.ts'
import type { PostType } from '../model/fields.ts'
import type { FieldContext } from './fields/field-context.ts'
import { readDate } from './fields/read-date.ts'
import { type ReadFields, readFields } from './fields/read-fields.ts'
import { readTextField, readType } from './fields/read-values.ts'
import { findSlug, nameFromPath, titleFromPath } from './fields/slug.ts'
import { assignKeys, type Layer } from './front-matter/assign-keys.ts'
import { isBlank } from './front-matter/block.ts'
import type { Target } from './front-matter/front-matter-keys.ts'
import type { Written } from './front-matter/written.ts'
import type { Finding } from './source/finding.ts'
import type { SourceFile } from './source/source-file.ts'

/** A file as one site's post, without its references: to resolve those, every other file has to be known first. */
export interface DraftPost extends ReadFields {
  readonly source: SourceFile
  readonly type: PostType
  /** Undefined when there is a finding about it. */
  readonly title: string | undefined
  readonly slug: string | undefined
  /** As `AddressedSource.longerSlugs`. */
  readonly longerSlugs?: readonly string[] | undefined
  /** Without the heading that became the title. */
  readonly document: MarkdownDocument
}

/** Fields that Ghost does not let be empty: a blank value counts as not written. */
const NEVER_BLANK: readonly Target[] = ['title', 'slug', 'status', 'visibility', 'type']

/** Reads a file's front matter for one site: the config's defaults, then the file, then the file's part for this site. */
export async function draftPost(
  source: SourceFile,
  override: Readonly<Record<string, unknown>>,
  site: SiteRules,
  world: FieldContext,
): Promise<DraftPost> {
  const { unknownKeys } = world.policies
  const line = source.frontMatter.entries.get('sites')?.line
  const layers: readonly { readonly layer: Layer; readonly ofSite: boolean }[] = [
    { layer: withLine(site.defaults, undefined), ofSite: true },
    { layer: source.frontMatter.entries, ofSite: false },
    { layer: withLine(override, line), ofSite: true },
  ]
  const targets = new Map<Target, Written>()
  const findings: Finding[] = []
  for (const { layer, ofSite } of layers) {
    const assigned = assignKeys(layer, ofSite, unknownKeys, site.rules.dialects)
    findings.push(...assigned.findings)
    for (const [target, written] of assigned.targets) {
      if (NEVER_BLANK.includes(target) && isBlank(written.value)) continue
      targets.set(target, written)
    }
  }

  if (site.rules.inlineTags) addInlineTags(targets, source, site.rules)
  const type = readType(targets.get('type'), source.type)
  const read = await readFields(targets, type.value, world)
  const fields = retireExpired(read.fields, source, targets.get('status'), world)
  const slug = findSlug(targets.get('slug'), nameFromPath(source.path).name, world.facts.url)
  const titled = findTitle(source, targets.get('title'), site.rules.titleFrom)
  const lines = { ...read.lines }
  for (const name of ['title', 'slug'] as const) {
    const at = targets.get(name)?.line
    if (at !== undefined) lines[name] = at
  }
  return {
    ...read,
    fields,
    source,
    type: type.value,
    title: titled.title,
    slug: slug.value,
    longerSlugs: slug.longer,
    document: titled.document,
    lines,
    findings: [...findings, ...type.findings, ...titled.findings, ...slug.findings, ...read.findings],
  }
}

/** Adds the tags of the text behind those of the front matter. Of two spellings the first counts, as within front matter. */
function addInlineTags(targets: Map<Target, Written>, { document }: SourceFile, { dialects }: PostRules): void {
  const inline = listInlineTags(document)
  if (inline.length === 0) return
  const written = targets.get('tags') ?? { key: 'tags', value: [], line: undefined, reading: 'plain', ofSite: false }
  const { value } = written
  const splitsWords = dialects.includes('obsidian') || dialects.includes('jekyll')
  const named: readonly unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(splitsWords ? /[\s,]+/ : ',')
      : isBlank(value)
        ? []
        : [value]
  const folded = new Set(named.map((name) => String(name).trim().replace(/^#/, '').toLowerCase()))
  const more = inline.filter((name) => !folded.has(name.toLowerCase()))
  targets.set('tags', { ...written, value: [...named, ...more] })
}

/**
 * Makes a draft of a post whose `expiryDate` (Hugo) is past, since Hugo would not publish it any more. A `status` in Ghost's own words has
 * precedence.
 */
function retireExpired(
  fields: ReadFields['fields'],
  { frontMatter }: SourceFile,
  status: Written | undefined,
  { facts, now }: FieldContext,
): ReadFields['fields'] {
  const value = frontMatter.entries.get('expiryDate')?.value ?? frontMatter.entries.get('expirydate')?.value
  if (typeof value !== 'string' || (status?.key === 'status' && status.line !== undefined)) return fields
  const date = readDate(value, facts.timezone)
  const isExpired = date.kind === 'date' && Date.parse(date.iso) <= now.getTime()
  return isExpired && fields.status !== undefined ? { ...fields, status: 'draft' } : fields
}

function withLine(record: Readonly<Record<string, unknown>>, line: number | undefined): Layer {
  return Object.entries(record).map(([key, value]) => [key, { value, line }] as const)
}

interface Titled {
  readonly title: string | undefined
  readonly document: MarkdownDocument
  readonly findings: readonly Finding[]
}

function findTitle(source: SourceFile, written: Written | undefined, titleFrom: PostRules['titleFrom']): Titled {
  const { document } = source
  if (written !== undefined) {
    const { value, findings } = readTextField('title', written)
    return { title: value?.replace(/(?<!\s)\s*\n\s*/g, ' '), document, findings }
  }
  const taken = extractTitle(document)
  if (taken !== undefined) {
    const about: Written = {
      key: 'title',
      value: taken.title,
      line: document.headings[0]?.line,
      reading: 'plain',
      ofSite: false,
    }
    const { value, findings } = readTextField('title', about)
    return { title: value ?? undefined, document: taken.document, findings }
  }
  if (titleFrom === 'filename') {
    const about: Written = { key: 'title', value: titleFromPath(source.path), line: 1, reading: 'plain', ofSite: false }
    const { value, findings } = readTextField('title', about)
    return { title: value ?? undefined, document, findings }
  }
  const missing: Finding = {
    severity: 'error',
    code: 'title/none',
    line: 1,
    message: 'The file has no title: none in its front matter, and no first heading.',
    hint: 'Add `title: My post` to the front matter, a line `# My post`, or set `content.titleFrom` to `filename`.',
  }
  return { title: undefined, document, findings: [missing] }
}
