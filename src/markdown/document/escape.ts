const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as HTML, safe in content and in double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)
}

/** Text as `innerHTML` writes it: quotes stay. */
export function escapeText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/\u00a0/g, '&nbsp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
}

/** The value of an attribute as `outerHTML` writes it. Browsers of 2025 escape angle brackets too; Ghost's DOM does not. */
export function escapeAttribute(value: string): string {
  return value
    .replace(/&/g, '&amp;')
    .replace(/\u00a0/g, '&nbsp;')
    .replace(/"/g, '&quot;')
}

/** Percent-encodes what may not stand in a URL and leaves what is encoded already, as CommonMark's reference renderers do. */
export function encodeUrl(url: string): string {
  // Spaces around it are dropped by every browser; encoded they would become part of the path.
  // A site may send half a character, which nothing encodes.
  return encodeURI(url.trim().toWellFormed()).replaceAll('%25', '%')
}
