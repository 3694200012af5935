import { countPlaces, type Doubt, shortenWritten } from './doubt.ts'
import type { OpenText } from './open-text.ts'

const SIGN = /\\{1,2}([()[\]])/g
const MAX_LENGTH = 1000
/** What MathJax shows as a formula wherever it stands. */
const ENVIRONMENT = /\\begin\{(?:equation|align|alignat|gather|multline|eqnarray)\*?\}/g

/** A command, a subscript or power of one letter, or an equation with one letter on its left. */
const FORMULA = /(?<![\w:\\])\\[a-z]{2,}(?![\w\\])|(?<![A-Za-z])[A-Za-z]\s?[_^]|[_^]\{|(?<![\w-])[A-Za-z]\s?=\s?\S/i

/** One letter alone, but not that of `(c)`, `(p)` and `(r)`, which people escape. */
const LETTER = /^\s*[abd-oqs-z]\s*$/i

/** Two dollars on a line, with a space inside, and none of them doubled, escaped or beside a word. */
const SPACED = /(?<![\\$\p{L}\p{N}])\$((?=\s)[^$\n]{1,500}|[^$\n]{1,500}(?<=\s))\$(?![$\p{L}\p{N}])/gu
/** What no prose has. */
const TEX = /\\[A-Za-z]{2,}|[_^]\{|(?<![A-Za-z])[A-Za-z][_^][A-Za-z0-9](?![\w])/

/**
 * Finds `$ x^2 $`: MathJax and others read it, and here, as in Pandoc and on GitHub, a space inside the dollars makes them signs of money. Readers would
 * see the source.
 */
export function findSpacedMath({ prose, lineAt, edit }: OpenText): Doubt[] {
  return [...prose.matchAll(SPACED)].flatMap(({ 0: written, 1: tex = '', index }): Doubt[] => {
    if (!TEX.test(tex) || tex.trim() === '') return []
    return [
      {
        code: 'math/spaced',
        line: lineAt(index),
        message:
          'A space stands inside of the dollars of a formula, so that they are read as money: readers see its source.',
        hint: 'Write `$x^2$`, without a space on either side.',
        edits: [edit({ start: index, end: index + written.length, to: `$${tex.trim()}$` })],
      },
    ]
  })
}

/** Finds formulas that are shown as their source, since KaTeX cannot read them (`markdown.unreadableMath`). */
export function findUnreadMath({ tokens, lineAt }: OpenText): Doubt[] {
  return tokens.flatMap(({ token, start }): Doubt[] => {
    if ((token.type !== 'code' && token.type !== 'codespan') || token.fault === undefined) return []
    return [
      {
        code: 'math/unread',
        line: lineAt(start),
        message: `The formula cannot be read, so that its source is shown as code: ${token.fault}.`,
        hint: 'Correct it; or write `\\$` where a dollar is meant.',
      },
    ]
  })
}

/**
 * Finds formulas between `\(` and `\)`, or `\[` and `\]`, of which Markdown reads the backslashes as escapes and shows the brackets, and those in an
 * environment, `\begin{align}`.
 */
export function findLatex({ text, prose, tokens, lineAt }: OpenText): Doubt[] {
  const found: { readonly start: number; readonly written: string }[] = []
  let open: { readonly start: number; readonly sign: string; readonly from: number } | undefined
  // Escapes are blank in the prose, so what stands there in the text is looked at.
  const isProse = (start: number, sign: string): boolean => /^\s*$/.test(prose.slice(start, start + sign.length))
  const verbatim = tokens.filter(({ token }) => ['code', 'codespan', 'math', 'mathBlock', 'html'].includes(token.type))
  let next = 0
  let end = 0
  for (const { 0: written, 1: sign = '', index } of text.matchAll(SIGN)) {
    for (let one = verbatim[next]; one !== undefined && one.start <= index; one = verbatim[++next])
      end = Math.max(end, one.end)
    if (index < end || (written.length === 2 && !isProse(index, written))) continue
    if (sign === '(' || sign === '[') open = { start: index, sign, from: index + written.length }
    else if (open !== undefined && `${open.sign}${sign}` === (sign === ')' ? '()' : '[]')) {
      const content = text.slice(open.from, index)
      const isShort = content.length <= MAX_LENGTH && !/\n[ \t]*\n/.test(content)
      const isWord =
        open.sign === '(' && /\w$/.test(text.slice(Math.max(0, open.start - 1), open.start)) && /^\w+$/.test(content)
      if (isShort && !isWord && (FORMULA.test(content) || (open.sign === '(' && LETTER.test(content))))
        found.push({ start: open.start, written: text.slice(open.start, index + written.length) })
      open = undefined
    }
  }
  for (const { 0: written, index } of prose.matchAll(ENVIRONMENT)) found.push({ start: index, written })
  const [first] = found.sort((one, other) => one.start - other.start)
  if (first === undefined) return []
  return [
    {
      code: 'markdown/latex-delimiters',
      line: lineAt(first.start),
      message: `\`${shortenWritten(first.written)}\` looks like a formula of LaTeX, which Markdown shows as text.${countPlaces(found.length)}`,
      hint: "Write `$…$` in a line, and `$$…$$` for a formula of its own; or name it in the config: `markdown: { dialects: ['latex'] }`.",
    },
  ]
}
