import type { LexicalRoot, PlacedCard } from '../../markdown/index.ts'
import type { FieldName, FieldValues, PostType } from '../../model/fields.ts'
import type { Asset } from './asset.ts'

/** What one file asks of one site. */
export interface DesiredPost {
  /** `SourceFile.path`: it identifies the post. */
  readonly path: string
  /** `SourceFile.file`, for messages. */
  readonly file: string
  readonly type: PostType
  /** Managed fields only. `title` and `slug` are always there. `tags` does not hold the ownership tag. Images are URLs or asset placeholders. */
  readonly fields: FieldValues & { readonly title: string; readonly slug: string }
  /** Local assets appear as `ghost-sync-asset:<hash>`; links between files are absolute URLs of this site. */
  readonly body: LexicalRoot
  /** Every asset that `fields` or `body` name, once each. */
  readonly assets: readonly Asset[]
  /** The 1-based line of each managed field. Absent for a field from the config or the file name. */
  readonly lines: Partial<Record<FieldName, number>>
  /** What the front matter says about a newsletter; undefined when it says nothing. Sending needs consent as well. */
  readonly newsletter: AskedNewsletter | undefined
  /** The cards that its text asks for by name. Absent: none. */
  readonly cards?: readonly PlacedCard[]
}

export interface AskedNewsletter {
  /** Null: explicitly none (`newsletter: false`). */
  readonly slug: string | null
  /** The filter of its members, in Ghost's language (NQL). @default 'all' */
  readonly segment: string
  /** 1-based line in the file; undefined when the config's defaults ask for it. */
  readonly line: number | undefined
}
