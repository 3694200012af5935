/** Percent-encodes what may not stand in a URL and leaves what is encoded already, as CommonMark's reference renderers do. */
export function encodeUrl(url: string): string {
  // Spaces around it are dropped by every browser; encoded they would become part of the path.
  // A site may send half a character, which nothing encodes.
  return encodeURI(url.trim().toWellFormed()).replaceAll('%25', '%')
}
