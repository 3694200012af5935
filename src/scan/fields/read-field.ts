import { FIELDS, type FieldName, type FieldValue } from '../../fields.ts'
import type { Asset } from '../asset.ts'
import type { Reading } from '../finding.ts'
import { describeValue } from '../front-matter/describe-value.ts'
import { isBlank } from '../front-matter/is-blank.ts'
import type { Written } from '../front-matter/written.ts'
import type { SiteKnowledge } from '../site-knowledge.ts'
import type { FieldWorld } from './field-world.ts'
import { matchNames } from './match-names.ts'
import { matchTemplate } from './match-template.ts'
import { DATE_FORMS, readDate } from './read-date.ts'
import { readFlag } from './read-flag.ts'
import { readImage } from './read-image.ts'
import { readNames } from './read-names.ts'
import { readTags } from './read-tags.ts'
import { readText } from './read-text.ts'
import { spellUrl } from './spell-url.ts'
import { warnAssumedTimezone } from './warn-assumed-timezone.ts'
import { wrongValue } from './wrong-value.ts'

/** Reads the value of one field, by its kind. No value and no finding: written blank, and so not managed. */
export async function readField(
  name: Exclude<FieldName, 'body'>,
  written: Written,
  world: FieldWorld,
): Promise<Reading<FieldValue> & { readonly asset?: Asset }> {
  const { kind } = FIELDS[name]
  switch (kind) {
    case 'image':
      return readImage(written, world)
    case 'flag':
      return isBlank(written.value) ? { findings: [] } : readFlag(written)
    case 'date':
      return isBlank(written.value) ? { findings: [] } : readInstant(written, world.facts)
    case 'names':
      return readList(name, written, world)
    case 'text': {
      if (written.reading === 'draft' && written.value !== 'draft' && written.value !== 'published')
        return readFlag(written)
      const text = readText(name, written)
      if (name === 'canonical_url' && typeof text.value === 'string')
        return spellUrl(written, text.value, world.facts.capabilities)
      if (name !== 'custom_template' || typeof text.value !== 'string') return text
      return matchTemplate(written, text.value, world.facts.templates)
    }
    default:
      return kind satisfies never
  }
}

function readInstant(written: Written, facts: SiteKnowledge): Reading<string> {
  const { value } = written
  const date =
    typeof value === 'string' ? readDate(value, facts.timezone) : { kind: 'bad' as const, reason: 'is not a date' }
  if (date.kind === 'date') return { value: date.iso, findings: warnAssumedTimezone(String(value), written, facts) }
  return {
    findings: [
      wrongValue(written, 'front-matter/bad-date', `is ${describeValue(value)}, which ${date.reason}`, DATE_FORMS),
    ],
  }
}

function readList(name: FieldName, written: Written, { facts, policies }: FieldWorld): Reading<readonly string[]> {
  if (name === 'tags') return readTags(written, policies.ownershipTag)
  const names = readNames(written, ['slug', 'email', 'name', 'title'])
  if (names.value === undefined || names.value.length === 0) return { findings: names.findings }
  if (name === 'authors') return matchNames(written, names.value, 'author', facts.authors)
  return matchNames(
    written,
    names.value,
    'tier',
    facts.tiers?.filter(({ active }) => active),
  )
}
