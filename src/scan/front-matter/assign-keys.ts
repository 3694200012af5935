import type { Policies } from '../../config/config.ts'
import type { Finding } from '../finding.ts'
import { FRONT_MATTER_KEYS, type FrontMatterKey, findFrontMatterKey, type Target } from '../front-matter-keys.ts'
import { suggestName } from '../suggest-name.ts'
import { describeValue } from './describe-value.ts'
import { isBlank } from './is-blank.ts'
import { splitImage } from './split-image.ts'

/** A value and where it was written. */
export interface Written {
  readonly key: string
  readonly value: unknown
  /** 1-based; undefined for the config's defaults. */
  readonly line: number | undefined
  /** How the slug or the tags were meant: see `KeyReading`. */
  readonly reading: FrontMatterKey['reading']
  /** True when it holds for the site at hand only. */
  readonly ofSite: boolean
}

/** Every target that one layer (the config's defaults, the file, the file's part for one site) gives. */
export type WrittenTargets = ReadonlyMap<Target, Written>

interface Candidate extends Written {
  readonly target: Target
  readonly definition: FrontMatterKey
  readonly rank: number
}

export interface AssignedKeys {
  readonly targets: WrittenTargets
  readonly findings: readonly Finding[]
}

/** One layer's entries: a key, its value, its line. */
export type Layer = Iterable<readonly [string, { readonly value: unknown; readonly line: number | undefined }]>

/** Gives every key of one layer its target: Ghost's own name beats an alias, the upper alias of the table beats the lower. */
export function assignKeys(layer: Layer, ofSite: boolean, unknownKeys: Policies['unknownKeys']): AssignedKeys {
  const findings: Finding[] = []
  const candidates: Candidate[] = []
  const add = (key: string, shown: string, value: unknown, line: number | undefined): void => {
    const found = findFrontMatterKey(key)
    if (found === undefined) {
      findings.push(unknownKey(shown, line, ofSite, unknownKeys))
      return
    }
    const { definition, rank } = found
    if (definition.reading === 'group') {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return
      for (const [inner, innerValue] of Object.entries(value)) {
        if (findFrontMatterKey(`${key}_${inner}`) !== undefined)
          add(`${key}_${inner}`, `${shown}.${inner}`, innerValue, line)
      }
      return
    }
    candidates.push(...read(definition, { key: shown, value, line, reading: definition.reading, ofSite, rank }))
  }
  for (const [key, { value, line }] of layer) add(key, key, value, line)
  const { targets, clashes } = choose(candidates.sort((a, b) => a.rank - b.rank))
  return { targets, findings: [...findings, ...clashes] }
}

type Found = Written & { readonly rank: number }

function read(definition: FrontMatterKey, found: Found): Candidate[] {
  const { target, reading } = definition
  const { value } = found
  if (target === undefined || reading === 'ignored') return []
  const as = (to: Target, given: unknown): Candidate => ({ ...found, definition, target: to, value: given })
  if (reading === 'image') {
    const { image, alt, caption } = splitImage(value)
    const whole = image === undefined ? [] : [as(target, image)]
    if (target !== 'feature_image') return whole
    if (alt !== undefined) whole.push(as('feature_image_alt', alt))
    if (caption !== undefined) whole.push(as('feature_image_caption', caption))
    return whole
  }
  if (reading !== 'draft' && reading !== 'published') return [as(target, value)]
  const flag = readLooseFlag(value)
  if (reading === 'draft')
    return value === null || value === ''
      ? []
      : [as('status', flag === undefined ? value : flag ? 'draft' : 'published')]
  return flag === undefined ? [as('published_at', value)] : [as('status', flag ? 'published' : 'draft')]
}

function readLooseFlag(value: unknown): boolean | undefined {
  const text = typeof value === 'boolean' ? String(value) : typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (['true', 'yes', 'on'].includes(text)) return true
  return ['false', 'no', 'off'].includes(text) ? false : undefined
}

function choose(candidates: readonly Candidate[]): { targets: WrittenTargets; clashes: Finding[] } {
  const targets = new Map<Target, Candidate>()
  const clashes: Finding[] = []
  for (const candidate of candidates) {
    const first = targets.get(candidate.target)
    if (first === undefined) {
      targets.set(candidate.target, candidate)
      continue
    }
    if (isBlank(candidate.value)) continue
    if (isBlank(first.value) && first.definition.key !== first.target) {
      targets.set(candidate.target, candidate)
      continue
    }
    const { otherwise } = candidate.definition
    if (otherwise !== undefined && !targets.has(otherwise) && !candidates.some(({ target }) => target === otherwise)) {
      if (!isSame(first, candidate)) targets.set(otherwise, { ...candidate, target: otherwise })
      continue
    }
    if (candidate.target === 'tags' && candidate.definition.yields === undefined) {
      targets.set('tags', joinTags(first, candidate))
      continue
    }
    if (candidate.definition.yields === undefined && !isSame(first, candidate)) {
      clashes.push({
        severity: 'warning',
        code: 'front-matter/two-keys',
        line: candidate.line,
        ofSite: candidate.ofSite,
        message: `\`${candidate.key}\` (${describeValue(candidate.value)}) and \`${first.key}\` (${describeValue(first.value)}) both give \`${candidate.target}\`; \`${first.key}\` counts.`,
        cure: `Remove one of the two.`,
      })
    }
  }
  return { targets, clashes }
}

/** Categories first: Ghost takes the first tag for the primary one, and a category is the broader of the two. */
function joinTags(first: Candidate, second: Candidate): Candidate {
  const [before, after] = second.reading === 'categories' ? [second, first] : [first, second]
  return { ...first, value: [...listOf(before.value), ...listOf(after.value)], reading: 'plain' }
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  return typeof value === 'string' ? value.split(',') : [value]
}

function isSame(first: Candidate, second: Candidate): boolean {
  // `draft: false` beside `status: scheduled` is no contradiction: both say that it is to appear.
  if (first.target === 'status' && typeof first.value === 'string' && typeof second.value === 'string') {
    return (first.value === 'draft') === (second.value === 'draft')
  }
  return JSON.stringify(first.value) === JSON.stringify(second.value)
}

const KNOWN = FRONT_MATTER_KEYS.filter(({ reading }) => reading !== 'ignored').map(({ key }) => key)

function unknownKey(
  key: string,
  line: number | undefined,
  ofSite: boolean,
  severity: Policies['unknownKeys'],
): Finding {
  const meant = suggestName(key, KNOWN)
  return {
    severity,
    code: 'front-matter/unknown-key',
    line,
    ofSite,
    message: `\`${key}\` is not a key that Ghost or ghost-sync knows.`,
    cure: meant === undefined ? 'Remove it, or correct its name.' : `Did you mean \`${meant}\`?`,
  }
}
