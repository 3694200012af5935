/** What keeps a text from being well-formed XML 1.0, as far as a report can go wrong: characters, tags, attributes, entities. */
export function findXmlMistake(text: string): string | undefined {
  const bad = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.exec(text)
  if (bad !== null) return `the character U+${bad[0].codePointAt(0)?.toString(16)}`
  const body = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '')
  const open: string[] = []
  let roots = 0
  for (const piece of body.split(/(<[^>]*>)/)) {
    if (!piece.startsWith('<')) {
      if (/&(?!#\d+;|amp;|lt;|gt;|quot;)/.test(piece)) return `a bare & in ${piece}`
      if (open.length === 0 && piece.trim() !== '') return `text outside of the root: ${piece}`
      continue
    }
    const [, end, name = '', attributes = '', self] =
      /^<(\/?)([a-z-]+)((?:\s+[a-z]+="[^"<]*")*)\s*(\/?)>$/.exec(piece) ?? []
    if (name === '') return `not a tag: ${piece}`
    const names = [...attributes.matchAll(/([a-z]+)="([^"]*)"/g)]
    if (new Set(names.map(([, key]) => key)).size < names.length) return `an attribute twice: ${piece}`
    if (names.some(([, , value = '']) => /&(?!#\d+;|amp;|lt;|gt;|quot;)/.test(value))) return `a bare & in ${piece}`
    if (end === '/') {
      if (open.pop() !== name) return `${piece} closes nothing`
    } else {
      if (open.length === 0) roots += 1
      if (self !== '/') open.push(name)
    }
  }
  if (open.length > 0) return `${open.join()} left open`
  return roots === 1 ? undefined : `${roots} roots`
}
