import { countPlaces, type Doubt } from './doubt.ts'
import type { OpenText } from './open-text.ts'

const SIGN = /\\{1,2}([()[\]])/g
const MAX_LENGTH = 1000

/** A command, a subscript or power of one letter, or an equation with one letter on its left. */
const FORMULA = /(?<![\w:\\])\\[a-z]{2,}(?![\w\\])|(?<![A-Za-z])[A-Za-z]\s?[_^]|[_^]\{|(?<![\w-])[A-Za-z]\s?=\s?\S/i

/** One letter alone, but not that of `(c)`, `(p)` and `(r)`, which people escape. */
const LETTER = /^\s*[abd-oqs-z]\s*$/i

/** Finds formulas between `\(` and `\)`, or `\[` and `\]`: Markdown reads the backslashes as escapes, and shows brackets. */
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
  const [first] = found
  if (first === undefined) return []
  const shown = first.written.replace(/\s+/g, ' ')
  return [
    {
      code: 'markdown/latex-delimiters',
      line: lineAt(first.start),
      message: `\`${shown.length > 60 ? `${shown.slice(0, 57)}...` : shown}\` looks like a formula of LaTeX, which Markdown shows as text in brackets.${countPlaces(found.length)}`,
      hint: "Write `$…$` in a line, and `$$…$$` for a formula of its own; or name it in the config: `markdown: { dialects: ['latex'] }`.",
    },
  ]
}
