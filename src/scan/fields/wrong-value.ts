import type { Finding } from '../finding.ts'
import type { Written } from '../front-matter/written.ts'

/** An error about a value: `` `key` <what>. `` */
export function wrongValue(written: Written, code: string, what: string, cure: string): Finding {
  const place = written.line === undefined ? ' (from the defaults in the config)' : ''
  return {
    severity: 'error',
    code,
    line: written.line,
    ofSite: written.ofSite,
    message: `\`${written.key}\`${place} ${what}.`,
    cure,
  }
}
