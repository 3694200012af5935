import type { ContentConfig, PullConfig } from '../config/config.ts'
import type { FieldValue, PostType } from '../model/fields.ts'
import { makeSlug, nameFromPath } from '../scan/fields/slug.ts'
import { matchSourcePath } from '../scan/files/match-source-path.ts'
import { buildPostUrl } from '../scan/links/link-context.ts'

/** What a file is named after: a post of a site, or one that is just begun. */
export interface NamedPost {
  readonly type: PostType
  readonly fields: { readonly slug: string; readonly published_at?: FieldValue }
  /** Used where there is no day of publication. */
  readonly updatedAt: string
}

export interface NamingContext {
  readonly patterns: PullConfig
  /** Without a trailing slash. */
  readonly siteUrl: string
  readonly timezone: string
  /** Existing paths, in lower case: on macOS and Windows `About.md` and `about.md` are one file. */
  readonly taken: ReadonlySet<string>
}

/**
 * Names a post's new file, relative to the content root. Only safe characters are taken from the server: a slug that Ghost itself would not make is
 * made again, so that none leads out of the folder that the config names.
 */
export function nameFile(post: NamedPost, context: NamingContext): string {
  const pattern = post.type === 'page' ? context.patterns.pages : context.patterns.posts
  const slug = makeSlug(post.fields.slug, context.siteUrl) || post.type
  const safe = isObeyed(slug) ? `${slug}-${post.type}` : slug
  const date = typeof post.fields.published_at === 'string' ? post.fields.published_at : post.updatedAt
  const name = (part: string): string => {
    const url = buildPostUrl({ type: 'post', slug: part, publishedAt: date }, '', `/${pattern}`, context.timezone)
    return url.slice(1)
  }
  const dated = nameFromPath(name(safe)).date !== undefined && nameFromPath(name('x')).date === undefined
  // A date in front of a slug would be read as the day of publication.
  const base = dated ? `${post.type}-${safe}` : safe
  for (let number = 1; ; number += 1) {
    const path = name(number === 1 ? base : `${base}-${number}`)
    if (!context.taken.has(path.toLowerCase())) return path
  }
}

/** Windows opens a device under these names, whatever the extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/**
 * Names of Markdown files that a program obeys: instructions to coding agents, which macOS and Windows find in any spelling; and `index`, which makes
 * Hugo take every file beside it for an attachment.
 */
const OBEYED = /^(?:agents?|claude|codex|copilot-instructions|crush|gemini|iflow|qwen|skill|warp|_?index)$/i

/** Whether a program would obey a Markdown file of this name, without extension. */
function isObeyed(name: string): boolean {
  return OBEYED.test(name) || DEVICE.test(name)
}

/**
 * Whether a file may be written at the path that a site names. The stamp says where a post's file was, and whoever runs the server, or edits there,
 * can write a stamp. A scan has to find the path, and no part of it may be hidden or mean something else on another system.
 *
 * @param path relative to the content root, forward slashes
 */
export function isSafeSourcePath(path: string, content: ContentConfig): boolean {
  if (matchSourcePath(path, content) === undefined) return false
  const parts = path.split('/')
  const name = parts.at(-1)?.replace(/\.[^.]+$/, '') ?? ''
  // `folder/index.md` is how Hugo and others keep a post with its pictures.
  return parts.every(isSafePart) && (/^_?index$/i.test(name) || !isObeyed(name))
}

function isSafePart(part: string): boolean {
  if (/^\.|[. ]$|[<>:"|?*\\\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|~\d/.test(part))
    return false
  return part.toLowerCase() !== 'node_modules' && !DEVICE.test(part) && Buffer.byteLength(part) <= 200
}
