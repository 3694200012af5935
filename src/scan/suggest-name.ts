import leven from 'leven'

/**
 * The name that somebody who wrote `written` most likely meant; undefined when none is near. Case does not count; a third of the
 * letters may be wrong (two swapped ones count as two), so that `tag` does not become `slug`.
 */
export function suggestName(written: string, names: readonly string[]): string | undefined {
  const wanted = written.toLowerCase()
  const allowed = wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 3))
  let best: { name: string; distance: number } | undefined
  for (const name of names) {
    const distance = leven(wanted, name.toLowerCase(), { maxDistance: allowed + 1 })
    if (distance <= allowed && (best === undefined || distance < best.distance)) best = { name, distance }
  }
  return best?.name
}
