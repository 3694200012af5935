/** A key with its value; `true` is written as the key alone, undefined not at all. A class has the key `.`. */
export type AttributeEntry = readonly [key: string, value: string | number | boolean | undefined]

/** `{.wide width=800 title="…"}`, or '' when there is nothing to say. */
export function writeAttributes(entries: readonly AttributeEntry[]): string {
  const written = entries.flatMap(([key, value]) => {
    if (value === undefined) return []
    if (value === true) return [key]
    return [key === '.' ? `.${value}` : `${key}=${quote(String(value))}`]
  })
  return written.length === 0 ? '' : `{${written.join(' ')}}`
}

function quote(value: string): string {
  if (/^[\w.%-]+$/.test(value)) return value
  // JSON is easier to read between single quotes.
  const sign = value.includes('"') && !value.includes("'") ? "'" : '"'
  return sign + value.replaceAll('\\', '\\\\').replaceAll(sign, `\\${sign}`).replaceAll('\n', '\\n') + sign
}
