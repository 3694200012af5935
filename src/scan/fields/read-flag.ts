import type { Reading } from '../finding.ts'
import { describeValue } from '../front-matter/describe-value.ts'
import type { Written } from '../front-matter/written.ts'
import { wrongValue } from './wrong-value.ts'

/** Reads a flag: true or false, and the yes, no, on, off of YAML 1.1. */
export function readFlag(written: Written): Reading<boolean> {
  const text = String(written.value).trim().toLowerCase()
  if (['true', 'yes', 'on'].includes(text)) return { value: true, findings: [] }
  if (['false', 'no', 'off'].includes(text)) return { value: false, findings: [] }
  return {
    findings: [
      wrongValue(
        written,
        'front-matter/wrong-type',
        `is ${describeValue(written.value)}; it must be true or false`,
        'Write true or false.',
      ),
    ],
  }
}
