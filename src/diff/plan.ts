import type { PostEdit } from '../ghost/posts/read-edits.ts'
import type { Stamp } from '../ghost/posts/remote-post.ts'
import type { LexicalRoot } from '../markdown/index.ts'
import type { FieldName, FieldValue, FieldValues, PostType } from '../model/fields.ts'
import type { Problem } from '../model/problem.ts'
import type { Loss } from './compare/list-losses.ts'

/**
 * What a push would do, as a JSON value: `plan --json` prints it, `plan --out` saves it, `push --plan` applies exactly it or refuses. The publisher
 * carries it out and decides nothing.
 */
export interface Plan {
  readonly kind: 'ghost-sync-plan'
  /** Format version of this value. */
  readonly version: 1
  readonly project: string
  /** What was asked for: `push --plan` asks for the same again. */
  readonly request: PlanRequest
  readonly sites: readonly SitePlan[]
}

export interface PlanRequest {
  /** Names of the sites. */
  readonly sites: readonly string[]
  /** Files and folders relative to the project root that narrow the run; empty: everything. */
  readonly paths: readonly string[]
  readonly flags: PlanFlags
}

/** What the user allowed for this run. */
export interface PlanFlags {
  /** Where the file and Ghost differ, the file wins, drift and conflicts included. */
  readonly force: boolean
  /** Adopt posts with our slugs that ghost-sync does not manage. */
  readonly adopt: boolean
  /** Remove posts whose file is gone although the policy only reports them. */
  readonly prune: boolean
  /** Create posts again that were deleted in Ghost since we published them. @default false */
  readonly recreate?: boolean
  /** More removals than this are refused; absent: the config's `policies.maxDeletes`. */
  readonly maxDeletes?: number
}

/** No flag: nothing that a person did in Ghost is overwritten. */
export const NO_FLAGS: PlanFlags = { force: false, adopt: false, prune: false }

export interface SitePlan {
  readonly site: string
  readonly url: string
  readonly actions: readonly Action[]
  /** Content problems, errors and warnings; a post with an error has a `blocked` action. */
  readonly problems: readonly Problem[]
  /** Why nothing will be removed although posts could be; undefined when removing is not asked for or allowed. */
  readonly removalRefused?: RemovalRefusal
}

export type Action =
  | CreateAction
  | UpdateAction
  | UnchangedAction
  | ConflictAction
  | UnownedAction
  | GoneAction
  | RemoveAction
  | BlockedAction

interface About {
  readonly path: string
  readonly type: PostType
  readonly title: string
}

interface AboutRemote extends About {
  readonly id: string
  readonly url: string
  /** The `updated_at` that was compared; the PUT carries it. */
  readonly updatedAt: string
  /**
   * Digest over every field of the post as it was compared. It is read again right before a write, because `updated_at` does not move when only tags
   * or meta fields change, and cannot distinguish two saves within one second.
   */
  readonly remoteDigest: string
  /** Somebody restored an older revision in Ghost since we wrote the post: its differences from what we wrote are that person's edit. */
  readonly restored?: true
  /** Who changed it in Ghost last, and when; only where the plan keeps or reports such a change. */
  readonly edited?: PostEdit
}

/** What is sent: the values of the fields that are written, and the stamp that goes with them. */
export interface Payload {
  readonly fields: FieldValues
  /** Absent when the post keeps the body that it has. */
  readonly body?: LexicalRoot
  readonly stamp: Stamp
  /** Keys of the assets (`keyAsset`) that `fields` and `body` name; each must have a URL before the post is written. */
  readonly assets: readonly string[]
}

/** What happens with the newsletter that a file asks for, when its post is published or scheduled. */
export type PlannedEmail =
  /** Ghost sends it. It cannot be undone, so a push does it only with consent; a plan never holds consent. */
  | {
      readonly kind: 'send'
      /** Slug. */
      readonly newsletter: string
      /** Filter (NQL) of its members; `all` is everybody. */
      readonly segment: string
      /** Number of members who would get it when the plan was made; null when the key may not ask. */
      readonly recipients: number | null
      /** When Ghost sends it, ISO 8601; absent: at once. */
      readonly at?: string
      /** The post carries the newsletter already: publishing it sends the e-mail, whether we ask for it or not. */
      readonly unavoidable?: true
    }
  /**
   * The post is published without another e-mail: it has been sent before, or it was deleted in Ghost and is created again, so that whether it was
   * sent cannot be known.
   */
  | { readonly kind: 'sent-before' }

