import type { Finding } from '../finding.ts'
import type { Target } from '../front-matter-keys.ts'
import { describeValue } from './describe-value.ts'
import { isBlank } from './is-blank.ts'
import type { Candidate, WrittenTargets } from './written.ts'

/**
 * Chooses one value for every target: the first, unless it is an alias written blank. A different one that loses is warned of, for whoever
 * wrote it expects to see it.
 *
 * @param candidates By rank.
 */
export function chooseCandidates(candidates: readonly Candidate[]): { targets: WrittenTargets; clashes: Finding[] } {
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
