import type { Stamp } from '../ghost/remote-post.ts'
import type { digestBody, digestField } from './digest-field.ts'

/**
 * By which rules digests are made. Whoever changes a canonical form, so that a value gets another digest than before, raises the generation and says here
 * how the one before it is compared: without that, every file that is edited after an upgrade would read as changed in Ghost, too.
 */
export interface DigestRules {
  /** Of the stamps that are written. */
  readonly generation: number
  /** What differed in generations before. */
  readonly older: ReadonlyMap<number, OlderRules>
}

export interface OlderRules {
  /** Keep it: the rules of single fields are short. Absent: as today. */
  readonly digestField?: typeof digestField
  /** Absent: as today. `not-kept`: too much code; what was written is then read off the revision that carries the stamp. */
  readonly digestBody?: typeof digestBody | 'not-kept'
}

export const DIGEST_RULES: DigestRules = { generation: 1, older: new Map() }

export function generationOf({ generation = 1 }: Stamp): number {
  return generation
}

/** Whether a stamp was written by a later ghost-sync: what its digests say nobody here can tell. */
export function isFromLater(stamp: Stamp, rules = DIGEST_RULES): boolean {
  return generationOf(stamp) > rules.generation
}

/** Whether a stamp was written by older rules. */
export function isOutdated(stamp: Stamp, rules = DIGEST_RULES): boolean {
  return generationOf(stamp) < rules.generation
}

/** What a stamp of today says of its rules; the first generation goes without saying. */
export function nameGeneration({ generation } = DIGEST_RULES): Pick<Stamp, 'generation'> {
  return generation === 1 ? {} : { generation }
}
