import type { Reading } from '../finding.ts'
import type { Written } from '../front-matter/written.ts'
import { checkLength } from './check-length.ts'
import { readNames } from './read-names.ts'

/** `tags.name` and `users.name` in Ghost's schema. */
const MAX_NAME = 191

/**
 * Reads tags: trimmed, each once whatever its case (Ghost has one `News`), in order. The ownership tag is ghost-sync's to set: whoever
 * copies it along from Ghost is told that it is not needed.
 */
export function readTags(written: Written, ownershipTag: string): Reading<readonly string[]> {
  const names = readNames(written, ['name', 'title', 'slug'])
  if (names.value === undefined) return names
  const findings = [...names.findings]
  const kept = new Map<string, string>()
  for (const tag of names.value) {
    const folded = tag.normalize('NFC').toLowerCase()
    const first = kept.get(folded)
    if (folded === ownershipTag.toLowerCase()) {
      findings.push({
        severity: 'warning',
        code: 'front-matter/ownership-tag',
        line: written.line,
        ofSite: written.ofSite,
        message: `\`${tag}\` marks the posts that ghost-sync manages; it sets it by itself.`,
        cure: 'Remove it from the front matter.',
      })
    } else if (first !== undefined) {
      findings.push({
        severity: 'warning',
        code: 'front-matter/duplicate-tag',
        line: written.line,
        ofSite: written.ofSite,
        message:
          first === tag
            ? `The tag \`${tag}\` is written twice.`
            : `The tags \`${first}\` and \`${tag}\` are one tag to Ghost.`,
        cure: 'Keep one of the two.',
      })
    } else {
      const tooLong = checkLength({ ...written, key: `the tag ${tag.slice(0, 20)}...` }, tag, MAX_NAME)
      if (tooLong !== undefined) findings.push(tooLong)
      kept.set(folded, tag)
    }
  }
  return findings.some(({ severity }) => severity === 'error') ? { findings } : { value: [...kept.values()], findings }
}
