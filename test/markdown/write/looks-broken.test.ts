import { expect, test } from 'vitest'
import {
  canonicaliseNodes,
  convertMarkdown,
  type LexicalRoot,
  parseMarkdown,
  writeMarkdown,
} from '../../../src/markdown/index.ts'
import { lintDocument } from '../../../src/markdown/lint/lint-document.ts'

// Words in Ghost that look like a mistake in Markdown: the file says them, and is not held back for them.

const EMPTY = { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0 } as const
const makePost = (...children: object[]) => ({ ...EMPTY, children }) as LexicalRoot
const paragraph = (text: string) => ({
  type: 'paragraph',
  version: 1,
  children: [{ type: 'extended-text', version: 1, text }],
})

test.each([
  ['a path with a space', paragraph('See [a](Screen Shot.png) there')],
  ['a picture', paragraph('![a](my pic.png)')],
  ['quotes in a title', paragraph('[a](b.png "say "hi" now")')],
  ['a definition', paragraph('[a]: my file.pdf')],
  ['a fence', paragraph('```js')],
  ['a comment', paragraph('<!-- to do')],
  ['a comment in HTML', { type: 'html', version: 1, html: '<div>a</div><!-- open' }],
  ["Ghost's Markdown card", { type: 'markdown', version: 1, markdown: '[a](b c.png)\n\n![a](d e.png "say "hi" now")' }],
  ['a fence in it', { type: 'markdown', version: 1, markdown: 'Text\n\n```\nopen' }],
])('%s', (_, node) => {
  const post = makePost(node, paragraph('End'))
  const { text } = writeMarkdown(post)
  const read = parseMarkdown(text, 1)
  expect(lintDocument(read).filter(({ severity }) => severity === 'error')).toEqual([])
  const back = convertMarkdown(read, { resolve: (url) => ({ url }) })
  expect(canonicaliseNodes(back.children)).toEqual(canonicaliseNodes(post.children))
})

test('in a Markdown card it is a warning', () => {
  const found = lintDocument(parseMarkdown(':::markdown\n![a](d e.png)\n:::\n\n![b](f g.png)\n', 1))
  expect(found.map(({ line, severity }) => [line, severity])).toEqual([
    [2, undefined],
    [5, 'error'],
  ])
})
