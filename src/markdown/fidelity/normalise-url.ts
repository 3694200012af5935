/** An address with characters encoded in one way, and the slash after a bare host that browsers add. What cannot be decoded stays as it is. */
export function normaliseUrl(url: string): string {
  const trimmed = url.trim().replace(/^(https?:\/\/[^/?#]+)(?=$|[?#])/i, '$1/')
  try {
    return encodeURI(decodeURI(trimmed.toWellFormed()))
  } catch (error) {
    if (error instanceof URIError) return encodeURI(trimmed.toWellFormed()).replaceAll('%25', '%')
    throw error
  }
}
