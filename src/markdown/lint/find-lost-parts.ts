import type { Token } from 'marked'
import { decodeEntities } from '../document/characters.ts'
import { readToken } from '../document/markdown-token.ts'
import { readSize, readTarget } from '../document/read-tokens.ts'
import { countPlaces, type Doubt, shortenWritten } from './doubt.ts'
import type { LocatedToken, OpenText } from './open-text.ts'

/** Finds links that show nothing, and sizes of pictures that Ghost does not show. */
export function findLostParts({ tokens, lineAt }: OpenText): Doubt[] {
  const empty = tokens.filter(({ token }) => token.type === 'link' && showsNothing(token.tokens))
  const half = tokens.filter(({ token }) => {
    if (token.type !== 'image' || !/^https?:/i.test(readTarget(token))) return false
    const { width, height } = readSize(token, { url: '' })
    return (width === undefined) !== (height === undefined)
  })
  return [
    ...report(empty, (raw, more) => ({
      code: 'link/no-text',
      message: `\`${raw}\` has no text, so that readers do not see it.${more}`,
      hint: 'Write the text of the link between its brackets, or remove it.',
    })),
    ...report(half, (raw, more) => ({
      code: 'image/half-size',
      message: `The size of \`${raw}\` is not shown: for a picture of another site Ghost needs its width and its height.${more}`,
      hint: 'Write both, as in `|300x200` or `{width=300 height=200}`.',
    })),
  ]

  function report(
    found: readonly LocatedToken[],
    say: (raw: string, more: string) => Pick<Doubt, 'code' | 'message' | 'hint'>,
  ): Doubt[] {
    const [first] = found
    if (first === undefined) return []
    return [{ line: lineAt(first.start), ...say(shortenWritten(first.token.raw, 80), countPlaces(found.length)) }]
  }
}

/** Whether there is nothing but spaces and comments. */
function showsNothing(tokens: readonly Token[]): boolean {
  return tokens.every((token) => {
    const known = readToken(token)
    if (known.type === 'html') return known.raw.startsWith('<!--')
    return known.type === 'text' && known.tokens === undefined && decodeEntities(known.text).trim() === ''
  })
}
