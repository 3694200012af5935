/** A mistake in the config, before its line is known. */
export interface OptionProblem {
  /** Stable identifier, `config/what`. */
  readonly code: string
  /** The place in the config: `['sites', 'main', 'url']`. Empty for the config as a whole. */
  readonly path: OptionPath
  readonly message: string
  readonly hint: string
  /** Name of the site, where the mistake is about one. */
  readonly site?: string
  /** Name of the environment variable whose value is wrong. If it came from the `.env` file, the mistake is located there. */
  readonly variable?: string
}

export type OptionPath = readonly (string | number)[]

/** Formats `['sites', 0, 'og-image']` as in code: `sites[0]["og-image"]`. */
export function formatOptionPath(path: OptionPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    if (!/^[A-Za-z_$][\w$]*$/.test(step)) return `${text}[${JSON.stringify(step)}]`
    return text === '' ? step : `${text}.${step}`
  }, '')
}

/**
 * Makes the hint for an unknown option or field name: the name that was probably meant, and all that exist. A near name has the same letters,
 * contains the other, or differs by one typing mistake, which is how people misspell option names (`adminKey`, `ownership_tag`, `permlink`).
 */
export function suggestOption(written: string, known: readonly string[]): string {
  const letters = reduceToLetters(written)
  const near =
    known.find((name) => reduceToLetters(name) === letters) ??
    known.find((name) => letters.length > 2 && reduceToLetters(name).includes(letters)) ??
    known.find((name) => name.length > 2 && letters.includes(reduceToLetters(name))) ??
    known.find((name) => isOneSlipApart(letters, reduceToLetters(name)))
  return `${near === undefined ? '' : `Did you mean ${near}? `}Known here: ${known.join(', ')}.`
}

function reduceToLetters(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** Whether two names differ by one letter too many, too few or wrong, or by two swapped neighbours. */
function isOneSlipApart(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length)
  let start = 0
  while (start < shorter && one[start] === other[start]) start += 1
  let end = 0
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1
  const [a, b] = [one.slice(start, one.length - end), other.slice(start, other.length - end)]
  return (a.length <= 1 && b.length <= 1) || (a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0])
}
