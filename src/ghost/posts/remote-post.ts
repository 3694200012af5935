import type { LexicalRoot } from '../../markdown/index.ts'
import type { FieldName, FieldValues, PostType } from '../../model/fields.ts'

/** A post or page as a site has it, under our names. */
export interface RemotePost {
  readonly id: string
  readonly type: PostType
  readonly url: string
  /** As Ghost sent it: the PUT returns it unchanged, for the collision check. */
  readonly updatedAt: string
  /** Every managed field that Ghost sent. `tags` does not hold the ownership tag. Authors and tiers by slug. */
  readonly fields: FieldValues & { readonly title: string; readonly slug: string; readonly status: string }
  readonly body: RemoteBody
  /** Whether it has the ownership tag. */
  readonly owned: boolean
  /** What we last wrote, as far as the server still has it. */
  readonly base: Base
}

export type RemoteBody =
  | {
      readonly kind: 'lexical'
      readonly root: LexicalRoot
      /** The document as the site has it, where its Ghost writes Mobiledoc: `root` is what it is read as. */
      readonly mobiledoc?: string
    }
  /**
   * The post has no document of today's format. `mobiledoc` was written by Ghost 4 or older and never opened since. `html` has no document at all,
   * only what readers see; Ghost empties it with the next save that has none.
   */
  | {
      readonly kind: 'other'
      readonly format: 'mobiledoc' | 'html' | 'empty'
      /** The document or the HTML as Ghost keeps it; absent where there is none. */
      readonly source?: string
    }

/**
 * `isUntold`: its digests are of rules that are not kept any more, and the body that they stand for is not known otherwise
 * (`diff/compare/translate-base.ts`).
 */
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
      /** The document that we wrote with this stamp, from Ghost's revisions. Absent: they were not fetched. */
      readonly written?: LexicalRoot | 'forgotten'
      readonly isUntold?: true
    }
  /** An edit in Ghost Admin dropped the stamp, or restored an older one; this is the newest one in a revision. */
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
   * Never ours, or so many saves ago that Ghost has dropped the revision. `lastSeq`: for a post that is about to be adopted, the count in its newest
   * stamp of ours or of another project, from which ours continues.
   */
  | { readonly kind: 'none'; readonly lastSeq?: number }

/**
 * The envelope beside `root` in the Lexical document, key `ghostSync`: what we wrote last, as digests. It survives the API, and the editor of Ghost
 * Admin drops it on any save (seen on 5.130 and 6.65). In a Mobiledoc: see `compose-body.ts`.
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
   * Digests of Ghost's form of a field where that differs from what we sent (a trimmed title, a rewritten URL): reading it back is not somebody's
   * edit. Absent when Ghost kept everything as sent, which is usual.
   */
  readonly stored?: Readonly<Partial<Record<FieldName, string>>>
  /**
   * Counts the writes of this post: of two stamps the higher is the newer, though the older one may have come back since (`bases.ts`). Absent in the
   * first, and in stamps from before there was a count.
   */
  readonly seq?: number
  /** The generation of the rules by which its digests were made (`diff/compare/digests.ts`). Absent: the first. */
  readonly generation?: number
  /** Digest of the fields that were not managed then (`digestOthers`). Absent when all of them were Ghost's defaults. */
  readonly others?: string
}
