/** `{#id .class key="value" flag}`, as Pandoc, Kramdown and the `:::` directives of others write it. */
export interface Attributes {
  readonly id: string | undefined
  readonly classes: readonly string[]
  /** A key without a value is `true`. Of two of one key the last counts. */
  readonly values: ReadonlyMap<string, string | true>
  /** Length of the whole, braces included. */
  readonly length: number
}

// Longer ones are not written by people; the bound keeps a line full of `{` from being read to its end for each of them.
const MAX_LENGTH = 20_000
const ITEM =
  /(?:#([\w:.-]+)|\.([\w-]+)|([A-Za-z][\w-]*)(?:=(?:"((?:[^"\\\n]|\\[^\n])*)"|'((?:[^'\\\n]|\\[^\n])*)'|([^\s"'{}]+)))?)(?=[\s}])/y

/** Reads the attributes with which `text` begins; undefined when it does not begin with any, or they are not well formed. */
export function readAttributes(text: string): Attributes | undefined {
  if (!text.startsWith('{')) return undefined
  const source = text.slice(0, MAX_LENGTH)
  let id: string | undefined
  const classes: string[] = []
  const values = new Map<string, string | true>()
  let at = skipSpaces(source, 1)
  while (source[at] !== '}') {
    ITEM.lastIndex = at
    const match = ITEM.exec(source)
    if (match === null) return undefined
    const [whole, name, className, key, double, single, bare] = match
    id = name ?? id
    if (className !== undefined) classes.push(className)
    const quoted = double ?? single
    if (key !== undefined) values.set(key, quoted === undefined ? (bare ?? true) : readEscapes(quoted))
    at = skipSpaces(source, at + whole.length)
  }
  return { id, classes, values, length: at + 1 }
}

function skipSpaces(source: string, from: number): number {
  let at = from
  while (source[at] === ' ' || source[at] === '\t') at++
  return at
}

function readEscapes(value: string): string {
  return value.replace(/\\(["'\\n])/g, (_, character: string) => (character === 'n' ? '\n' : character))
}

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

/** Raw text between two lines of a sign, more of them than begin any line of it. */
export function writeFence(sign: '`' | ':', head: string, body: string): string {
  const runs = body.match(sign === '`' ? /`{3,}/g : /:{3,}/g) ?? []
  const fence = sign.repeat(Math.max(3, ...runs.map((run) => run.length + 1)))
  return `${fence}${head}\n${body}${body === '' ? '' : '\n'}${fence}`
}
