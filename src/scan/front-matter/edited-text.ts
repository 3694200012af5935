import type { FieldName } from '../../fields.ts'
import type { FrontMatterValue } from './write-front-matter.ts'

export type EditedText =
  | { readonly kind: 'text'; readonly text: string }
  /** `reason` is one sentence, `cure` another. */
  | { readonly kind: 'refused'; readonly reason: string; readonly cure: string }

/**
 * Gives one field in a block another value.
 *
 * @param block what stands between the fences, without an error in it
 */
export type EditBlock = (block: string, field: Exclude<FieldName, 'body'>, value: FrontMatterValue) => EditedText
