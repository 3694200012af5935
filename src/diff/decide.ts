import type { FieldName, FieldValues } from '../model/fields.ts'
import type { Action } from './plan.ts'

/**
 * The decision tables. What becomes of a field, of the post of a file, and of a post whose file is gone is decided here and nowhere else:
 * `compare/` prepares the questions, `plan-post` and `plan-removals` write the answers down as actions, and neither has a rule of its own.
 * docs/how-it-works.md prints the first table. The rules apply in the order in which they are numbered, and the first that fits decides.
 *
 * The decisions follow each other in this order:
 *
 * 1. `decideField`, for each field that the file manages.
 * 2. `decidePost`, for the post as a whole.
 * 3. `decideEmail` (`decide-email`), for a post that comes out: it may block what was decided so far.
 * 4. `holdPosts` (`hold-posts`): a post waits that would link to one which is blocked.
 * 5. `decideRemoval`, for posts whose file is gone; `planRemovals` then refuses all of them at once where they are too many.
 * 6. `decideLateEdit`, while a plan is carried out, for a post that somebody saved in between.
 */

/** `same`: nothing to do. `update`: the file's value is written. `drift`: Ghost's value stays. `conflict`: nobody can tell whose value should stand. */
export type Verdict = 'same' | 'update' | 'drift' | 'conflict'

/** Everything that the decision about one field is made from. Values are digests. */
export interface FieldSides {
  /** What the file says. */
  readonly local: string
  /** What Ghost has, and what counts as the same: steps that Ghost takes by itself (`listEqualStatuses`), and the conversion of an older format. */
  readonly remote: readonly string[]
  /**
   * What we last wrote, the form in which Ghost stored it, and, once a schedule has come due, what the file says by now (`wasScheduled`). Empty when
   * nothing tells.
   */
  readonly base: readonly string[]
  /** Whether Ghost has nothing but its own default there. */
  readonly remoteIsDefault: boolean
  /** Whether both sides say the same once pictures and files of the site are known as files of the repository by their bytes. */
  readonly isSameByFiles: boolean
  /** Whether the file's text already holds everything that was changed in Ghost, as after a pull that merged the two. */
  readonly holdsRemoteBody: boolean
}

export interface FieldDecision {
  readonly verdict: Verdict
  /** The rule of the table that decided. */
  readonly rule: FieldRule
}

export type FieldRule =
  | 'equal'
  | 'equal-by-files'
  | 'newly-managed'
  | 'no-base'
  | 'stored-in-other-form'
  | 'file-changed'
  | 'ghost-changed'
  | 'file-holds-both'
  | 'both-changed'

/**
 * Decides one managed field.
 *
 * | # | The file | Ghost | Base | Verdict | Why |
 * |--:|:--|:--|:--|:--|:--|
 * | 1 | = Ghost | | any | same | `equal`: both sides say the same, whoever changed what |
 * | 2 | = Ghost by its files | | any | same | `equal-by-files`: only the address of a picture differs, and its bytes are those of the file |
 * | 3 | differs | Ghost's default | none | update | `newly-managed`: writing over a default loses nobody's work |
 * | 4 | differs | a value | none | conflict | `no-base`: nothing tells who changed it |
 * | 5 | = base | = base | yes | same | `stored-in-other-form`: Ghost keeps what we wrote in a form of its own |
 * | 6 | changed | = base | yes | update | `file-changed` |
 * | 7 | = base | changed | yes | drift | `ghost-changed` |
 * | 8 | changed | changed | yes | update | `file-holds-both`: the file's text holds all that was changed in Ghost, and more |
 * | 9 | changed | changed | yes | conflict | `both-changed` |
 */
export function decideField(sides: FieldSides): FieldDecision {
  const { local, remote, base } = sides
  if (remote.includes(local)) return { verdict: 'same', rule: 'equal' }
  if (sides.isSameByFiles) return { verdict: 'same', rule: 'equal-by-files' }
  if (base.length === 0 && sides.remoteIsDefault) return { verdict: 'update', rule: 'newly-managed' }
  if (base.length === 0) return { verdict: 'conflict', rule: 'no-base' }
  const localIsBase = base.includes(local)
  const remoteIsBase = remote.some((digest) => base.includes(digest))
  if (localIsBase && remoteIsBase) return { verdict: 'same', rule: 'stored-in-other-form' }
  if (remoteIsBase) return { verdict: 'update', rule: 'file-changed' }
  if (localIsBase) return { verdict: 'drift', rule: 'ghost-changed' }
  if (sides.holdsRemoteBody) return { verdict: 'update', rule: 'file-holds-both' }
  return { verdict: 'conflict', rule: 'both-changed' }
}

