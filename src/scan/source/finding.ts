import leven from 'leven'
import type { Problem } from '../../model/problem.ts'

/** A problem without its file, as the pure readers of values return it. */
export interface Finding {
  readonly severity: Problem['severity']
  readonly code: string
  /** 1-based line in the file; undefined for a value that came from the config or the file name. */
  readonly line?: number | undefined
  readonly message: string
  readonly hint: string
  /** As `Problem.subject`. */
  readonly subject?: string | undefined
  /** True when it holds for this site only (another site may well have the author). */
  readonly ofSite?: boolean | undefined
}

/** The result of reading a value. `value` undefined: the field is not managed. */
export interface Reading<T> {
  readonly value?: T | undefined
  readonly findings: readonly Finding[]
}

/** Makes a problem of a finding: adds its file and, when it holds for one site only, that site. */
export function locateFinding(finding: Finding, file: string, site: string): Problem {
  return {
    severity: finding.severity,
    code: finding.code,
    file,
    ...(finding.line === undefined ? {} : { line: finding.line }),
    message: finding.message,
    hint: finding.hint,
    ...(finding.subject === undefined ? {} : { subject: finding.subject }),
    ...(finding.ofSite === true ? { site } : {}),
  }
}

/** Longer names are no typing mistakes, and comparing two takes the product of their lengths. */
const LONGEST = 200

/**
 * Returns the name that the author of `written` most likely meant; undefined when none is near. Case is ignored; a third of the letters may be wrong
 * (two swapped ones count as two), so that `tag` does not become `slug`.
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

/** As `suggestName`. @param list returns the names, and is only called when they are compared */
export type SuggestName = (written: string, list: () => readonly string[]) => string | undefined

/** Enough for a thousand wrong links in a project of a thousand files. */
const MOST_COMPARED = 1_000_000

/**
 * Returns a `suggestName` for one run, which stops suggesting after this many comparisons: a file of wrong links would otherwise cost the number of
 * its links times the number of all files.
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
