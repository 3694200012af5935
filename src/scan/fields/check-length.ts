import type { Finding } from '../finding.ts'
import type { Written } from '../front-matter/written.ts'
import { wrongValue } from './wrong-value.ts'

/** Ghost counts code points, so an emoji is one (`validator.isLength`, ajv's `maxLength`). */
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
