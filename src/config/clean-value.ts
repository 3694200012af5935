/** The value of an environment variable without the blanks and quotation marks that get copied along with it. */
export function cleanValue(text: string): string {
  const trimmed = text.trim()
  const quoted = /^(["'`])(.*)\1$/s.exec(trimmed)
  return (quoted?.[2] ?? trimmed).trim()
}
