import type { Token, Tokens } from 'marked'
import { readToken } from '../tokens/markdown-token.ts'

/**
 * Takes back links that marked makes of bare addresses where GFM makes none (GFM 0.29, 6.9): inside a word, as in `xhttps://a.example`, and where one
 * of the last two parts of the domain has an underscore, as in `www.a_b.example`. Changes the list in place.
 */
export function unlinkAddresses(tokens: Token[]): void {
  for (const [index, token] of tokens.entries()) {
    const link = readToken(token)
    if (link.type !== 'link' || link.autolink !== true || !/^(?:https?:\/\/|ftp:\/\/|www\.)/i.test(link.raw)) continue
    const before = tokens[index - 1]
    const isInWord = before?.type === 'text' && /[a-z0-9]$/i.test(before.raw)
    if (isInWord || hasUnderscore(link.raw)) tokens[index] = buildText(link.raw)
  }
}

function hasUnderscore(address: string): boolean {
  const domain = /^(?:[a-z]+:\/\/)?([^/?#:]*)/i.exec(address)?.[1] ?? ''
  return domain.split('.').slice(-2).join('.').includes('_')
}

function buildText(raw: string): Tokens.Text {
  return { type: 'text', raw, text: raw, escaped: false }
}