export interface CreateAction extends About {
  readonly kind: 'create'
  /** With `--recreate`: id of the deleted post that this one replaces. */
  readonly recreates?: string
  readonly payload: Payload
  readonly email?: PlannedEmail
}

export interface UpdateAction extends AboutRemote {
  readonly kind: 'update'
  /** Why it is written although nobody's work may be overwritten. */
  readonly reason: 'changed' | 'adopted' | 'forced'
  /** The earlier path of the file, if it moved. */
  readonly renamedFrom?: string
  /** The format in which Ghost still keeps the post's text; this write converts it to a document of today's format. Absent where it is one. */
  readonly converts?: 'mobiledoc' | 'html'
  readonly changes: readonly FieldChange[]
  readonly drifts: readonly FieldChange[]
  /** Addresses of files that it shows and the site no longer serves: they are uploaded again. Checked with `--force` only; absent where all exist. */
  readonly lost?: readonly string[]
  /** What Markdown cannot say of blocks that change, and Ghost's document loses. Absent where nothing is lost. */
  readonly losses?: readonly Loss[]
  readonly payload: Payload
  readonly email?: PlannedEmail
}

export interface UnchangedAction extends AboutRemote {
  readonly kind: 'unchanged'
  /** Changed in Ghost since we wrote it, and not in the file: Ghost's value is kept. */
  readonly drifts: readonly FieldChange[]
}

export interface ConflictAction extends AboutRemote {
  readonly kind: 'conflict'
  /** `both-changed`: the three-way table says so. `no-base`: what was written last is not known any more. */
  readonly reason: 'both-changed' | 'no-base'
  /** `ghost-sync pull` merges the two without a question: only the text was changed on both sides, and in different places. */
  readonly merges?: true
  readonly conflicts: readonly FieldChange[]
  readonly drifts: readonly FieldChange[]
}

/** The slug is taken by a post that is not ours. */
export interface UnownedAction extends AboutRemote {
  readonly kind: 'unowned'
  /** The other project that manages it, if there is one. */
  readonly project?: string
  /** It is the post of this file, and somebody removed the ownership tag in Ghost Admin. */
  readonly released?: true
  readonly differences: readonly FieldChange[]
}

/** Published by us, and deleted in Ghost since: it is not created again without `--recreate`. */
export interface GoneAction extends About {
  readonly kind: 'gone'
  /** The id of the deleted post. */
  readonly id: string
  /**
   * What shows that it was this file's post where the path does not, because a folder, the content root or the project was renamed. With the `title`
   * alone it may be another post.
   */
  readonly by?: 'slug' | 'body' | 'title'
  /** Who deleted it, and when. */
  readonly edited?: PostEdit
}

/** A managed post whose file is gone. */
export type RemoveAction = DeleteAction | UnpublishAction | OrphanAction

interface Removal extends AboutRemote {
  /**
   * Why it is removed, or only reported. `policy`: `onRemove` or `--prune` says so. `edited`: somebody changed it in Ghost since we wrote it, so only
   * `--force` removes it. `refused`: a guard refused it, see `SitePlan.removalRefused`. `unstamped`: it has our tag, but nothing shows that this
   * repository wrote it. `newer`: a later ghost-sync wrote it, by rules that this one does not know. `twin`: an interrupted push made it a second
   * time; the other one stays. `stray`: an interrupted push made it beside a post that is not ours and has its slug.
   */
  readonly reason: 'policy' | 'edited' | 'refused' | 'unstamped' | 'newer' | 'twin' | 'stray'
  readonly publishedAt: string | null
}

export interface DeleteAction extends Removal {
  readonly kind: 'delete'
  /** Of a `twin` the post that stays, of a `stray` the one that has its slug. It is read again before the delete, because a list may be wrong. */
  readonly beside?: { readonly type: PostType; readonly id: string }
}

export interface UnpublishAction extends Removal {
  readonly kind: 'unpublish'
}

/** Only reported. */
export interface OrphanAction extends Removal {
  readonly kind: 'orphan'
}

export interface BlockedAction extends About {
  readonly kind: 'blocked'
  readonly problems: readonly Problem[]
}

/** Both sides of one field. For a drift, `local` is what the file says and `remote` what stays. */
export interface FieldChange {
  readonly field: FieldName
  readonly remote: FieldValue | BodyText
  readonly local: FieldValue | BodyText
}

/** A body as text that people can read, for diffs. */
export interface BodyText {
  readonly kind: 'body'
  readonly digest: string
  readonly text: string
}

export type RemovalRefusal =
  | { readonly kind: 'unhealthy-scan'; readonly detail: string; readonly posts: number }
  | { readonly kind: 'too-many'; readonly posts: number; readonly limit: number }
