/**
 * The decision table, the only one. `same`: nothing to do. `update`: only the file changed. `drift`: only Ghost changed; kept.
 * `conflict`: both did, or nobody can tell.
 */
export type Verdict = 'same' | 'update' | 'drift' | 'conflict'

/** One field, as digests. More than one digest on a side means values that count as one there (a schedule that has come due). */
export interface FieldSides {
  readonly local: readonly string[]
  readonly remote: readonly string[]
  /** What we last wrote; empty when nothing tells. */
  readonly base: readonly string[]
  /** Whether Ghost has nothing but its own default there, so that writing it loses nobody's work. */
  readonly remoteIsDefault: boolean
}

/** Decides one managed field from its three sides (docs/how-it-works.md prints this table). */
export function compareField({ local, remote, base, remoteIsDefault }: FieldSides): Verdict {
  if (intersects(local, remote)) return 'same'
  if (base.length === 0) return remoteIsDefault ? 'update' : 'conflict'
  const localIsBase = intersects(local, base)
  const remoteIsBase = intersects(remote, base)
  // Both are what we wrote, and differ: Ghost stored it in its own form.
  if (localIsBase && remoteIsBase) return 'same'
  if (remoteIsBase) return 'update'
  return localIsBase ? 'drift' : 'conflict'
}

function intersects(some: readonly string[], others: readonly string[]): boolean {
  return some.some((digest) => others.includes(digest))
}