/**
 * The statuses as which a post's status counts besides its own. Ghost publishes a scheduled post when its time comes, and a post that was only e-mailed
 * ends as `sent`. Those steps are nobody's edit: without this rule every scheduled post would be reported as drift for ever.
 */
export function listEqualStatuses({ status, published_at: date }: StatusFields, now: Date): readonly string[] {
  if (status === 'sent') return ['published']
  return status === 'published' && isPast(date, now) ? ['scheduled'] : []
}

/**
 * Whether a file that says `published` said `scheduled` until its date came. The scan reads the one as the other from that moment on, and nobody has
 * changed the file: where `scheduled` is what we wrote last, the file still says it.
 */
export function wasScheduled({ status, published_at: date }: StatusFields, now: Date): boolean {
  return status === 'published' && isPast(date, now)
}

type StatusFields = Pick<FieldValues, 'status' | 'published_at'>

function isPast(date: unknown, now: Date): boolean {
  return typeof date === 'string' && new Date(date) <= now
}

/** The statuses through which a post goes by itself before it has this one. */
export function listPassedStatuses(status: unknown): readonly string[] {
  return { published: ['scheduled'], sent: ['scheduled', 'published'] }[String(status)] ?? []
}

/** A field with its verdict, as far as the decision about its post looks at it. */
export interface DecidedField {
  readonly field: FieldName
  readonly verdict: Verdict
  /** Digest of what the file says. */
  readonly localDigest: string
  /** Digest of what we last wrote, where something still tells. */
  readonly baseDigest: string | undefined
}

export type PostQuestion = UnmatchedFile | ManagedPost | UnownedPost

/** No post of the site belongs to the file. */
export interface UnmatchedFile {
  readonly match: 'new'
  /** The post that the site remembers as this file's, and that is gone; `by`: what tells, where it is not the path. */
  readonly former?: { readonly id: string; readonly by?: 'slug' | 'body' | 'title' }
  /** `--recreate` */
  readonly recreate: boolean
  /** Whether another post of the site has the slug that the file asks for. */
  readonly isSlugTaken: boolean
}

interface FoundPost {
  readonly fields: readonly DecidedField[]
  /** `--force`, or a person's choice for this file. */
  readonly force: boolean
  /** Whether a newer ghost-sync wrote it, by rules of comparison that this one does not know. */
  readonly isFromLater: boolean
  /** Whether it is a page where the file is a post, or the other way round. */
  readonly isOtherType: boolean
  /** Whether another post of the site has the slug that the file asks for, and that this one does not have yet. */
  readonly isSlugTaken: boolean
}

/** The post is ours. */
export interface ManagedPost extends FoundPost {
  readonly match: 'managed'
  /** `told`: we know what we last wrote. `untold`: there is a stamp, but nobody can read what it says of the body. `none`: there is no stamp. */
  readonly base: 'told' | 'untold' | 'none'
  /** Whether the post was saved since its stamp was written, so that the stamp may be behind. */
  readonly isStampOlder: boolean
  /** Whether the file lies at another path than the stamp says. */
  readonly isMoved: boolean
  /** Fields that show files which are gone from the site; looked for with `--force` only. */
  readonly lost: readonly FieldName[]
}

/** A post that nobody gave us has the file's slug, or its tag was taken off it. */
export interface UnownedPost extends FoundPost {
  readonly match: 'unowned'
  /** `--adopt` */
  readonly adopt: boolean
  /** The other project that manages it. */
  readonly otherProject?: string
  /** Whether it is the post of this file, and somebody took our tag off it. */
  readonly isReleased: boolean
}

