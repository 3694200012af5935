import type { Policies, PostRules } from '../../config/config.ts'
import { type Finding, suggestName } from '../source/finding.ts'
import { describeWrittenValue, isBlank } from './block.ts'
import { FRONT_MATTER_KEYS, findFrontMatterKey, type Target } from './front-matter-keys.ts'
import { listFieldCandidates } from './list-candidates.ts'
import type { Candidate, WrittenTargets } from './written.ts'

export interface AssignedKeys {
  readonly targets: WrittenTargets
  readonly findings: readonly Finding[]
}

/** One layer's entries: a key, its value, its line. */
export type Layer = Iterable<readonly [string, { readonly value: unknown; readonly line: number | undefined }]>

/** Gives every key of one layer its target: Ghost's own name beats an alias, and an alias beats those below it in the table. */
export function assignKeys(
  layer: Layer,
  ofSite: boolean,
  unknownKeys: Policies['unknownKeys'],
  dialects: PostRules['dialects'] = [],
): AssignedKeys {
  const findings: Finding[] = []
  const candidates: Candidate[] = []
  const add = (key: string, shown: string, value: unknown, line: number | undefined): void => {
    const found = findFrontMatterKey(key)
    if (found === undefined) {
      findings.push(unknownKey(shown, line, ofSite, unknownKeys))
      return
    }
    const { definition, rank } = found
    const note = PLUGIN_NOTES.get(key.toLowerCase())
    if (note !== undefined) findings.push(describePluginNote(shown, note, line, ofSite))
    if (definition.reading === 'group') {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return
      for (const [inner, innerValue] of Object.entries(value)) {
        if (findFrontMatterKey(`${key}_${inner}`) !== undefined)
          add(`${key}_${inner}`, `${shown}.${inner}`, innerValue, line)
      }
      return
    }
    const { reading } = definition
    const split = definition.target === 'tags' && isPlural(key) ? splitWords(value, dialects) : value
    if (split === value && isWords(value) && definition.target === 'tags' && isPlural(key) && line !== undefined)
      findings.push(describeWords(shown, String(value).trim(), line, ofSite))
    candidates.push(...listFieldCandidates(definition, { key: shown, value: split, line, reading, ofSite, rank }))
  }
  for (const [key, { value, line }] of layer) add(key, key, value, line)
  const { targets, clashes } = chooseCandidates(candidates.sort((a, b) => a.rank - b.rank))
  return { targets, findings: [...findings, ...clashes] }
}

/** The keys by which plugins of Obsidian know notes that are no text. */
const PLUGIN_NOTES: ReadonlyMap<string, string> = new Map([
  ['kanban-plugin', 'a board'],
  ['excalidraw-plugin', 'a drawing'],
])

function describePluginNote(key: string, what: string, line: number | undefined, ofSite: boolean): Finding {
  return {
    severity: 'warning',
    code: 'front-matter/plugin-note',
    line,
    ofSite,
    message: `\`${key}\` makes this note ${what} in Obsidian: in Ghost readers see the text that it is kept as.`,
    hint: 'Leave it out (`content.ignore`, or `publish: false`), and show a picture of it.',
    subject: key,
  }
}

/** Whether a key holds several tags in other tools. `category: machine learning` is one category there as well. */
function isPlural(key: string): boolean {
  return /(?:tags|categories)$/i.test(key)
}

function isWords(value: unknown): boolean {
  return typeof value === 'string' && !value.includes(',') && /\S\s+\S/.test(value)
}

/** Splits `ruby rails` where the tool of the repository does: Jekyll, and Obsidian, whose tags hold no blanks. */
function splitWords(value: unknown, dialects: PostRules['dialects']): unknown {
  const isSplit = isWords(value) && dialects.some((dialect) => dialect === 'jekyll' || dialect === 'obsidian')
  return isSplit ? String(value).trim().split(/\s+/) : value
}

function describeWords(key: string, value: string, line: number, ofSite: boolean): Finding {
  const words = value.split(/\s+/)
  return {
    severity: 'warning',
    code: 'front-matter/tags-with-spaces',
    line,
    ofSite,
    message: `\`${key}\` is one text without commas; it is read as the one tag ${describeWrittenValue(value)}.`,
    hint: `Write \`${key}: [${words.slice(0, 6).join(', ')}]\` for several, or put the one into brackets.`,
    subject: value,
  }
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
    hint: meant === undefined ? 'Remove it, or correct its name.' : `Did you mean \`${meant}\`?`,
    subject: key,
  }
}

/**
 * Chooses one value for every target: the first, unless it is an alias written blank. A different value that loses gets a warning, because its author
 * expects to see it.
 *
 * @param candidates By rank.
 */
function chooseCandidates(candidates: readonly Candidate[]): { targets: WrittenTargets; clashes: Finding[] } {
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
        message: `\`${candidate.key}\` (${describeWrittenValue(candidate.value)}) and \`${first.key}\` (${describeWrittenValue(first.value)}) both give \`${candidate.target}\`; \`${first.key}\` counts.`,
        hint: `Remove one of the two.`,
      })
    }
  }
  return { targets, clashes }
}

/** Joins categories and tags, categories first: Ghost takes the first tag for the primary one, and a category is the broader of the two. */
function joinTags(first: Candidate, second: Candidate): Candidate {
  const [before, after] = second.reading === 'categories' ? [second, first] : [first, second]
  const [names, more] = [listOf(before.value), listOf(after.value)]
  // A tag that is called like a category of its post is no mistake of its author.
  const known = new Set(names.map((name) => (typeof name === 'string' ? name.trim() : name)))
  const fresh = more.filter((name) => !known.has(typeof name === 'string' ? name.trim() : name))
  return { ...first, value: [...names, ...fresh], reading: 'plain' }
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  return typeof value === 'string' ? value.split(',') : [value]
}

function isSame(first: Candidate, second: Candidate): boolean {
  // `draft: false` beside `status: scheduled` is no contradiction: both say that the post is to be published.
  if (first.target === 'status' && typeof first.value === 'string' && typeof second.value === 'string') {
    return (first.value === 'draft') === (second.value === 'draft')
  }
  return JSON.stringify(first.value) === JSON.stringify(second.value)
}
