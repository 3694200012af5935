/** Deeper JSON is no document: an editor's nests some ten deep, and whoever walks it, Ghost included, does so by recursion. */
export const MAX_JSON_DEPTH = 500

/** How many lists and objects stand in one another at the deepest place of a JSON value: 0 for a text. Without recursion, which would overflow. */
export function measureDepth(value: unknown): number {
  let depth = 0
  let level: readonly object[] = typeof value === 'object' && value !== null ? [value] : []
  for (; level.length > 0; depth++) {
    level = level.flatMap((outer) =>
      Object.values(outer).filter((inner) => typeof inner === 'object' && inner !== null),
    )
  }
  return depth
}
