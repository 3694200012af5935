import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import type { PostType } from '../model/fields.ts'
import { writeInside } from '../pull/files/write-file.ts'
import { editFrontMatter } from '../scan/front-matter/edit-front-matter.ts'
import { findFrontMatterKey } from '../scan/front-matter/front-matter-keys.ts'
import { parseFrontMatter } from '../scan/front-matter/parse-front-matter.ts'
import { splitFrontMatter } from '../scan/front-matter/split-front-matter.ts'
import { type FrontMatterValue, writeFrontMatter } from '../scan/front-matter/write-front-matter.ts'
import { fillTemplate, type Template } from './template.ts'

export interface NewPost {
  readonly title: string
  readonly type: PostType
  readonly slug: string
  /** Whether the file's name gives the wanted slug by itself. */
  readonly slugFromName: boolean
  /** The type that the globs give the file. */
  readonly typeByGlob: PostType
  readonly tags: readonly string[]
  /** Empty for all. */
  readonly sites: readonly string[]
}

/** Composes the file that `new` writes where there is no template. */
export function composeNewFile(post: NewPost): string {
  return `${writeFrontMatter(listEntries(post))}\n`
}

/** Lists the front matter of a new post. It is a draft, so that no push shows an unfinished post to readers. */
function listEntries({
  title,
  type,
  slug,
  slugFromName,
  typeByGlob,
  tags,
  sites,
}: NewPost): Map<string, FrontMatterValue> {
  const entries = new Map<string, FrontMatterValue>([['title', title]])
  if (!slugFromName) entries.set('slug', slug)
  entries.set('status', 'draft')
  if (tags.length > 0) entries.set('tags', tags)
  if (type !== typeByGlob) entries.set('type', type)
  if (sites.length > 0) entries.set('sites', sites)
  return entries
}

/**
 * Fills a template with the post's values. What the template lacks and the post needs (its title, the tags of the command line) is added.
 *
 * @param date ISO 8601 in UTC
 * @throws GhostSyncFailure `new/bad-template`
 */
export function fillNewFile(template: Template, post: NewPost, date: string): string {
  const { title, slug, type } = post
  const filled = fillTemplate(template.text, { title, slug, type, date })
  if (filled.kind === 'refused') throw refuse(template, filled.reason, filled.hint)
  const targets = readTargets(filled.text)
  if (post.type !== post.typeByGlob && !targets.has('type')) {
    throw refuse(template, `It makes a ${post.typeByGlob} there.`, 'Add `type: {{type}}` to its front matter.')
  }
  if (post.sites.length > 0) {
    throw refuse(template, 'It says itself which sites it goes to.', 'Leave out --site, or take no template.')
  }
  const added = new Map<'title' | 'slug' | 'tags', FrontMatterValue>()
  if (!targets.has('title')) added.set('title', title)
  if (!post.slugFromName && !targets.has('slug')) added.set('slug', slug)
  if (post.tags.length > 0) added.set('tags', [...new Set([...listTags(filled.text), ...post.tags])])
  const edited = editFrontMatter(filled.text, added)
  if (edited.kind === 'refused') throw refuse(template, edited.reason, edited.hint)
  return edited.text
}

/** Lists the template's own tags, where they are a list. */
function listTags(text: string): string[] {
  const split = splitFrontMatter(text)
  const written = split.kind === 'block' ? parseFrontMatter(split).entries.get('tags')?.value : undefined
  return Array.isArray(written) ? written.map(String) : []
}

/** Returns what the front matter of a text sets, under whatever key. */
function readTargets(text: string): ReadonlySet<string | undefined> {
  const split = splitFrontMatter(text)
  if (split.kind !== 'block') return new Set()
  return new Set([...parseFrontMatter(split).entries.keys()].map((key) => findFrontMatterKey(key)?.definition.target))
}

function refuse({ name }: Template, reason: string, hint: string): GhostSyncFailure {
  return new GhostSyncFailure('new/bad-template', `the template ${name} cannot be used: ${reason}`, EXIT_CODE.usage, {
    hint: hint,
  })
}

/**
 * Writes a new file below the content root.
 * @throws GhostSyncFailure `new/exists`, and those of `writeInside`
 */
export async function createFile(root: string, path: string, text: string): Promise<void> {
  // lstat is used, because a link that leads nowhere exists as well.
  if ((await lstat(join(root, path)).catch(forgiveMissing)) !== undefined) {
    throw new GhostSyncFailure('new/exists', `${path} is there already`, EXIT_CODE.refused, {
      hint: 'Choose another title, or another name with --slug.',
    })
  }
  await writeInside(root, path, text)
}

function forgiveMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
}
