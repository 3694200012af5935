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
