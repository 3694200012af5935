/**
 * The cure for an option or field name that does not exist: the one that it was probably meant to be, and all that do exist. Near means
 * the same letters, or one name inside the other, which is how people miss option names (`adminKey`, `ownership_tag`, `max_deletes`).
 */
export function suggestOption(written: string, known: readonly string[]): string {
  const letters = reduceToLetters(written)
  const near =
    known.find((name) => reduceToLetters(name) === letters) ??
    known.find((name) => letters.length > 2 && reduceToLetters(name).includes(letters)) ??
    known.find((name) => name.length > 2 && letters.includes(reduceToLetters(name)))
  return `${near === undefined ? '' : `Did you mean ${near}? `}Known here: ${known.join(', ')}.`
}

function reduceToLetters(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}
