import { expect, test } from 'vitest'
import { convertCaption } from '../../../src/markdown/lexical/convert-caption.ts'

test.each([
  [
    'a link with bold text',
    'Photo: [**Someone**](https://a.bc)',
    'Photo: <a href="https://a.bc"><strong>Someone</strong></a>',
  ],
  ['italic, and a sign of HTML', 'A & B by *C*', 'A &amp; B by <em>C</em>'],
  ['code', 'The `main` branch', 'The <code>main</code> branch'],
  ['Chinese', '**图：**湖', '<strong>图：</strong>湖'],
])('%s is converted', (_, caption, html) => {
  expect(convertCaption(caption)).toBe(html)
  // And nothing of it a second time, after a pull.
  expect(convertCaption(html)).toBe(html)
})

test.each([
  ['plain text', 'A lake & a hill, 3 * 4'],
  ['names with underscores', 'by snake_case_name'],
  ['HTML', 'By <a href="https://a.bc">*Someone*</a>'],
  ['an entity', 'A &amp; *b*'],
  ['a path', 'See [there](other.md)'],
  ['two paragraphs', '*a*\n\n*b*'],
  ['a heading', '# *a*'],
  ['an escaped sign', 'A \\*lake\\*'],
])('%s stays as it is', (_, caption) => {
  expect(convertCaption(caption)).toBe(caption)
})
