import type { FieldName, PostType } from '../fields.ts'
import type { MobiledocDialect } from '../markdown/mobiledoc/mobiledoc-document.ts'

/**
 * What a Ghost can do of what we need: all that anything outside this folder may know of its version. The versions themselves are a matter of
 * `find-capabilities.ts` (what differs) and `transport/server-versions.ts` (how each is spoken to).
 */
export interface Capabilities {
  /** For messages: `Ghost 6`. */
  readonly ghost: string
  /** The one document that a post is written in. Older ones are read from any. */
  readonly bodyFormat: BodyFormat
  /** Whose Mobiledoc is written where that is the format: they have other cards. */
  readonly mobiledoc: MobiledocDialect
  /** Rows of a list that one request may ask for. */
  readonly pageSize: number
  /** Our fields that a post or a page of it can hold. One that it cannot hold fails a whole write on Ghost 3 and 4 (422). */
  readonly fields: Readonly<Record<PostType, readonly FieldName[]>>
  /** What `visibility` may say. */
  readonly visibilities: readonly string[]
  /** How a post names the tiers that can read it. Ghost ignores a tier's slug or name, and then nobody gets access (seen on 4.48 and 5.130). */
  readonly tiers: 'by-id' | 'none'
  readonly uploads: Readonly<Record<UploadEndpoint, AcceptedFiles>>
  /** Whether it takes out of an SVG what could run or load something, and refuses one of which nothing is left. */
  readonly cleansSvg: boolean
  /** How an address in a field of a post (a feature image, a canonical URL) has to be spelt; another answers 422. See `scan/fields/spell-url`. */
  readonly urls: 'without-spaces' | 'rfc-3986'
  readonly newsletters: NewsletterSending
  /** Whether the API shows what a post was before, with its body: where the base of an edited post is found again. */
  readonly revisions: boolean
  /** Where the timezone is read. `content`: not with an integration's key, but through the Content API, which takes a key of its own. */
  readonly settings: 'admin' | 'content'
  /**
   * How tags are sent. Ghost matches them as its database does: on SQLite `news` beside `News` becomes a second tag (seen on 3.42, 4.48 and 5.130), on
   * MySQL it is the one that there is. From Ghost 5 on sites run on MySQL, and only test machines on SQLite.
   */
  readonly tagNames: 'as-the-site-spells-them' | 'as-written'
  /** Whether a key may ask what Ghost shows for a URL; else a bare URL becomes what needs no answer. */
  readonly embeds: boolean
}

export type BodyFormat = 'lexical' | 'mobiledoc'

export type UploadEndpoint = 'images' | 'media' | 'files'

/** What an upload endpoint takes, by extension, lower case, without the dot. */
export type AcceptedFiles =
  | { readonly kind: 'any' }
  | { readonly kind: 'only'; readonly extensions: readonly string[] }
  /** There is no such endpoint. */
  | { readonly kind: 'none' }

/** How a post is sent by e-mail when it is published, and what is known of it before. */
export type NewsletterSending =
  /** Several newsletters, that can be listed: a post names one by its slug. */
  | { readonly kind: 'by-slug' }
  /**
   * One, whose name a key cannot ask for: a post is sent, or it is not. (Ghost 4.48 can have several, as a beta; without an id it takes the first.)
   * `segments`: which of the members a post may be sent to.
   */
  | { readonly kind: 'only-one'; readonly segments: 'any-filter' | 'free-or-paid' }
