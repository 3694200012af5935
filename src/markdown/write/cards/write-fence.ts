/** Raw text between two lines of a sign, more of them than begin any line of it. */
export function writeFence(sign: '`' | ':', head: string, body: string): string {
  const runs = body.match(sign === '`' ? /`{3,}/g : /:{3,}/g) ?? []
  const fence = sign.repeat(Math.max(3, ...runs.map((run) => run.length + 1)))
  return `${fence}${head}\n${body}${body === '' ? '' : '\n'}${fence}`
}
