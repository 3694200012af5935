import type { LateEdit } from '../diff/decide.ts'
import type { FailureRecord } from '../model/failure.ts'
import type { FieldName, PostType } from '../model/fields.ts'
import type { Redirect } from '../scan/redirects.ts'

/**
 * The result of a push on one site. The publisher returns it; `push` prints it, and `push --json` adds its reasons in words. It holds no field
 * values: those are in the plan, and an outcome is shown in CI logs.
 */
export interface SiteOutcome {
  readonly site: string
  readonly url: string
  /** One per action of the site's plan, in the plan's order; shorter when `failure` stopped the site. */
  readonly results: readonly ActionResult[]
  /** The site as a whole failed: not reached, key refused. Its remaining posts were not tried. */
  readonly failure?: FailureRecord
  /** Redirects for addresses that readers may have and that lead to nothing now; absent when there are none. */
  readonly redirects?: readonly Redirect[]
  /** What failed besides the posts, one sentence each; absent when nothing did. */
  readonly warnings?: readonly string[]
  /** Files that were sent to the site; one that was already there does not count. */
  readonly uploads: number
  /** HTTP requests, retries included. A push with nothing to do makes no writes. */
  readonly requests: { readonly reads: number; readonly writes: number }
  /** Time spent on this site, reading included. */
  readonly milliseconds: number
}

export type ActionResult =
  | WrittenResult
  | UnchangedResult
  | ConflictResult
  | FailedResult
  | BlockedResult
  | HeldResult
  | SkippedResult

interface ResultAbout {
  /** `SourceFile.path`; for a removed post, the path in its stamp. */
  readonly path: string
  readonly type: PostType
  readonly title: string
}

/** Something was written. */
export interface WrittenResult extends ResultAbout {
  readonly kind: 'created' | 'updated' | 'adopted' | 'deleted' | 'unpublished'
  /** Set for a created post. */
  readonly id?: string
  /** The post's address; for a deleted one, its former address. */
  readonly url: string
  /** The fields whose value changed in Ghost; empty for a deletion. */
  readonly fields: readonly FieldName[]
  /** Absolute path of the folder with the backup of the post; absent where nobody's work was overwritten. */
  readonly backup?: string
  /** What was written otherwise than the file asks; absent when nothing was. */
  readonly warnings?: readonly WriteWarning[]
  /** The e-mail that was sent with it, or will be on its date. */
  readonly email?: SentEmail
}

export interface SentEmail {
  /** Slug. */
  readonly newsletter: string
  /** Filter (NQL) of its members; `all` is everybody. */
  readonly segment: string
  /** Number of members, as Ghost counted them when it began to send; null for an e-mail that is not sent yet. */
  readonly recipients: number | null
  /** When Ghost sends it, ISO 8601; absent: at once. */
  readonly at?: string
}

export interface UnchangedResult extends ResultAbout {
  readonly kind: 'unchanged'
  readonly url: string
}

/** Not written, because that would overwrite somebody else's work: planned as a conflict or unowned, or found to be one when Ghost answered 409. */
export interface ConflictResult extends ResultAbout {
  readonly kind: 'conflict'
  readonly url: string
  readonly because: ConflictReason
}

/** Why a post was not written. `report/outcome/explain-result` has the words. */
export type ConflictReason =
  /** It was planned so, see `ConflictAction`. */
  | { readonly kind: 'both-changed' | 'no-base'; readonly restored?: true; readonly merges?: true }
  /** It was planned so, see `UnownedAction`. */
  | { readonly kind: 'unowned'; readonly released?: true }
  /** Another push wrote the post since this one began, perhaps from newer files. */
  | { readonly kind: 'pushed-meanwhile' }
  | LateEdit
  /** The post was deleted in Ghost: between the plan and the last read, or after it. */
  | { readonly kind: 'deleted-since-plan' | 'deleted-meanwhile' }
  /** Somebody saved the post after it was written (`created`: as a draft) and before it was published and sent, so it was not published. */
  | { readonly kind: 'edited-before-release'; readonly created: boolean }
  /** With `--recreate`: the deleted post exists again. */
  | { readonly kind: 'restored-meanwhile' }
  /** Another post took the slug. `stays`: the slug of the post that was made instead, if somebody has edited it by now. */
  | { readonly kind: 'slug-taken'; readonly slug: string; readonly stays?: string }
  /** The post was to be removed, and somebody saved it. */
  | { readonly kind: 'edited-before-removal' }
  /** The post was to be removed as a duplicate, and the other post does not exist. */
  | { readonly kind: 'original-missing' }

/** What was written otherwise than the file asks. */
export type WriteWarning =
  /** Ghost has no card for the address. */
  | { readonly kind: 'plain-link'; readonly url: string; readonly reason: string }
  /** Somebody saved the post right after it was written. */
  | { readonly kind: 'edited-after-write' }
  /** A create that got no answer made a second post, which somebody has edited since. */
  | { readonly kind: 'second-post-stays'; readonly slug: string }

/** The write was tried and failed. The other posts went on. */
export interface FailedResult extends ResultAbout, FailureRecord {
  readonly kind: 'failed'
}

/** The post has content problems and was not tried. The problems themselves are in the plan. */
export interface BlockedResult extends ResultAbout {
  readonly kind: 'blocked'
}

/** Not written, because publishing it would send an e-mail, and nobody agreed to that. Published without it, the post could never be sent. */
export interface HeldResult extends ResultAbout {
  readonly kind: 'held'
  readonly because: HeldReason
}

export type HeldReason =
  | { readonly kind: 'no-consent'; readonly newsletter: string }
  | { readonly kind: 'too-many'; readonly emails: number; readonly limit: number }
  /** `--no-email`, but the post carries the newsletter in Ghost. */
  | { readonly kind: 'unavoidable'; readonly newsletter: string }
  /** `--no-email`, but the post is only sent by e-mail and shown nowhere else. */
  | { readonly kind: 'email-only' }

/** Not written, without anybody's mistake: an orphan that is only reported, Ctrl-C, a site that failed before its turn. */
export interface SkippedResult extends ResultAbout {
  readonly kind: 'skipped'
  readonly because: SkipReason
}

export type SkipReason =
  /** Ctrl-C. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'site-stopped-answering' }
  /** It was planned so, see `GoneAction`; `certain`: false where only the title matches. */
  | { readonly kind: 'gone'; readonly certain: boolean }
  /** It was planned so, see `OrphanAction`. */
  | { readonly kind: 'file-gone' }
  /** A person chose Ghost's side of the conflict. */
  | { readonly kind: 'pulled' }
