import { decodeEntities } from './decode-entities.ts'
import type { CodeToken } from './markdown-token.ts'

/** A code block's exact text, without its final line end, and the first word of its info string. */
export function readCode(token: CodeToken): { readonly code: string; readonly language: string } {
  const language = /^\S*/.exec(decodeEntities(token.lang ?? ''))?.[0] ?? ''
  // Blank lines belong to a fenced block, but only end an indented one.
  const code =
    token.codeBlockStyle === 'indented'
      ? token.text.replace(/(?<![ \t\n])([ \t]*)\n[ \t\n]*$/, '$1')
      : token.text.replace(/\n$/, '')
  return { code, language }
}
