import type { Token } from 'marked'
import { readToken } from './markdown-token.ts'

/**
 * The address that is all of a paragraph, written bare or in angle brackets: what it leads to is to be shown, not named. Undefined for anything
 * else, `[text](address)` included.
 */
export function readBareUrl(tokens: readonly Token[]): string | undefined {
  const [token, ...others] = tokens
  if (token === undefined || others.length > 0) return undefined
  const link = readToken(token)
  if (link.type !== 'link' || !/^https?:\/\//i.test(link.href)) return undefined
  const written = link.raw.trim().replace(/^<|>$/g, '')
  return written === link.text && /^https?:\/\//i.test(written) ? link.href : undefined
}