/** What becomes of a file's post. Lists of fields name what an action shows or writes, in that order. */
export type PostDecision =
  | { readonly kind: 'blocked'; readonly reason: 'newer-stamp' | 'type-changed' | 'slug-taken' }
  | { readonly kind: 'create'; readonly recreates?: string }
  | { readonly kind: 'gone'; readonly id: string; readonly by?: 'slug' | 'body' | 'title' }
  | {
      readonly kind: 'unowned'
      readonly project?: string
      readonly released?: true
      readonly differences: readonly FieldName[]
    }
  | {
      readonly kind: 'conflict'
      readonly reason: 'both-changed' | 'no-base'
      readonly conflicts: readonly FieldName[]
      readonly drifts: readonly FieldName[]
    }
  | { readonly kind: 'unchanged'; readonly drifts: readonly FieldName[] }
  | {
      readonly kind: 'update'
      readonly reason: 'changed' | 'adopted' | 'forced'
      readonly changes: readonly FieldName[]
      readonly drifts: readonly FieldName[]
    }

/**
 * Decides what becomes of the post of one file.
 *
 * Obstacles, whatever the file and Ghost say:
 *
 * | # | When | Decision |
 * |--:|:--|:--|
 * | 1 | a newer ghost-sync wrote our post | blocked: `newer-stamp` |
 * | 2 | the file is a page and the post is none, or the other way round | blocked: `type-changed` |
 * | 3 | the decision below writes the slug, and another post has it | blocked: `slug-taken`; Ghost would make `slug-2` of it, without a word |
 *
 * A file without a post:
 *
 * | # | When | Decision |
 * |--:|:--|:--|
 * | 4 | the site remembers its post, which was deleted in Ghost, and nobody said `--recreate` | gone |
 * | 5 | otherwise | create |
 *
 * A post that is not ours. A stamp in it is no base: nothing tells who changed what.
 *
 * | # | When | Decision |
 * |--:|:--|:--|
 * | 6 | no `--adopt`, or another project's post without `--force` as well | unowned |
 * | 7 | a field differs, and no `--force` | conflict: `no-base` |
 * | 8 | otherwise | update: `adopted`; every field that differs is written |
 *
 * A post of ours:
 *
 * | # | When | Decision |
 * |--:|:--|:--|
 * | 9 | `--force` | no field is a conflict or a drift: all of them are changes |
 * | 10 | a field is a conflict | conflict: `both-changed`, or `no-base` where no stamp tells what we wrote |
 * | 11 | no change, but the file was moved, or the post has no stamp, or the stamp is behind, or shows a file that is gone | update that writes the stamp, and the fields with those files |
 * | 12 | no change | unchanged; drifts are kept and reported |
 * | 13 | otherwise | update: `changed`, or `forced` where somebody's edit is overwritten |
 */
export function decidePost(question: PostQuestion): PostDecision {
  if (question.match !== 'new') {
    if (question.isFromLater) return { kind: 'blocked', reason: 'newer-stamp' }
    if (question.isOtherType) return { kind: 'blocked', reason: 'type-changed' }
  }
  const decision = decideFree(question)
  const writesSlug =
    decision.kind === 'create' || (decision.kind === 'update' && decision.changes.some((field) => field === 'slug'))
  return question.isSlugTaken && writesSlug ? { kind: 'blocked', reason: 'slug-taken' } : decision
}

function decideFree(question: PostQuestion): PostDecision {
  switch (question.match) {
    case 'new':
      return decideNew(question)
    case 'unowned':
      return decideUnowned(question)
    case 'managed':
      return decideManaged(question)
  }
}

function decideNew({ former, recreate }: UnmatchedFile): PostDecision {
  if (former === undefined) return { kind: 'create' }
  return recreate ? { kind: 'create', recreates: former.id } : { kind: 'gone', ...former }
}

function decideUnowned({ fields, force, adopt, otherProject, isReleased }: UnownedPost): PostDecision {
  const differences = fields.filter(({ verdict }) => verdict !== 'same').map(({ field }) => field)
  if (!adopt || (otherProject !== undefined && !force)) {
    return {
      kind: 'unowned',
      ...(otherProject !== undefined && { project: otherProject }),
      ...(isReleased && { released: true }),
      differences,
    }
  }
  if (differences.length > 0 && !force) {
    return { kind: 'conflict', reason: 'no-base', conflicts: differences, drifts: [] }
  }
  return { kind: 'update', reason: 'adopted', changes: differences, drifts: [] }
}

