import type { Doubt } from './doubt.ts'
import type { OpenText } from './open-text.ts'

/** Spaces that people paste or type by accident, and that are no spaces to Markdown: the no-break one and the wide one of CJK. */
const ODD_SPACE = /^[ \t>]*(#{1,6}|[-*+]|\d{1,9}[.)])[\u00a0\u3000]+(?=\S)/gm
const NO_SPACE = /^ {0,3}(#{2,6})(?=[\p{L}\p{N}*_`[])/gmu
const ROW = /^ {0,3}\|.*\|[ \t]*$/

/** Finds headings, items and tables that are text for want of one sign. */
export function findNearMisses({ prose, tokens, lineAt }: OpenText): Doubt[] {
  const odd = [...prose.matchAll(ODD_SPACE)].map(({ 1: sign = '', index }): Doubt => {
    return {
      code: 'markdown/odd-space',
      line: lineAt(index),
      message: `Behind this \`${sign}\` stands a no-break space: the line is text, and no ${sign.startsWith('#') ? 'heading' : 'item of a list'}.`,
      hint: 'Type an ordinary space in its place.',
    }
  })
  const close = [...prose.matchAll(NO_SPACE)].map(({ 1: sign = '', index }): Doubt => {
    return {
      code: 'markdown/no-space',
      line: lineAt(index),
      message: `Behind this \`${sign}\` stands no space: the line is text, and no heading.`,
      hint: `Write \`${sign} \` for a heading, or \`\\${sign}\` for the signs.`,
    }
  })
  const tables = tokens.flatMap(({ token, start }): Doubt[] => {
    if (token.type !== 'paragraph' || !token.raw.trimStart().startsWith('|')) return []
    const lines = token.raw.trimEnd().split('\n')
    if (lines.length < 2 || !lines.every((line) => ROW.test(line))) return []
    return [
      {
        code: 'markdown/table-without-head',
        line: lineAt(start),
        message: 'These rows are no table: readers see their signs, in one paragraph.',
        hint: 'Write a line such as `|---|---|` under the first row, with as many cells as it has.',
      },
    ]
  })
  return [...odd, ...close, ...tables]
}
