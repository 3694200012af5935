/**
 * Ghost's three kinds of secret, by their shape. An Admin API key is `<24 hex>:<64 hex>`, its second half alone signs tokens, a Content
 * API key is 26 hex characters, and a signed token is a JWT. Shapes, not a registry of known values: a key that was pasted into the
 * wrong place (a URL, a title, the wrong variable) has to vanish as well.
 * Source: https://docs.ghost.org/admin-api#token-authentication
 */
const SECRETS: readonly RegExp[] = [
  /\b[0-9a-f]{24}:[0-9a-f]{64}\b/gi,
  /\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]{5,}/g,
  /\b[0-9a-f]{64}\b/gi,
  /\b[0-9a-f]{26}\b/gi,
]

/** Replaces everything in `text` that has the shape of a Ghost key or token with `[redacted]`. */
export function redactSecrets(text: string): string {
  return SECRETS.reduce((clean, secret) => clean.replace(secret, '[redacted]'), text)
}
