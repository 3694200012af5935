/**
 * Where a run of hex digits begins: behind anything that is none, and behind an escape, whose last digit would otherwise pass for one of
 * the key's (`%3A`, `\x3a`, `\u003a`, `\b`).
 */
const START = '(?:(?<![0-9a-f])|(?<=%[0-9a-f]{2}|\\\\x[0-9a-f]{2}|\\\\u[0-9a-f]{4}|\\\\[bf]))'
const END = '(?![0-9a-f])'

/**
 * Ghost's three kinds of secret, by their shape. An Admin API key is `<24 hex>:<64 hex>`, its second half alone signs tokens, a Content
 * API key is 26 hex characters, and a signed token is a JWT. Shapes, not a registry of known values: a key that was pasted into the
 * wrong place (a URL, a title, the wrong variable) has to vanish as well.
 * Source: https://docs.ghost.org/admin-api#token-authentication
 */
const SECRETS: readonly RegExp[] = [
  new RegExp(`${START}[0-9a-f]{24}(?::|%3a)[0-9a-f]{64}${END}`, 'gi'),
  // Without its last part as well: what cut a line may have left most of a signature. With backslashes before its signs, as Markdown and JSON write them.
  /eyJ(?:\\*[\w-]){5,}\\*\.(?:\\*[\w-]){5,}(?:\\*\.(?:\\*[\w-])*)?/g,
  new RegExp(`${START}[0-9a-f]{64}${END}`, 'gi'),
  new RegExp(`${START}[0-9a-f]{26}${END}`, 'gi'),
]

/** Replaces everything in `text` that has the shape of a Ghost key or token with `[redacted]`. */
export function redactSecrets(text: string): string {
  return SECRETS.reduce((clean, secret) => clean.replace(secret, '[redacted]'), text)
}
