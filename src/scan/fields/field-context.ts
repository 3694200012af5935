import type { Policies, PostRules } from '../../config/config.ts'
import type { AssetReader } from '../assets/asset-types.ts'
import type { Written } from '../front-matter/written.ts'
import type { Finding } from '../source/finding.ts'
import type { SiteKnowledge } from '../source/site-knowledge.ts'

/** The context in which the front matter of one file is read. */
export interface FieldContext {
  /** `SourceFile.path`. */
  readonly path: string
  readonly facts: SiteKnowledge
  readonly policies: Policies
  readonly rules: PostRules
  readonly now: Date
  readonly readAsset: AssetReader
}

/** Makes an error about a value: `` `key` <what>. `` */
export function wrongValue(written: Written, code: string, what: string, hint: string): Finding {
  const place = written.line === undefined ? ' (from the defaults in the config)' : ''
  return {
    severity: 'error',
    code,
    line: written.line,
    ofSite: written.ofSite,
    message: `\`${written.key}\`${place} ${what}.`,
    hint,
  }
}

/** Checks a length. Ghost counts code points, so an emoji is one (`validator.isLength`, ajv's `maxLength`). */
export function checkLength(written: Written, text: string, maxLength: number | undefined): Finding | undefined {
  const length = [...text].length
  if (maxLength === undefined || length <= maxLength) return undefined
  return wrongValue(
    written,
    'front-matter/too-long',
    `has ${length} characters; Ghost takes ${maxLength}`,
    `Shorten it by ${length - maxLength}.`,
  )
}
