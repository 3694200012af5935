import { expect, test } from 'vitest'
import { readDialect } from './read-dialect.ts'

const TABLE = '| a |\n|---|\n| 1 |'

test.each<[string, string, string[]]>([
  [`${TABLE}\n\n: The caption {#tbl-a .striped}`, `${TABLE}\n\nThe caption`, []],
  [`${TABLE}\n\n: The\ncaption {#tbl-a}`, `${TABLE}\n\nThe\ncaption`, []],
  [`Table: The caption\n\n${TABLE}`, `The caption\n\n${TABLE}`, []],
  ['Table: no caption of any', 'Table: no caption of any', []],
  ['Term\n: meaning', 'Term\n: meaning', []],
  [
    '| Roses are red\n|   violets are blue\n|\n| and so on',
    'Roses are red\\\n&nbsp;&nbsp;violets are blue\\\n\\\nand so on',
    [],
  ],
  [TABLE, TABLE, []],
  ['(@a) One\n(@) Two\n\nAs in (@a) and (@b)', '1. One\n2. Two\n\nAs in (1) and (@b)', []],
  ['a\n\n\\newpage\n\n\\vspace{1cm}\n\nb', 'a\n\n\n\n\n\nb', []],
  ['[small]{.smallcaps} and [b [c](d)]{.x}', 'small and b [c](d)', ['1: markdown/attributes']],
  ['[a]{.mark} [b]{.underline}', '==a== <u>b</u>', []],
  ['<https://x.y>{.uri} `a`{.r}', '<https://x.y> `a`', []],
  ['`[a]{.x}` and `(@a)`', '`[a]{.x}` and `(@a)`', []],
  ['As [@smith2004; see @doe99, p. 3] says', 'As [@smith2004; see @doe99, p. 3] says', ['1: markdown/citation']],
  ['As [see @doe99] and [-@doe99]', 'As [see @doe99] and [-@doe99]', ['1: markdown/citation']],
  ['See @fig-plot and [@tbl-x]', 'See @fig-plot and [@tbl-x]', ['1: markdown/cross-reference']],
  [
    'Ask @jane, mail a@b.example or [@jane](https://e.com)',
    'Ask @jane, mail a@b.example or [@jane](https://e.com)',
    [],
  ],
  [
    'There are `r nrow(x)` and `{python} len(x)`',
    'There are `r nrow(x)` and `{python} len(x)`',
    ['1: markdown/code-cell'],
  ],
  ['Right Left\n----- ----\n12    13', 'Right Left\n----- ----\n12    13', ['2: markdown/simple-table']],
])('%s', (markdown, text, told) => {
  const read = readDialect('quarto', markdown)
  expect(read.text).toBe(text)
  expect(read.told).toEqual(told)
})

test('a name behind @ is a citation where the file has a list of works', () => {
  const { told } = readDialect('quarto', 'As @jones says', { page: { bibliography: 'works.bib' } })
  expect(told).toEqual(['1: markdown/citation'])
})

test.each([
  ['+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+'],
  ['a\n\n  +-----+\n  | x   |\n  +-----+'],
  ['+:---:+---+\n| a | b |\n+---+---+'],
])('a grid table is told in every repository: %s', (markdown) => {
  expect(readDialect([], markdown).told).toEqual([expect.stringMatching(/: markdown\/grid-table$/)])
  expect(readDialect('quarto', markdown).told).toEqual([expect.stringMatching(/: markdown\/grid-table$/)])
})
