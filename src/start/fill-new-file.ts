import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { editFrontMatter } from '../scan/front-matter/edit-front-matter.ts'
import { parseFrontMatter } from '../scan/front-matter/parse-front-matter.ts'
import { splitFrontMatter } from '../scan/front-matter/split-front-matter.ts'
import type { FrontMatterValue } from '../scan/front-matter/write-front-matter.ts'
import { findFrontMatterKey } from '../scan/front-matter-keys.ts'
import type { NewPost } from './compose-new-file.ts'
import { fillTemplate } from './fill-template.ts'
import type { Template } from './find-template.ts'

/**
 * A template with the post's values in it. What the template does not say and the post needs (its title, the tags of the command line) is added.
 *
 * @param date ISO 8601 in UTC
 * @throws GhostSyncFailure `new/bad-template`
 */
export function fillNewFile(template: Template, post: NewPost, date: string): string {
  const { title, slug, type } = post
  const filled = fillTemplate(template.text, { title, slug, type, date })
  if (filled.kind === 'refused') throw refuse(template, filled.reason, filled.cure)
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
  if (edited.kind === 'refused') throw refuse(template, edited.reason, edited.cure)
  return edited.text
}

/** The template's own tags, where they are a list. */
function listTags(text: string): string[] {
  const split = splitFrontMatter(text)
  const written = split.kind === 'block' ? parseFrontMatter(split).entries.get('tags')?.value : undefined
  return Array.isArray(written) ? written.map(String) : []
}

/** What the front matter of a text sets, under whatever key. */
function readTargets(text: string): ReadonlySet<string | undefined> {
  const split = splitFrontMatter(text)
  if (split.kind !== 'block') return new Set()
  return new Set([...parseFrontMatter(split).entries.keys()].map((key) => findFrontMatterKey(key)?.definition.target))
}

function refuse({ name }: Template, reason: string, cure: string): GhostSyncFailure {
  return new GhostSyncFailure('new/bad-template', `the template ${name} cannot be used: ${reason}`, EXIT_CODE.usage, {
    hint: cure,
  })
}
