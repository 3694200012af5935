/** Without spaces and tabs at the start. Others (a no-break space) were written on purpose. */
export function trimSpacesStart(text: string): string {
  let start = 0
  while (text[start] === ' ' || text[start] === '\t') start++
  return text.slice(start)
}

/** Without spaces and tabs at the end. */
export function trimSpacesEnd(text: string): string {
  let end = text.length
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end--
  return text.slice(0, end)
}

/**
 * Line ends in a text become spaces, with the spaces around them. By hand: a regular expression for "spaces, then a line end" costs quadratic
 * time on a long run of spaces without one.
 */
export function softenBreaks(text: string): string {
  if (!text.includes('\n')) return text
  const lines = text.split('\n')
  return lines
    .map((line, index) => {
      const start = index === 0 ? line : trimSpacesStart(line)
      return index === lines.length - 1 ? start : trimSpacesEnd(start)
    })
    .join(' ')
}

/** Lines with a prefix; blank ones get no white space at their end. */
export function indentLines(text: string, prefix: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? prefix.trimEnd() : prefix + line))
    .join('\n')
}
