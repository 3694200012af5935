import type { Policies } from '../../config/config.ts'
import type { Finding } from '../finding.ts'
import { FRONT_MATTER_KEYS, findFrontMatterKey } from '../front-matter-keys.ts'
import { suggestName } from '../suggest-name.ts'
import { chooseCandidates } from './choose-candidates.ts'
import { listCandidates } from './list-candidates.ts'
import type { Candidate, WrittenTargets } from './written.ts'

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
    candidates.push(
      ...listCandidates(definition, { key: shown, value, line, reading: definition.reading, ofSite, rank }),
    )
  }
  for (const [key, { value, line }] of layer) add(key, key, value, line)
  const { targets, clashes } = chooseCandidates(candidates.sort((a, b) => a.rank - b.rank))
  return { targets, findings: [...findings, ...clashes] }
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
