import { describeWrittenValue, isBlank, MAX_DEPTH } from '../front-matter/block.ts'
import type { Written } from '../front-matter/written.ts'
import type { Reading } from '../source/finding.ts'
import { checkLength, wrongValue } from './field-context.ts'

/** Reads a list of names: a list, or one text with commas. An object in the list is read by the first of `keys` that it has. */
export function readNames(written: Written, keys: readonly string[] = []): Reading<readonly string[]> {
  const { value } = written
  if (isBlank(value)) return { value: [], findings: [] }
  const items: readonly unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(',')
      : [value]
  const names: string[] = []
  for (const item of items) {
    const name =
      typeof item === 'object' && item !== null
        ? keys.map((key) => Reflect.get(item, key)).find((part) => typeof part === 'string')
        : item
    if (name === null) continue
    if (name === undefined || typeof name === 'object') {
      return {
        findings: [
          wrongValue(
            written,
            'front-matter/wrong-type',
            `holds ${describeWrittenValue(item)}, which is no name`,
            'Write a list of names: [one, two].',
          ),
        ],
      }
    }
    // A blog links its guests: `[Jane Doe](https://example.com)`.
    const text = String(name)
      .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
      .trim()
    if (text !== '') names.push(text)
  }
  return { value: names, findings: [] }
}

/** Brings lists in lists and a map of names (`{ ruby: true, rails: }`) to a list of names. What has a name of its own (`{ name: Ruby }`) stays. */
function flattenTags(value: unknown): unknown {
  if (Array.isArray(value)) return value.flat(MAX_DEPTH)
  if (typeof value !== 'object' || value === null || 'name' in value || 'title' in value || 'slug' in value)
    return value
  const entries = Object.entries(value)
  return entries.every(([, one]) => one === null || typeof one !== 'object') ? entries.map(([name]) => name) : value
}

/** The limit of `tags.name` and `users.name` in Ghost's schema. */
const MAX_NAME = 191

/**
 * Reads tags in their order: trimmed, each once whatever its case (Ghost has one `News`). Only ghost-sync sets the ownership tag: an author who
 * copies it from Ghost is told that it is not needed.
 */
export function readTags(written: Written, ownershipTag: string): Reading<readonly string[]> {
  const names = readNames({ ...written, value: flattenTags(written.value) }, ['name', 'title', 'slug'])
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
        hint: 'Remove it from the front matter.',
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
        hint: 'Keep one of the two.',
      })
    } else {
      const tooLong = checkLength({ ...written, key: `the tag ${tag.slice(0, 20)}...` }, tag, MAX_NAME)
      if (tooLong !== undefined) findings.push(tooLong)
      kept.set(folded, tag)
    }
  }
  return findings.some(({ severity }) => severity === 'error') ? { findings } : { value: [...kept.values()], findings }
}
