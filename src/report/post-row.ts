import type { PostType } from '../fields.ts'

/**
 * Where a post stands between its file and one site.
 *
 * - `in-sync`: a push would do nothing.
 * - `new`: the file has no post yet.
 * - `pending`: a push would write it.
 * - `drift`: changed in Ghost alone; a push keeps that.
 * - `conflict`: changed on both sides.
 * - `unowned`: a post with this slug is there that ghost-sync does not manage.
 * - `gone`: deleted in Ghost since it was published.
 * - `only-in-ghost`: a post of the site that no file makes.
 * - `problems`: the file has errors.
 */
export const POST_STATES = [
  'in-sync',
  'new',
  'pending',
  'drift',
  'conflict',
  'unowned',
  'gone',
  'only-in-ghost',
  'problems',
] as const

export type PostState = (typeof POST_STATES)[number]

/** One post on one site, as `list` shows it. */
export interface PostRow {
  /** Name of the site. */
  readonly site: string
  readonly type: PostType
  /** Relative to the content root; null for a post that no file makes. */
  readonly path: string | null
  readonly title: string
  readonly state: PostState
  /** What readers see now: `draft`, `published`, `scheduled`, `sent`; null while the site does not have it. */
  readonly status: string | null
  /** ISO 8601 in UTC; null for none. */
  readonly publishedAt: string | null
  /** Of a draft, the address of its preview; null while the site does not have it. */
  readonly url: string | null
}
