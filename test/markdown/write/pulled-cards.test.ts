import { describe, expect, test } from 'vitest'
import type { LexicalNode, LexicalRoot } from '../../../src/markdown/document/lexical.ts'
import { canonicaliseNodes } from '../../../src/markdown/lexical/canonicalise-nodes.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'

const documentOf = (node: LexicalNode): LexicalRoot => ({
  type: 'root',
  version: 1,
  direction: 'ltr',
  format: '',
  indent: 0,
  children: [node],
})
const picture = (row: number, more: object = {}) => ({
  src: 'https://a.example/b.png',
  fileName: 'b.png',
  row,
  width: 40,
  height: 30,
  ...more,
})
const gallery = (...images: object[]): LexicalNode => ({ type: 'gallery', version: 1, images, caption: '' })
const code = (text: string, language = 'js', caption = ''): LexicalNode => ({
  type: 'codeblock',
  version: 1,
  code: text,
  language,
  caption,
})

/** Of 113 posts of real blogs, four had JSON in them for cards like these. */
describe('a card of a real blog is pulled without JSON:', () => {
  test.each<[string, LexicalNode, string]>([
    ['a gallery of one picture', gallery(picture(0)), ':::gallery\n'],
    ['two pictures below each other', gallery(picture(0), picture(1)), ':::gallery{rows="1,1"}\n'],
    ['rows of two', gallery(picture(0), picture(0), picture(1), picture(1)), ':::gallery{rows="2,2"}\n'],
    ['rows that do not begin with the first', gallery(picture(2), picture(2)), ':::gallery{rows="0,0,2"}\n'],
    [
      'a picture without a size',
      gallery(picture(0, { width: null, height: null }), picture(0)),
      ':::gallery{unsized}\n',
    ],
    ['a caption in a paragraph', { ...gallery(picture(0)), caption: '<p>Seen</p>' }, ':::gallery{caption=Seen}\n'],
    [
      'a caption with a space that does not break',
      { type: 'image', version: 1, src: 'https://a.example/b.png', caption: 'By <b>A</b>&nbsp;' },
      '![]',
    ],
    ['code that ends in a line end', code('a\n'), '```js\na\n```\n'],
    ['code that ends in empty lines', code('a\n\n\n'), '```js\na\n\n\n\n```\n'],
    ['code with an odd language', code('a', 'js{1,3}'), '``` {language="js{1,3}"}\na\n```\n'],
    [
      'code with a name for a language, and a caption',
      code('a', 'js:a.js', 'b'),
      '``` {language="js:a.js" caption=b}\n',
    ],
    ['an untitled sound', { type: 'audio', version: 1, src: 'https://a.example/b.mp3', title: '' }, ':::audio{'],
    [
      'an untitled file',
      { type: 'file', version: 1, src: 'https://a.example/b.pdf', fileName: 'b.pdf', fileTitle: '' },
      ':::file{',
    ],
    [
      'a frame without an address',
      {
        type: 'embed',
        version: 1,
        url: '',
        embedType: '',
        html: '<iframe src="https://a.example/"></iframe>',
        caption: '',
      },
      ':::embed\n```html\n',
    ],
  ])('%s', (_, node, begin) => {
    const { text } = writeMarkdown(documentOf(node))
    expect(text.slice(0, begin.length)).toBe(begin)
    const document = parseMarkdown(text, 1)
    expect(document.problems).toEqual([])
    const { children } = convertMarkdown(document, { resolve: (url) => ({ url }) })
    expect(canonicaliseNodes(children)).toEqual(canonicaliseNodes([node]))
  })
})

test('rows that are no numbers are told, and an embed without address and HTML', () => {
  const codes = (text: string) => parseMarkdown(text, 1).problems.map((one) => one.code)
  expect(codes(':::gallery{rows=two}\n![](a.png)\n:::')).toEqual(['directive/value'])
  expect(codes(':::embed\nCaption\n:::')).toEqual(['directive/missing'])
})

test('pictures beyond the rows that are named come three in a row after them', () => {
  const source = `:::gallery{rows="1,2"}\n${'![](https://a.example/b.png){width=4 height=3}\n'.repeat(7)}:::`
  const [node] = convertMarkdown(parseMarkdown(source, 1), { resolve: (url) => ({ url }) }).children
  expect(node).toMatchObject({ images: [0, 1, 1, 2, 2, 2, 3].map((row) => ({ row })) })
})
