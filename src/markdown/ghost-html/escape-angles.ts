/** Elements whose text is no HTML: what looks like a tag in them is none. */
const RAW_TEXT: ReadonlySet<string> = new Set(['style', 'script', 'xmp', 'iframe', 'noembed', 'noframes'])

/** HTML as a DOM wrote it, with the angle brackets in attributes escaped as the DOM of Ghost 6 does. */
export function escapeAngles(html: string): string {
  let escaped = ''
  let at = 0
  const take = (end: number): void => {
    escaped += html.slice(at, end)
    at = end
  }
  const tags = /<!--|<([a-z][^\s<>"]*)(?: [^\s="]+="[^"]*")*>/gi
  for (let tag = tags.exec(html); tag !== null; tag = tags.exec(html)) {
    const [whole, name] = tag
    take(tag.index)
    if (name !== undefined) {
      escaped += whole.replace(/="([^"]*)"/g, (_, value: string) => `="${escapeValue(value)}"`)
      at = tags.lastIndex
      if (!RAW_TEXT.has(name)) continue
    }
    const end = html.indexOf(name === undefined ? '-->' : `</${name}>`, at)
    take(end < 0 ? html.length : end)
    tags.lastIndex = at
  }
  take(html.length)
  return escaped
}

function escapeValue(value: string): string {
  return value.replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
