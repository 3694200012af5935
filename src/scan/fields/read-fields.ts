import {
  FIELD_NAMES,
  FIELDS,
  type FieldDefinition,
  type FieldName,
  type FieldValue,
  type PostType,
} from '../../fields.ts'
import type { Asset } from '../asset.ts'
import type { DesiredPost } from '../desired-post.ts'
import type { Finding } from '../finding.ts'
import type { Written, WrittenTargets } from '../front-matter/written.ts'
import { checkSupport } from './check-support.ts'
import type { FieldWorld } from './field-world.ts'
import { nameFromPath } from './name-from-path.ts'
import { readDate } from './read-date.ts'
import { readField } from './read-field.ts'
import { readNewsletter } from './read-newsletter.ts'
import { settleStatus } from './settle-status.ts'
import { settleVisibility } from './settle-visibility.ts'
import { warnAssumedTimezone } from './warn-assumed-timezone.ts'

export interface ReadFields {
  /** Without title and slug, which have ways of their own. */
  readonly fields: Omit<DesiredPost['fields'], 'title' | 'slug'>
  readonly lines: DesiredPost['lines']
  readonly newsletter: DesiredPost['newsletter']
  readonly assets: readonly Asset[]
  readonly findings: readonly Finding[]
}

type Values = Partial<Record<Exclude<FieldName, 'body'>, FieldValue>>

/** Reads every field but title and slug, and makes those agree that depend on each other. */
export async function readFields(targets: WrittenTargets, type: PostType, world: FieldWorld): Promise<ReadFields> {
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
    findings.push(...reading.findings)
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
  const hasBadDate = targets.has('published_at') && findings.some(({ code }) => code === 'front-matter/bad-date')
  if (!hasBadDate) {
    const settled = settleStatus(textOf(fields.status), targets.get('status'), textOf(fields.published_at), world.now)
    findings.push(...settled.findings)
    if (settled.status !== undefined) fields.status = settled.status
  }
  const access = settleVisibility(fields, targets)
  findings.push(...access.findings)
  delete fields.visibility
  delete fields.tiers
  Object.assign(fields, access.fields)

  const newsletter = readNewsletter(targets, type, world.facts)
  findings.push(...newsletter.findings)
  return { fields, lines, newsletter: newsletter.value, assets, findings }
}

/** Defaults are for all files, posts and pages: only what a file itself says is worth a word. */
function warnOtherType(written: Written, type: PostType): Finding[] {
  if (written.line === undefined) return []
  return [
    {
      severity: 'warning',
      code: 'front-matter/other-type',
      line: written.line,
      ofSite: written.ofSite,
      message: `\`${written.key}\` has no meaning for a ${type}.`,
      cure: 'Remove it.',
    },
  ]
}

function textOf(value: FieldValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
