import { expect, test } from 'vitest'
import { extractTitle } from '../../../src/markdown/syntax/extract-title.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'

test.each<[name: string, markdown: string, title: string | undefined]>([
  ['the first block', '# A *b* & `c`\n\ntext', 'A b & c'],
  ['the first block, whatever its depth', '\n\n## A\n\n# B', 'A'],
  ['underlined', 'A\nb\n===\ntext', 'A b'],
  ['a first heading of depth 1 further down', '![badge](b.png)\n\ntext\n\n# A\n\n## B', 'A'],
  ['not one of depth 2 further down', 'text\n\n## A\n\n# B', undefined],
  ['not one in a quote', '> # A', undefined],
  ['not one that is an image', '# ![A](b.png)\n\ntext', undefined],
  ['not an empty one', '#\n\ntext', undefined],
  ['not a line that only looks like one', '```\n# A\n```', undefined],
  ['none', 'text', undefined],
])('%s', (_name, markdown, title) => {
  expect(extractTitle(parseMarkdown(markdown, 1))?.title).toBe(title)
})

test('the rest keeps its lines, and ids are counted anew', () => {
  const taken = extractTitle(parseMarkdown('# A [l](gone.md)\n\n[m](kept.md)\n\n# A\n', 4))
  expect(taken?.document.references).toEqual([{ kind: 'link', target: 'kept.md', line: 6 }])
  expect(taken?.document.headings).toEqual([{ depth: 1, text: 'A', line: 8, ghostId: 'a', githubId: 'a' }])
})

test('the document that it is given stays as it is', () => {
  const document = parseMarkdown('# A\n\ntext', 1)
  const before = structuredClone(document)
  extractTitle(document)
  expect(document).toEqual(before)
})
