import { convertCaption } from '../../markdown/index.ts'
import {
  FIELD_NAMES,
  FIELDS,
  type FieldDefinition,
  type FieldName,
  type FieldValue,
  type PostType,
} from '../../model/fields.ts'
import { describeWrittenValue, isBlank } from '../front-matter/block.ts'
import { findFrontMatterKey } from '../front-matter/front-matter-keys.ts'
import type { Written, WrittenTargets } from '../front-matter/written.ts'
import type { Asset } from '../source/asset.ts'
import type { DesiredPost } from '../source/desired-post.ts'
import type { Finding, Reading } from '../source/finding.ts'
import { checkSupport } from './check-support.ts'
import { type FieldContext, wrongValue } from './field-context.ts'
import { matchAuthors, matchNames, matchTemplate } from './match-names.ts'
import { readDate, suggestDates, warnAssumedTimezone } from './read-date.ts'
import { readImageField } from './read-image.ts'
import { readNames, readTags } from './read-names.ts'
import { readNewsletter } from './read-newsletter.ts'
import { readFlag, readTextField } from './read-values.ts'
import { nameFromPath } from './slug.ts'
import { spellUrl } from './spell-url.ts'
import { resolveStatus, resolveVisibility } from './status.ts'

export interface ReadFields {
  /** All fields except title and slug, which are read separately. */
  readonly fields: Omit<DesiredPost['fields'], 'title' | 'slug'>
  readonly lines: DesiredPost['lines']
  readonly newsletter: DesiredPost['newsletter']
  readonly assets: readonly Asset[]
  readonly findings: readonly Finding[]
}

type Values = Partial<Record<Exclude<FieldName, 'body'>, FieldValue>>

/** Reads every field except title and slug, and makes those consistent that depend on each other. */
export async function readFields(targets: WrittenTargets, type: PostType, world: FieldContext): Promise<ReadFields> {
  const fields: Values = {}
  const lines: Partial<Record<FieldName, number>> = {}
  const findings: Finding[] = []
  const assets: Asset[] = []
  for (const name of FIELD_NAMES) {
    if (name === 'body' || name === 'title' || name === 'slug') continue
    const written = targets.get(name)
    if (written === undefined) continue
    const { only }: FieldDefinition = FIELDS[name]
    if (only !== undefined && only !== type) {
      findings.push(...warnOtherType(written, type))
      continue
    }
    const unsupported = checkSupport(name, written, type, world)
    if (unsupported !== undefined) {
      findings.push(...unsupported)
      continue
    }
    const reading = await readField(name, written, world)
    const meta = name === 'custom_excerpt' && reading.value === undefined ? readAsMeta(written, targets) : undefined
    if (meta !== undefined) fields.meta_description = meta
    const isLeftOut = reading.value === undefined && isForeign(name, written)
    findings.push(...reading.findings.map((finding) => (isLeftOut ? leaveOut(finding, meta !== undefined) : finding)))
    if (reading.asset !== undefined) assets.push(reading.asset)
    if (reading.value === undefined) continue
    fields[name] = reading.value
    if (written.line !== undefined) lines[name] = written.line
  }

  const { date, isDraft } = nameFromPath(world.path)
  if (fields.published_at === undefined && date !== undefined && !targets.has('published_at')) {
    const fromName = readDate(date, world.facts.timezone)
    if (fromName.kind === 'date') fields.published_at = fromName.iso
    findings.push(...warnAssumedTimezone(date, { key: 'the date in the file name' }, world.facts))
  }
  if (isDraft && targets.get('status')?.line === undefined) fields.status = 'draft'
  const hasBadDate =
    targets.has('published_at') &&
    fields.published_at === undefined &&
    findings.some(({ code }) => code === 'front-matter/bad-date')
  if (!hasBadDate) {
    const settled = resolveStatus(textOf(fields.status), targets.get('status'), textOf(fields.published_at), world.now)
    findings.push(...settled.findings)
    if (settled.status !== undefined) fields.status = settled.status
  }
  const access = resolveVisibility(fields, targets)
  findings.push(...access.findings)
  delete fields.visibility
  delete fields.tiers
  Object.assign(fields, access.fields)

  const newsletter = readNewsletter(targets, type, world.facts)
  findings.push(...newsletter.findings)
  return { fields, lines, newsletter: newsletter.value, assets, findings }
}

/** Fields that decide who sees a post and when, or whose it is: nothing in them is left out. */
const DECISIVE: readonly FieldName[] = ['status', 'visibility', 'tiers', 'published_at', 'authors', 'email_only']

/**
 * Whether a value was meant for another tool, under its own name of the field or as a rank (`featured: 4`), and need not be Ghost's: the post need not
 * wait for it.
 */
function isForeign(name: FieldName, { key, value }: Written): boolean {
  if (name === 'body' || FIELDS[name].kind === 'image' || DECISIVE.includes(name)) return false
  return findFrontMatterKey(key)?.definition.key !== name || (name === 'featured' && /^\d+$/.test(String(value)))
}

