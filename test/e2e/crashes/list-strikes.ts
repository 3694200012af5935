import { shuffle } from './draw-random.ts'
import type { Strike } from './strike.ts'

/** What an undisturbed push to a state takes. */
export interface PushSize {
  /** Requests by their kind. */
  readonly kinds: ReadonlyMap<string, number>
  readonly milliseconds: number
}

/** Every request that a push makes, by its kind. */
export const REQUEST_KINDS = [
  'site',
  'settings',
  'list',
  'read',
  'probe',
  'upload',
  'create',
  'update',
  'delete',
  'ledger',
] as const

/**
 * All moments at which a push can be struck, in groups that runs take in turn: before and after each kind of request come first, so that twenty
 * runs have met every boundary there is, and more runs meet it at other requests of that kind. Within a group, the order is that of the seed.
 */
export function listStrikes({ kinds, milliseconds }: PushSize, random: () => number): readonly (readonly Strike[])[] {
  const numbers = (of: string) => Array.from({ length: kinds.get(of) ?? 0 }, (_, nth) => nth + 1)
  const boundaries = REQUEST_KINDS.flatMap((of) =>
    (['before', 'after'] as const).map((kind) => numbers(of).map((nth): Strike => ({ kind, of, nth }))),
  )
  const late = REQUEST_KINDS.flatMap((of) =>
    numbers(of).map((nth): Strike => ({ kind: 'late', of, nth, milliseconds: Math.round(random() * 3000) })),
  )
  const draw = (make: () => Strike) => Array.from({ length: 100 }, make)
  const groups = [
    ...boundaries,
    late,
    numbers('upload').map((nth): Strike => ({ kind: 'half', nth })),
    draw(() => ({ kind: 'weather', seed: Math.floor(random() * 2 ** 32) })),
    draw(() => ({ kind: 'time', milliseconds: Math.round(random() * milliseconds) })),
  ]
  return groups.map((group) => shuffle(group, random))
}

/** The `turn`-th strike of a run: of another group than that of the run before it. */
export function chooseStrike(groups: readonly (readonly Strike[])[], nth: number, turn: number): Strike {
  // Turns are apart by a number that has no factor in common with that of the groups.
  const place = nth + turn * 7
  const group = groups[place % groups.length] ?? []
  const strike = group[Math.floor(place / groups.length) % group.length]
  if (strike === undefined) throw new Error(`an undisturbed push has nothing of group ${place % groups.length}`)
  return strike
}
