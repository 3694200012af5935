/** Which of the things that Ghost Admin lets one copy a text is. */
export type KeyKind = 'admin' | 'content' | 'secret' | 'token' | 'url' | 'other'

/**
 * Tells Ghost's keys apart by shape. A staff access token has the shape of an Admin API key and works as one.
 * Source: https://docs.ghost.org/admin-api#token-authentication, https://docs.ghost.org/content-api#key
 */
export function recogniseKey(text: string): KeyKind {
  if (/^[\da-f]{24}:[\da-f]{64}$/i.test(text)) return 'admin'
  if (/^[\da-f]{26}$/i.test(text)) return 'content'
  if (/^[\da-f]{64}$/i.test(text)) return 'secret'
  if (/^(Ghost\s+)?eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return 'token'
  if (/^https?:\/\//i.test(text)) return 'url'
  return 'other'
}
