import type { FrontMatterKey, Target } from './front-matter-keys.ts'

/** A value and where it was written. */
export interface Written {
  readonly key: string
  readonly value: unknown
  /** 1-based; undefined for the config's defaults. */
  readonly line: number | undefined
  /** The meaning of the slug or the tags: see `KeyReading`. */
  readonly reading: FrontMatterKey['reading']
  /** True when it holds for the site at hand only. */
  readonly ofSite: boolean
}

/** Every target that one layer (the config's defaults, the file, the file's part for one site) gives. */
export type WrittenTargets = ReadonlyMap<Target, Written>

/** One of possibly several values for a target. */
export interface Candidate extends Written {
  readonly target: Target
  readonly definition: FrontMatterKey
  /** Position in the table of keys: the lower counts. */
  readonly rank: number
}
