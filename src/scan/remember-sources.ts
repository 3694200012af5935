import { type ParsedSource, parseSource } from './parse-source.ts'

/**
 * A `parseSource` that parses each file once for as long as its text stays the same, for a process that scans again and again. What it gives
 * back is then the same object, so that whoever remembers it can tell that nothing changed. One per config: its Markdown options
 * are taken as they were first.
 */
export function rememberSources(): typeof parseSource {
  const known = new Map<string, { readonly text: string; readonly parsed: ParsedSource }>()
  return (text, about, markdown) => {
    const key = `${about.type} ${about.path}`
    const before = known.get(key)
    if (before?.text === text) return before.parsed
    const parsed = parseSource(text, about, markdown)
    known.set(key, { text, parsed })
    return parsed
  }
}
