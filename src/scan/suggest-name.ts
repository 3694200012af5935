import leven from 'leven'

/** Longer names are nobody's slip of the pen, and the comparison of two takes the product of their lengths. */
const LONGEST = 200

/**
 * The name that somebody who wrote `written` most likely meant; undefined when none is near. Case does not count; a third of the
 * letters may be wrong (two swapped ones count as two), so that `tag` does not become `slug`.
 */
export function suggestName(written: string, names: readonly string[]): string | undefined {
  if (written.length > LONGEST) return undefined
  const wanted = written.toLowerCase()
  const allowed = wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 3))
  let best: { name: string; distance: number } | undefined
  for (const name of names) {
    if (name.length > LONGEST) continue
    const distance = leven(wanted, name.toLowerCase(), { maxDistance: allowed + 1 })
    if (distance <= allowed && (best === undefined || distance < best.distance)) best = { name, distance }
  }
  return best?.name
}

/** As `suggestName`. @param list the names, only asked for when they are compared */
export type SuggestName = (written: string, list: () => readonly string[]) => string | undefined

/** Enough for a thousand wrong links in a project of a thousand files. */
const MOST_COMPARED = 1_000_000

/**
 * A `suggestName` for one run, which compares so many names in all and then suggests nothing more: a file of wrong links would otherwise cost
 * the number of its links times the number of all files.
 */
export function createSuggester(): SuggestName {
  let left = MOST_COMPARED
  return (written, list) => {
    if (left <= 0) return undefined
    const names = list()
    left -= names.length + 1
    return suggestName(written, names)
  }
}
