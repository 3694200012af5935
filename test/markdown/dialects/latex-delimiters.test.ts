import { describe, expect, test } from 'vitest'
import { lintDocument } from '../../../src/markdown/lint/lint-document.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { measureCpu } from '../../measure-cpu.ts'

/** The formulas of a text, those of a line without and blocks with `!`. */
function read(markdown: string, latexDelimiters = true): string[] {
  const found: string[] = []
  const visit = (tokens: readonly unknown[]): void => {
    for (const token of tokens as { type: string; tex?: string; tokens?: unknown[]; items?: unknown[] }[]) {
      if (token.type === 'math') found.push(String(token.tex).trim())
      if (token.type === 'mathBlock') found.push(`!${String(token.tex).trim()}`)
      visit([...(token.tokens ?? []), ...(token.items ?? [])])
    }
  }
  visit(parseMarkdown(markdown, 1, { latexDelimiters }).tokens)
  return found
}

describe('formulas of LaTeX, where a dialect has them', () => {
  test.each<[name: string, markdown: string, formulas: string[]]>([
    ['in a line', 'Inline \\(a_{n}\\) here.', ['a_{n}']],
    ['as a block', '\\[ E = mc^2 \\]', ['!E = mc^2']],
    ['over several lines', 'a\n\n\\[\n\\frac{1}{2} \\\\[2pt]\nx\n\\]\n\nb', ['!\\frac{1}{2} \\\\[2pt]\nx']],
    ['right below text', 'a\n\\[x\\]\nb', ['!x']],
    ['displayed in a line', 'see \\[x\\] there', ['x']],
    ['with two backslashes', 'the \\\\(x^2\\\\) and\n\n\\\\[y\\\\]', ['x^2', '!y']],
    ['with brackets inside', '\\(f(x)\\) and \\(a\\left(b\\right)\\)', ['f(x)', 'a\\left(b\\right)']],
    ['with marks inside', '\\(a_*b*_c\\)', ['a_*b*_c']],
    ['in a list', '- \\(x\\)', ['x']],
    [
      'an environment',
      'a\n\n\\begin{align}\nx &= 1 \\\\\ny &= 2\n\\end{align}\n\nb',
      ['!\\begin{align}\nx &= 1 \\\\\ny &= 2\n\\end{align}'],
    ],
    [
      'an environment right below text',
      'a\n\\begin{equation*}x\\end{equation*}',
      ['!\\begin{equation*}x\\end{equation*}'],
    ],
    ['no environment across paragraphs', '\\begin{align}\n\nx\n\\end{align}', []],
    ['no environment that KaTeX lacks', '\\begin{tabular}x\\end{tabular}', []],
    ['beside dollars', '$a$ and \\(b\\)', ['a', 'b']],
    ['money', 'It costs $5 or $10 \\(about\\)', ['about']],
    ['none that is not closed', '\\(a and\n\n\\[b', []],
    ['none across paragraphs', '\\(a\n\nb\\)', []],
    ['none in code', '`\\(a\\)`', []],
    ['no empty one', '\\(\\) \\[ \\]', []],
  ])('%s', (_, markdown, formulas) => {
    expect(read(markdown)).toEqual(formulas)
    expect(read(markdown, false).filter((one) => one !== 'a')).toEqual([])
  })

  test('are not told as text then', () => {
    const document = parseMarkdown('\\(a_1\\)', 1, { latexDelimiters: true })
    expect(lintDocument(document)).toEqual([])
  })

  test('take a time that grows with the text', () => {
    for (const flood of ['\\begin{align}\n', '\\begin{align}\nx\\', '\\[\n', '\\(', '\\[a\n\n', '\\\\(x', '\\[\\)']) {
      const spent = measureCpu(() => parseMarkdown(flood.repeat(20_000), 1, { latexDelimiters: true }))
      expect(spent, JSON.stringify(flood)).toBeLessThan(5000)
    }
  })
})
