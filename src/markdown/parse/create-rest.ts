import type { Token } from 'marked'
import type { Exceeded } from './limits.ts'

/** A text beyond a limit, as one token of which nothing more is read. */
export function createRest(type: 'paragraph' | 'text', raw: string, exceeds: Exceeded): Token {
  const text = { type: 'text', raw, text: raw, ...(type === 'text' && { exceeds }) } as const
  return type === 'text' ? text : { type, raw, text: raw, tokens: [text], exceeds }
}
