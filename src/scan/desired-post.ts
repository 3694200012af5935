import type { FieldName, FieldValues, PostType } from '../fields.ts'
import type { LexicalRoot } from '../markdown/lexical.ts'
import type { Asset } from './asset.ts'

/** What one file asks of one site. */
export interface DesiredPost {
  /** `SourceFile.path`: the identity. */
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
  /** Where each managed field was written; 1-based. Absent for one that came from the config or the file name. */
  readonly lines: Partial<Record<FieldName, number>>
  /** The newsletter that the front matter asks for, by slug. Sending needs consent besides. */
  readonly newsletter: { readonly slug: string; readonly segment: string | undefined } | undefined
}
