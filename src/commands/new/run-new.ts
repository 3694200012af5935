import { relative } from 'node:path'
import type { Config, SiteRules } from '../../config/config.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import type { PostType } from '../../model/fields.ts'
import { toPosix } from '../../model/text.ts'
import { nameFile } from '../../pull/name-file.ts'
import { renderJson } from '../../report/text/json.ts'
import { findSlug, makeSlug, nameFromPath } from '../../scan/fields/slug.ts'
import { matchSourcePath } from '../../scan/files/match-source-path.ts'
import { composeNewFile, createFile, fillNewFile, type NewPost } from '../../start/new-file.ts'
import { findTemplate } from '../../start/template.ts'
import { loadOffline } from '../../sync/load-project.ts'
import type { ProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import { reportInvalidConfig } from '../output/report-invalid-config.ts'

export interface NewOptions extends ProjectOptions {
  readonly page?: boolean
  readonly slug?: string
  readonly tag?: readonly string[]
  readonly template?: string
  readonly json?: boolean
}

export async function runNew(io: CommandIo, written: string, options: NewOptions): Promise<void> {
  const title = written.replaceAll(/\s+/g, ' ').trim()
  if (title === '') {
    throw new GhostSyncFailure('usage/no-title', 'a post needs a title', EXIT_CODE.usage, {
      hint: 'Write it in quotes: ghost-sync new "A new office".',
    })
  }
  const opened = await loadOffline(io, options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const { config } = opened.project
  const post = beginPost(title, config, io.now(), options)
  const date = `${io.now().toISOString().slice(0, 19)}Z`
  const template = await findTemplate(config.new.templates, options.template, post.type, config.content.maxSourceBytes)
  const text = template === undefined ? composeNewFile(post) : fillNewFile(template, post, date)
  await createFile(config.content.root, post.path, text)
  const path = toPosix(`${config.content.root}/${post.path}`)
  const shown = toPosix(relative(io.cwd, path))
  if (options.json === true) {
    const { type, slug } = post
    io.data(renderJson({ kind: 'ghost-sync-new', version: 1, path: shown, type, title, slug }))
  } else io.stdout(`${shown}\n`)
}

function beginPost(
  title: string,
  config: Config<SiteRules>,
  now: Date,
  { page, slug: wanted, tag = [], site = [] }: NewOptions,
): NewPost & { readonly path: string } {
  const type: PostType = page === true ? 'page' : 'post'
  // Any site will do: its address matters only for the name of a folder that is named after the site.
  const siteUrl = config.sites[0]?.url ?? 'https://example.com'
  const slug = makeSlug(wanted ?? title, siteUrl)
  if (slug === '' || (wanted !== undefined && slug !== wanted)) {
    const from = wanted === undefined ? 'title' : '--slug'
    const hint = slug === '' ? 'Give one of letters, digits and dashes: --slug my-post.' : `Write --slug ${slug}.`
    const message = `Ghost ${slug === '' ? `can make no slug of the ${from}` : `would change the slug to ${slug}`}`
    throw new GhostSyncFailure('usage/no-slug', message, EXIT_CODE.usage, { hint })
  }
  const named = { type, fields: { slug, published_at: now.toISOString() }, updatedAt: now.toISOString() }
  const naming = { patterns: config.pull, siteUrl, timezone: 'local', taken: new Set<string>() }
  const path = nameFile(named, naming)
  const typeByGlob = matchSourcePath(path, config.content)
  if (typeByGlob === undefined) {
    const option = type === 'page' ? 'pull.pages' : 'pull.posts'
    throw new GhostSyncFailure('usage/not-found-by-glob', `no glob of content would find ${path}`, EXIT_CODE.usage, {
      hint: `Let ${option} in the config name a path that content.posts or content.pages finds.`,
    })
  }
  const slugFromName = findSlug(undefined, nameFromPath(path).name, siteUrl).value === slug
  return { title, type, slug, slugFromName, typeByGlob, tags: tag, sites: site, path }
}