const OF_ANOTHER_KIND = ['front-matter/wrong-type', 'front-matter/too-long', 'front-matter/not-a-url']

function leaveOut(finding: Finding, isMeta: boolean): Finding {
  if (!OF_ANOTHER_KIND.includes(finding.code)) return finding
  const hint = isMeta ? AS_META : `It is left out. ${finding.hint}`
  return { ...finding, severity: 'warning', hint }
}

const AS_META = 'It becomes the description for search engines instead; shorten it, or add an `excerpt`.'

/** Reads a `description` that is too long for an excerpt as what it mostly is in other tools. */
function readAsMeta(written: Written, targets: WrittenTargets): string | undefined {
  if (written.key.toLowerCase() !== 'description' || targets.has('meta_description')) return undefined
  return readTextField('meta_description', written).value ?? undefined
}

/** Warns of a field that the other type has. Defaults are for all files, posts and pages, so only the file's own values are reported. */
function warnOtherType(written: Written, type: PostType): Finding[] {
  if (written.line === undefined) return []
  return [
    {
      severity: 'warning',
      code: 'front-matter/other-type',
      line: written.line,
      ofSite: written.ofSite,
      message: `\`${written.key}\` has no meaning for a ${type}.`,
      hint: 'Remove it.',
    },
  ]
}

function textOf(value: FieldValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Reads the value of one field, by its kind. Neither a value nor a finding means that it was written blank, and is not managed. */
async function readField(
  name: Exclude<FieldName, 'body'>,
  written: Written,
  world: FieldContext,
): Promise<Reading<FieldValue> & { readonly asset?: Asset }> {
  const { kind } = FIELDS[name]
  switch (kind) {
    case 'image':
      return readImageField(written, world)
    case 'flag':
      return isBlank(written.value) ? { findings: [] } : readFlag(written)
    case 'date':
      return isBlank(written.value) ? { findings: [] } : readInstant(written, world)
    case 'names':
      return readList(name, written, world)
    case 'text': {
      if (written.reading === 'draft' && written.value !== 'draft' && written.value !== 'published')
        return readFlag(written)
      const text = readTextField(name, written)
      if (name === 'canonical_url' && typeof text.value === 'string')
        return spellUrl(written, text.value, world.facts.capabilities)
      if (name === 'feature_image_caption' && typeof text.value === 'string')
        return { ...text, value: convertCaption(text.value) }
      if (name !== 'custom_template' || typeof text.value !== 'string') return text
      return matchTemplate(written, text.value, world.facts.templates)
    }
    default:
      return kind satisfies never
  }
}

function readInstant(written: Written, { facts, path, rules }: FieldContext): Reading<string> {
  const { value } = written
  if (rules.dialects.includes('eleventy') && /^(?:git )?(?:last modified|created)$/i.test(String(value).trim())) {
    const what = `is ${describeWrittenValue(value)}, which Eleventy asks the file or git for: it goes without a date`
    const finding = wrongValue(
      written,
      'front-matter/computed-date',
      what,
      'Write the date itself, or remove the line.',
    )
    return { findings: [{ ...finding, severity: 'warning' }] }
  }
  const date =
    typeof value === 'string' ? readDate(value, facts.timezone) : { kind: 'bad' as const, reason: 'is not a date' }
  if (date.kind === 'date') return { value: date.iso, findings: warnAssumedTimezone(String(value), written, facts) }
  const what = `is ${describeWrittenValue(value)}, which ${date.reason}`
  const wrong = wrongValue(written, 'front-matter/bad-date', what, suggestDates(String(value)))
  // Templates that write the month or the milliseconds for the seconds are common; the minute is certain.
  if (date.reason === 'does not exist') {
    const minute = readDate(String(value).replace(/(?<=\d:\d\d):[6-9]\d(?!\d)/, ''), facts.timezone)
    const hint = 'The minute counts. Write the seconds as 00 to 59, or leave them out.'
    if (minute.kind === 'date') return { value: minute.iso, findings: [{ ...wrong, severity: 'warning', hint }] }
  }
  // Jekyll's file names have the date too, and the day is all that a reader sees of it.
  const named = nameFromPath(path).date
  const fromName = named === undefined ? undefined : readDate(named, facts.timezone)
  if (named === undefined || fromName?.kind !== 'date') return { findings: [wrong] }
  const hint = `${wrong.hint} Until then the date of the file's name counts, ${named}.`
  return { value: fromName.iso, findings: [{ ...wrong, severity: 'warning', hint }] }
}

function readList(
  name: FieldName,
  written: Written,
  { facts, policies, rules }: FieldContext,
): Reading<readonly string[]> {
  if (name === 'tags') return readTags(written, policies.ownershipTag)
  const names = readNames(written, ['slug', 'email', 'name', 'title'])
  if (names.value === undefined || names.value.length === 0) return { findings: names.findings }
  if (name === 'authors') return matchAuthors(written, names.value, facts.authors, { ...policies, ...rules })
  return matchNames(
    written,
    names.value,
    'tier',
    facts.tiers?.filter(({ active }) => active),
  )
}
