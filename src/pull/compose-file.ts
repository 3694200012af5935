import type { MarkdownConfig } from '../config/config.ts'
import { readBody } from '../diff/compare/canonicalise.ts'
import { digestField } from '../diff/compare/digests.ts'
import type { RemoteBody, RemotePost } from '../ghost/posts/remote-post.ts'
import { tidyEditorHtml, type WriteOptions, writeMarkdown } from '../markdown/index.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import {
  FIELD_NAMES,
  FIELDS,
  type FieldDefinition,
  type FieldName,
  type FieldValue,
  type PostType,
} from '../model/fields.ts'
import { findSlug, nameFromPath } from '../scan/fields/slug.ts'
import { matchSourcePath } from '../scan/files/match-source-path.ts'
import { type FrontMatterValue, writeFrontMatter } from '../scan/front-matter/write-front-matter.ts'
import { type LocalContext, rewriteUrl } from './local-addresses.ts'
import type { PullContext } from './pull-context.ts'

export interface FrontMatterContext {
  /** Path of the new file, relative to the content root. */
  readonly path: string
  /** The type that the globs give the file. */
  readonly typeByGlob: PostType
  /** The config's defaults for this site. */
  readonly defaults: Readonly<Record<string, FieldValue>>
  readonly siteUrl: string
  /** Slug of the author whom Ghost credits when nobody is named. */
  readonly defaultAuthor: string | undefined
  /** Set when the config has other sites, to which the file must not be pushed as well; undefined otherwise. */
  readonly site: string | undefined
  /** Returns what the file has in place of an address of the site. */
  readonly rewrite: (url: string, kind: 'image') => string
}

/**
 * Composes a post's front matter: its title, and everything that a file without that line would not say. What equals the config's default, or Ghost's
 * own where the config has none, is left out.
 */
function composeFrontMatter(post: RemotePost, context: FrontMatterContext): Map<string, FrontMatterValue> {
  const entries = new Map<string, FrontMatterValue>()
  for (const field of FIELD_NAMES) {
    if (field === 'body') continue
    const { only }: FieldDefinition = FIELDS[field]
    if (only !== undefined && only !== post.type) continue
    const value = post.fields[field]
    if (value === undefined || isImplied(field, value, post, context)) continue
    entries.set(field, writeValue(field, value, context))
  }
  if (post.type !== context.typeByGlob) entries.set('type', post.type)
  if (context.site !== undefined) entries.set('sites', [context.site])
  return entries
}

function isImplied(
  field: Exclude<FieldName, 'body'>,
  value: FieldValue,
  post: RemotePost,
  context: FrontMatterContext,
): boolean {
  const { siteUrl, defaults } = context
  if (field === 'title') return false
  if (field === 'slug') return findSlug(undefined, nameFromPath(context.path).name, siteUrl).value === value
  if (field === 'tiers' && post.fields.visibility !== 'tiers') return true
  // The field is left out: Ghost does not accept an empty list of authors, so it cannot be written.
  if (field === 'authors' && Array.isArray(value) && value.length === 0) return true
  const given = defaults[field]
  const implied = given === undefined ? findGhostDefault(field, context) : given
  const shown = field === 'status' && value === 'sent' ? 'published' : value
  return digestField(field, shown, siteUrl) === digestField(field, implied, siteUrl)
}

/** Returns the value that Ghost gives a new post. */
function findGhostDefault(field: Exclude<FieldName, 'body'>, { defaultAuthor }: FrontMatterContext): FieldValue {
  if (field === 'status') return 'draft'
  if (field === 'visibility') return 'public'
  if (field === 'show_title_and_feature_image') return true
  if (field === 'authors') return defaultAuthor === undefined ? [] : [defaultAuthor]
  return FIELDS[field].kind === 'flag' ? false : null
}

/** Writes a value as front matter has it. */
export function writeValue(
  field: Exclude<FieldName, 'body'>,
  value: FieldValue,
  { rewrite }: Pick<FrontMatterContext, 'rewrite'>,
): FrontMatterValue {
  if (typeof value !== 'string') return value
  const { kind }: FieldDefinition = FIELDS[field]
  // The milliseconds are left out, because Ghost does not keep them.
  if (kind === 'date') return value.replace(/\.000Z$/, 'Z')
  if (kind === 'image') return rewrite(value, 'image')
  if (field === 'feature_image_caption') return tidyEditorHtml(value)
  return field === 'status' && value === 'sent' ? 'published' : value
}

/**
 * Writes a post's body as Markdown, whatever format Ghost keeps it in.
 * @param rewrite what stands in the text for an address
 * @param markdown how the text will be read, as the config has it
 * @param measure the size of the local file that stands for an address, where it is known
 * @throws GhostSyncFailure `pull/old-format` for a document that Ghost did not send
 */
export function writeBody(
  body: RemoteBody,
  rewrite: WriteOptions['rewrite'],
  markdown: MarkdownConfig,
  measure?: WriteOptions['measure'],
): string {
  const root = readBody(body)
  if (root !== undefined) return writeMarkdown(root, { rewrite, markdown, ...(measure && { measure }) }).text
  if (body.kind === 'other' && body.format === 'empty') return ''
  const hint = 'Open the post in Ghost Admin and save it; that brings it into the format of today.'
  throw new GhostSyncFailure('pull/old-format', "its text is in one of Ghost's older formats", EXIT_CODE.failed, {
    hint,
  })
}

/**
 * Composes a new Markdown file for a post.
 * @param more `measure`: as for `writeBody`; `omit`: fields that the front matter lacks
 */
export function composeFile(
  post: RemotePost,
  path: string,
  world: LocalContext,
  context: PullContext,
  { measure, omit }: { readonly measure?: WriteOptions['measure']; readonly omit?: ReadonlySet<FieldName> } = {},
): string {
  const { config, site, facts } = context
  const rewrite: WriteOptions['rewrite'] = (url, kind) => rewriteUrl(url, kind, path, world)
  const entries = composeFrontMatter(post, {
    path,
    typeByGlob: matchSourcePath(path, config.content) ?? post.type,
    defaults: site.defaults,
    siteUrl: facts.url,
    defaultAuthor: facts.authors[0]?.slug,
    site: config.siteNames.length > 1 ? site.name : undefined,
    rewrite,
  })
  for (const field of omit ?? []) entries.delete(field)
  const body = writeBody(post.body, rewrite, config.content.markdown, measure).replace(/^\n+/, '').trimEnd()
  return `${writeFrontMatter(entries)}${body === '' ? '' : `\n${body}\n`}`
}
