import type { Doubt } from './doubt.ts'
import type { OpenText } from './open-text.ts'

const OPENING = /^ {0,3}(`{3,}|~{3,})/

/** Finds fences and comments that are never closed, below which everything is code, or gone; and formulas, of which the text is shown. */
export function findOpenEnds({ tokens, prose, lineAt }: OpenText): Doubt[] {
  const dollars = [...prose.matchAll(/^[ \t>]*\$\$[ \t]*$/gm)].map(({ index }): Doubt => {
    return {
      code: 'markdown/open-formula',
      line: lineAt(index),
      message: 'This `$$` belongs to no formula: it is shown as text, and so is the formula.',
      hint: 'A formula stands between two lines of `$$` (and none are read with `markdown.math: false`).',
    }
  })
  const open = tokens.flatMap(({ token, start }): Doubt[] => {
    if (token.type === 'code' && token.codeBlockStyle !== 'indented') return reportFence(token.raw, lineAt(start))
    if (token.type !== 'html' || token.raw.lastIndexOf('<!--') <= token.raw.lastIndexOf('-->')) return []
    return [
      {
        code: 'html/open-comment',
        severity: 'error',
        line: lineAt(start),
        message:
          'A comment, `<!--`, is not closed in this block: what follows is lost, or shown though it should not be.',
        hint: 'Close it by `-->`; in other HTML, without a blank line inside of it.',
      },
    ]
  })
  return [...open, ...dollars]
}

function reportFence(raw: string, line: number): Doubt[] {
  const fence = OPENING.exec(raw)?.[1]
  if (fence === undefined) return []
  const lines = raw.trimEnd().split('\n')
  const last = lines.at(-1)?.trim() ?? ''
  const isClosed = lines.length > 1 && last.length >= fence.length && last === fence.charAt(0).repeat(last.length)
  if (isClosed) return []
  const rest = lines.length - 1
  return [
    {
      code: 'markdown/open-fence',
      line,
      message: `This block of code is never closed: ${rest === 1 ? 'the line below it is' : `all ${rest} lines below it are`} shown as code.`,
      hint: `Write ${fence} on a line of its own where the code ends.`,
    },
  ]
}
