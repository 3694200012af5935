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

/** A JSON object; undefined for any other text, and for one that nests too deep. */
export function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject && measureDepth(value) <= MAX_JSON_DEPTH ? value : undefined
  } catch {
    return undefined
  }
}