function decideManaged(question: ManagedPost): PostDecision {
  const { fields, force, base, isMoved, lost } = question
  const having = (wanted: Verdict) => fields.filter(({ verdict }) => verdict === wanted).map(({ field }) => field)
  const [updates, conflicts, drifts] = [having('update'), having('conflict'), having('drift')]
  if (!force && conflicts.length > 0) {
    return { kind: 'conflict', reason: base === 'told' ? 'both-changed' : 'no-base', conflicts, drifts }
  }
  const changes = force ? [...updates, ...conflicts, ...drifts] : updates
  const kept = force ? [] : drifts
  const renewsStamp = isMoved || base === 'none' || isBehind(question) || lost.length > 0
  if (changes.length === 0 && !renewsStamp) return { kind: 'unchanged', drifts: kept }
  const overwrites = force && conflicts.length + drifts.length > 0
  return { kind: 'update', reason: overwrites ? 'forced' : 'changed', changes, drifts: kept }
}

/**
 * Somebody changed the post in Ghost, and the file has come to say the same (`ghost-sync pull`). Until the stamp says so as well, the next change on
 * either side would be taken for a change on both. A status that has moved on by itself is no such change.
 */
function isBehind({ fields, isStampOlder }: ManagedPost): boolean {
  return (
    isStampOlder &&
    fields.some(
      ({ field, verdict, baseDigest, localDigest }) =>
        field !== 'status' && verdict === 'same' && baseDigest !== undefined && baseDigest !== localDigest,
    )
  )
}

/** What it means for a planned update that somebody saved the post after it was planned. */
export type LateEdit =
  /** `meets`: the fields that the file changes as well, where that is known. */
  | { readonly kind: 'edited-meanwhile'; readonly meets?: readonly FieldName[] }
  /** In other fields than the file: the next push writes the file's. */
  | { readonly kind: 'edited-elsewhere-meanwhile' }

/**
 * Decides what an edit means that came between the plan and the write. Nothing is written in any case: the plan did not show it. What matters is what
 * the next push would do.
 *
 * | # | Planned once more, with the post as it is now | Decision |
 * |--:|:--|:--|
 * | 1 | conflict | `edited-meanwhile`, with the fields that meet |
 * | 2 | update, and nothing is forced | `edited-elsewhere-meanwhile` |
 * | 3 | anything else, or it cannot be planned | `edited-meanwhile` |
 */
export function decideLateEdit(fresh: Action | undefined): LateEdit {
  if (fresh?.kind === 'conflict') return { kind: 'edited-meanwhile', meets: fresh.conflicts.map(({ field }) => field) }
  const isFree = fresh?.kind === 'update' && fresh.reason === 'changed'
  return { kind: isFree ? 'edited-elsewhere-meanwhile' : 'edited-meanwhile' }
}

/** Everything that the decision about a post without a file is made from. */
export interface RemovalQuestion {
  readonly hasStamp: boolean
  /** Whether a newer ghost-sync wrote it. */
  readonly isFromLater: boolean
  /** What `policies.onRemove` and `--prune` ask for, and what part of the site this run looks at. */
  readonly wanted: 'report' | 'unpublish' | 'delete'
  readonly isDraft: boolean
  /** Whether somebody changed it in Ghost since we wrote it, in whatever field. */
  readonly isEdited: boolean
  /** `--force` */
  readonly force: boolean
}

export type RemovalDecision =
  | { readonly kind: 'orphan'; readonly reason: 'unstamped' | 'newer' | 'policy' | 'edited' }
  | { readonly kind: 'unpublish' | 'delete'; readonly reason: 'policy' }

/**
 * Decides what becomes of a post of ours whose file is gone. A wrong answer deletes somebody's writing, so every doubt ends in a report.
 *
 * | # | When | Decision |
 * |--:|:--|:--|
 * | 1 | it has our tag, but no stamp | reported: `unstamped` |
 * | 2 | a newer ghost-sync wrote it | reported: `newer` |
 * | 3 | nothing is to be removed, or it is to be unpublished and is a draft | reported: `policy` |
 * | 4 | somebody edited it in Ghost, and no `--force` | reported: `edited` |
 * | 5 | otherwise | unpublished or deleted |
 */
export function decideRemoval(question: RemovalQuestion): RemovalDecision {
  const { hasStamp, isFromLater, wanted, isDraft, isEdited, force } = question
  if (!hasStamp) return { kind: 'orphan', reason: 'unstamped' }
  if (isFromLater) return { kind: 'orphan', reason: 'newer' }
  if (wanted === 'report' || (wanted === 'unpublish' && isDraft)) return { kind: 'orphan', reason: 'policy' }
  if (isEdited && !force) return { kind: 'orphan', reason: 'edited' }
  return { kind: wanted, reason: 'policy' }
}
