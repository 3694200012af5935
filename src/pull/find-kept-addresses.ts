/**
 * Finds the addresses in a pulled text that lead nowhere in the repository and are kept as they are. Readers may meet a dead link or a missing picture
 * there already, so that somebody should look at them.
 *
 * @param before the text as it was; what it had already does not come from the pull
 */
export function findKeptAddresses(text: string, before = ''): readonly string[] {
  const known = new Set(before.split('\n'))
  const lines = text.split('\n').flatMap((line, index) => (ADDRESS.test(line) && !known.has(line) ? [index + 1] : []))
  const [first] = lines
  if (first === undefined) return []
  const more = lines.length === 1 ? '' : `, and ${lines.length - 1} more`
  return [`line ${first}${more}: \`as-is:\` stands before an address that leads nowhere in the repository, and is kept`]
}

const ADDRESS = /(?<![\w-])as-is:/
