/** Any JSON value as one text, without recursion: for what nests so deep that even `JSON.stringify` overflows the stack. */
export function flattenValue(value: unknown): string {
  const parts: string[] = []
  const open: unknown[] = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (Array.isArray(next)) {
      parts.push(`[${next.length}`)
      open.push(...next)
    } else if (typeof next === 'object' && next !== null) {
      const entries = Object.entries(next)
      parts.push(`{${entries.map(([key]) => key).join()}`)
      open.push(...entries.map(([, entry]) => entry))
    } else parts.push(JSON.stringify(next) ?? 'undefined')
  }
  return parts.join(' ')
}
