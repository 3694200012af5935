import type { LexicalRoot } from '../../markdown/index.ts'
import type { FieldName, FieldValues, PostType } from '../../model/fields.ts'

/** A post or page as a site has it, under our names. */
export interface RemotePost {
  readonly id: string
  readonly type: PostType
  readonly url: string
  /** As Ghost sent it: it goes back unchanged in the PUT, for the collision check. */
  readonly updatedAt: string
  /** Every managed field that Ghost sent. `tags` does not hold the ownership tag. Authors and tiers by slug. */
  readonly fields: FieldValues & { readonly title: string; readonly slug: string; readonly status: string }
  readonly body: RemoteBody
  /** Whether it has the ownership tag. */
  readonly owned: boolean
  /** What we last wrote, as far as the server can still tell. */
  readonly base: Base
}

export type RemoteBody =
  | { readonly kind: 'lexical'; readonly root: LexicalRoot }
  /**
   * No document of today's: `mobiledoc` was written by Ghost 4 or older and never opened since. `html` has no document at all, only what readers
   * see; Ghost empties it with the next save that brings none.
   */
  | {
      readonly kind: 'other'
      readonly format: 'mobiledoc' | 'html' | 'empty'
      /** The document or the HTML itself, as Ghost keeps it; absent where there is nothing. */
      readonly source?: string
    }

/** `isUntold`: its digests are of rules that are not kept any more, and nothing else tells what the body was (`diff/translate-base.ts`). */
export type Base =
  /**
   * The post still carries our stamp. In Lexical nobody has saved it in Ghost Admin since; in a Mobiledoc the stamp `outlivesEdits`: that of a title always,
   * that of the body in a card.
   */
  | {
      readonly kind: 'stamp'
      readonly stamp: Stamp
      readonly outlivesEdits?: true
      /** The stamp of a Mobiledoc stands at its top as well, from where any edit of the body drops it. */
      readonly isBodyUntouched?: true
      /** The document that we wrote with this stamp, by Ghost's revisions. Absent: they were not asked for. */
      readonly written?: LexicalRoot | 'forgotten'
      readonly isUntold?: true
    }
  /** An edit in Ghost Admin dropped the stamp, or put an older one back; this is the newest that a revision still has. */
  | {
      readonly kind: 'revision'
      readonly stamp: Stamp
      readonly revisionCreatedAt: string
      readonly root: LexicalRoot
      /** The post carries an older stamp of ours: somebody restored an older revision. */
      readonly isRestored?: true
      readonly isUntold?: true
    }
  /**
   * Never ours, or so many saves ago that Ghost forgot. `lastSeq`: of a post that is about to be taken over, the count in its newest stamp of ours or of another
   * project, from which ours has to go on.
   */
  | { readonly kind: 'none'; readonly lastSeq?: number }

/**
 * The envelope beside `root` in the Lexical document, key `ghostSync`: what we wrote last, as digests. Survives the API, is dropped by
 * the editor of Ghost Admin on any save (seen on 5.130 and 6.65). In a Mobiledoc: see `compose-body.ts`.
 */
export interface Stamp {
  /** Format version. */
  readonly v: 1
  /** `Config.project`. */
  readonly project: string
  /** `SourceFile.path`, in NFC. */
  readonly path: string
  /** `digestField` of each managed field, as we last wrote it. */
  readonly fields: Readonly<Partial<Record<FieldName, string>>>
  /**
   * Digests of what Ghost made of a field where that differs from what we sent (a trimmed title, a rewritten URL): reading it back is
   * not somebody's edit. Absent when Ghost kept everything as sent, which is the rule.
   */
  readonly stored?: Readonly<Partial<Record<FieldName, string>>>
  /**
   * Which write of this post it was, counted on from the one before it: of two stamps the higher is the newer, though the older one may have come
   * back since (`order-stamps.ts`). Absent in the first, and in those of before it was counted.
   */
  readonly seq?: number
  /** By which generation of the rules its digests were made (`diff/digest-rules.ts`). Absent: the first. */
  readonly generation?: number
  /** Digest of the fields that are not managed, as they were then (`digestOthers`). Absent when all of them were Ghost's defaults. */
  readonly others?: string
}
