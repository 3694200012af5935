/** A text as a value in Ghost's filter language (NQL): in single quotes, in which only the quote itself has to be escaped. */
export function quoteFilterValue(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`
}
