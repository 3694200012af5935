import type { Parser, Token } from 'marked'
import { readToken } from '../tokens/markdown-token.ts'

/** A definition list as `<dl>`, its texts as `parser` renders them. */
export function renderDefinitions(token: Token, parser: Parser): string {
  const known = readToken(token)
  if (known.type !== 'definitionList') return ''
  const lines = known.groups.flatMap(({ term, definitions }) => [
    `<dt>${parser.parseInline(term)}</dt>`,
    ...definitions.map(({ loose, tokens }) => {
      const [first, ...others] = tokens.filter((token) => token.type !== 'space')
      const only = others.length === 0 && !loose && first?.type === 'paragraph' ? first.tokens : undefined
      return only === undefined ? `<dd>\n${parser.parse(tokens)}</dd>` : `<dd>${parser.parseInline(only)}</dd>`
    }),
  ])
  return `<dl>\n${lines.join('\n')}\n</dl>\n`
}
