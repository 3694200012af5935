import type { LateEdit } from '../diff/decide.ts'
import type { FailureRecord } from '../model/failure.ts'
import type { FieldName, PostType } from '../model/fields.ts'
import type { Redirect } from '../scan/redirects.ts'

/**
 * What a push did on one site. The publisher returns it; `push` prints it, `push --json` gives it with its reasons in words as well. It holds no field
 * values: those are in the plan, and an outcome ends up in CI logs.
 */
export interface SiteOutcome {
  readonly site: string
  readonly url: string
  /** One per action of the site's plan, in the plan's order; shorter when `failure` stopped the site. */
  readonly results: readonly ActionResult[]
  /** The site as a whole failed: not reached, key refused. Its remaining posts were not tried. */
  readonly failure?: FailureRecord
  /** For addresses that readers may have and at which there is nothing any more; absent when there are none. */
  readonly redirects?: readonly Redirect[]
  /** What went wrong beside the posts, one sentence each; absent when nothing did. */
  readonly warnings?: readonly string[]
  /** Files that were sent to the site; one that was already there does not count. */
  readonly uploads: number
  /** HTTP requests, retries included. A push with nothing to do makes no writes. */
  readonly requests: { readonly reads: number; readonly writes: number }
  /** Wall clock of this site, reading included. */
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
  /** Of a created post. */
  readonly id?: string
  /** Where the post is; for a deleted one, where it was. */
  readonly url: string
  /** The fields whose value changed in Ghost; empty for a deletion. */
  readonly fields: readonly FieldName[]
  /** Absolute path of the folder in which the post lies as it was before; absent where nothing of anybody's was lost. */
  readonly backup?: string
  /** What was written otherwise than the file asks; absent when nothing was. */
  readonly warnings?: readonly WriteWarning[]
  /** The e-mail that went out with it, or will on its date. */
  readonly email?: SentEmail
}

export interface SentEmail {
  /** Slug. */
  readonly newsletter: string
  /** Filter (NQL) of its members; `all` is everybody. */
  readonly segment: string
  /** Members, as Ghost counted them when it began to send; null for one that is not sent yet. */
  readonly recipients: number | null
  /** When Ghost sends it, ISO 8601; absent: at once. */
  readonly at?: string
}

export interface UnchangedResult extends ResultAbout {
  readonly kind: 'unchanged'
  readonly url: string
}

/**
 * Not written, because that would have overwritten what is not ours to overwrite: planned as a conflict or unowned, or found to be one
 * when Ghost answered 409.
 */
export interface ConflictResult extends ResultAbout {
  readonly kind: 'conflict'
  readonly url: string
  readonly because: ConflictReason
}

/** Why a post was not written. `report/outcome/explain-result` has the words. */
export type ConflictReason =
  /** So it was planned, see `ConflictAction`. */
  | { readonly kind: 'both-changed' | 'no-base'; readonly restored?: true; readonly merges?: true }
  /** So it was planned, see `UnownedAction`. */
  | { readonly kind: 'unowned'; readonly released?: true }
  /** Another push wrote the post since this one began, perhaps from newer files. */
  | { readonly kind: 'pushed-meanwhile' }
  | LateEdit
  /** Deleted in Ghost: between the plan and the look before the write, or after that look. */
  | { readonly kind: 'deleted-since-plan' | 'deleted-meanwhile' }
  /** Somebody saved the post after it was written (`created`: as a draft), and before it was published and sent: it was not. */
  | { readonly kind: 'edited-before-release'; readonly created: boolean }
  /** With `--recreate`: the post that was deleted in Ghost is there again. */
  | { readonly kind: 'restored-meanwhile' }
  /** Another post took the slug; `stays`: the slug of the post that was made instead, where somebody has edited that one by now. */
  | { readonly kind: 'slug-taken'; readonly slug: string; readonly stays?: string }
  /** It was to be removed, and somebody saved it. */
  | { readonly kind: 'edited-before-removal' }
  /** It was to be removed as a duplicate, and the post that was to stay is not there. */
  | { readonly kind: 'original-missing' }

/** What was written otherwise than the file asks. */
export type WriteWarning =
  /** Ghost has no card for the address. */
  | { readonly kind: 'plain-link'; readonly url: string; readonly reason: string }
  /** Somebody saved the post right after it was written. */
  | { readonly kind: 'edited-after-write' }
  /** A create that got no answer made a second post, which somebody has edited since. */
  | { readonly kind: 'second-post-stays'; readonly slug: string }

/** Tried, and did not work. The other posts went on. */
export interface FailedResult extends ResultAbout, FailureRecord {
  readonly kind: 'failed'
}

/** Content problems: not tried. The problems themselves are in the plan. */
export interface BlockedResult extends ResultAbout {
  readonly kind: 'blocked'
}

/**
 * Not written, because publishing it would send an e-mail, and nobody agreed to that: published without it, the post's chance of ever being
 * sent would be gone.
 */
export interface HeldResult extends ResultAbout {
  readonly kind: 'held'
  readonly because: HeldReason
}

export type HeldReason =
  | { readonly kind: 'no-consent'; readonly newsletter: string }
  | { readonly kind: 'too-many'; readonly emails: number; readonly limit: number }
  /** `--no-email`, but the post carries the newsletter in Ghost. */
  | { readonly kind: 'unavoidable'; readonly newsletter: string }
  /** `--no-email`, but nothing else would show the post. */
  | { readonly kind: 'email-only' }

/** Not done, for a reason that is nobody's mistake: an orphan that is only reported, Ctrl-C, a site that failed before its turn. */
export interface SkippedResult extends ResultAbout {
  readonly kind: 'skipped'
  readonly because: SkipReason
}

export type SkipReason =
  /** Ctrl-C. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'site-stopped-answering' }
  /** So it was planned, see `GoneAction`; `certain`: false where only its title tells. */
  | { readonly kind: 'gone'; readonly certain: boolean }
  /** So it was planned, see `OrphanAction`. */
  | { readonly kind: 'file-gone' }
  /** A conflict for which a person chose Ghost's side. */
  | { readonly kind: 'pulled' }
