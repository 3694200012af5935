import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fastGlob from 'fast-glob'
import { expect, test } from 'vitest'
import { lintMarkdown } from '../../../src/markdown/syntax/lint-markdown.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { parseSource } from '../../../src/scan/scan-content.ts'

const doubtsOf = (markdown: string) =>
  lintMarkdown(parseMarkdown(markdown, 1)).map(({ code, line }) => `${line}: ${code}`)

test.each<[markdown: string, doubts: readonly string[]]>([
  // What a row has beyond the last column is not shown.
  ['|a|b|\n|-|-|\n|1|2|3|\n|4|5|', ['3: table/lost-cells']],
  ['| a |\n|---|\n| `x|y` |', ['3: table/lost-cells']],
  ['> - | a |\n>   |---|\n>   | b |\n>   | c | d |', ['4: table/lost-cells']],
  ['| a |\n|---|\n| `x\\|y` |\n| b | |\n| c', []],
  ['| a |\n|---|\n| b \\\\| c |', ['3: table/lost-cells']],
  // Nor is a note that nothing refers to.
  ['a\n\n[^1]: b', ['3: footnote/unused']],
  ['a[^1]\n\n[^1]: b\n\n[^1]: c', ['5: footnote/unused']],
  ['a[^1]\n\n[^1]: b[^2]\n\n[^2]: c', []],
  ['a\n\n[^1]: b[^2]\n\n[^2]: c', ['3: footnote/unused', '5: footnote/unused']],
  // What refers to nothing is text.
  ['a\nb[^1] c', ['2: footnote/missing']],
  ['- **a\n  b[^x]**', ['2: footnote/missing']],
  ['`[^1]` \\[^1] $[^1]$\n\n    [^1]\n\n<i title="[^1]">a</i>', []],
  [
    '[a][b], [c][] and ![d][e]\n[f][g]',
    ['1: link/undefined', '1: link/undefined', '1: link/undefined', '2: link/undefined'],
  ],
  ['[a][b], [c][] and ![d][b]\n\n[b]: /x\n[C]: /y', []],
  ['x[0][1], f(x)[0][1], `[a][b]`, \\[a][b], [a\\][b], [ ], [a], [a] [b]', []],
  // An alert is one only as GitHub writes it.
  ['> [!danger]\n> a', ['1: alert/unknown']],
  ['a\n\n> [!NOTE] Title\n> a', ['3: alert/unknown']],
  ['> [!note]- Title\n> a', ['1: alert/unknown']],
  ['> [!note]\n> a\n\n> a [!note]', []],
])('%j', (markdown, doubts) => {
  expect(doubtsOf(markdown)).toEqual(doubts)
})

test('what it says', () => {
  const [cells, note, link] = lintMarkdown(parseMarkdown('|a|\n|-|\n|b|c|d|\n\n[^n]\n\n[a\nb][]', 1))
  expect(cells).toMatchObject({
    message: 'This row has more cells than the table has columns (1): `c|d` is not shown.',
  })
  expect(note).toMatchObject({
    message: '`[^n]` refers to a footnote that this file does not have: it is shown as text.',
  })
  expect(link).toMatchObject({
    message: '`[a b][]` is no link, since nothing says where `[a b]` leads: it is shown as text.',
  })
})

test('a file is published all the same', () => {
  const { source, findings } = parseSource('a[^1]', { path: 'a.md', file: 'a.md', type: 'post' })
  expect(source).toBeDefined()
  expect(findings).toMatchObject([{ severity: 'warning', code: 'footnote/missing', line: 1 }])
})

test('in texts that people wrote, what was meant as text is all that is doubted', () => {
  const root = join(import.meta.dirname, '../../..')
  const read = (path: string) =>
    doubtsOf(readFileSync(join(root, path), 'utf8')).map((doubt) => `${basename(path)}:${doubt}`)
  const files = fastGlob.sync(['*.md', 'docs/**/*.md', 'content/**/*.md', 'test/fidelity/golden/*.md'], { cwd: root })
  expect(files.sort().flatMap(read)).toEqual([
    'callouts.md:19: alert/unknown',
    'footnotes-rich.md:3: footnote/missing',
    'footnotes.md:14: footnote/unused',
    'post-jekyll-release.md:3: markdown/liquid',
    'post-obsidian-note.md:3: markdown/wiki-embed',
    'post-obsidian-note.md:3: markdown/wiki-link',
    'post-obsidian-note.md:5: alert/unknown',
    'post-obsidian-note.md:8: markdown/block-id',
    'post-obsidian-note.md:17: markdown/obsidian-comment',
    'post-wordpress-export.md:10: markdown/wordpress-shortcode',
    'reference-links.md:1: link/undefined',
    'tables.md:23: table/lost-cells',
  ])
})

test.each(['[^a] ', '[a][b] ', '\\', '|', '[', '[a][', '|\\'])('many of %j take no time', (unit) => {
  const text = unit.repeat(50_000 / unit.length)
  const before = process.cpuUsage().user
  doubtsOf(text)
  doubtsOf(`|a|\n|-|\n|${text}`)
  expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(5)
})
