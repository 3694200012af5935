import { expect, test } from 'vitest'
import { canonicaliseBody } from '../../../src/diff/compare/canonicalise.ts'
import { convertMarkdown, parseMarkdown, writeMarkdown } from '../../../src/markdown/index.ts'
import { makeRoot } from './any-lexical.ts'

// Ghost's editor keeps the names that pictures had on the disk of who uploaded them, and readers never see them.
test.each([
  ['with a space', 'IMG 1234.gif'],
  ['with an accent', 'café.gif'],
  ['as its address has it', 'img-0.gif'],
])('a gallery whose pictures have names %s is Markdown', (_, fileName) => {
  const images = [0, 1].map((nth) => ({
    row: 0,
    src: `https://example.com/content/images/2026/11/img-${nth}.gif`,
    width: 3,
    height: 2,
    fileName: nth === 0 ? fileName : 'plain.gif',
  }))
  const root = makeRoot([{ type: 'gallery', version: 1, images, caption: '' }])
  const { text } = writeMarkdown(root)
  expect(text).not.toContain('ghost-card')
  const resolve = (url: string) => ({ url, width: 3, height: 2 })
  const again = convertMarkdown(parseMarkdown(text, 1), { resolve })
  expect(canonicaliseBody(again, 'https://example.com')).toEqual(canonicaliseBody(root, 'https://example.com'))
})

test('a picture without a name is another one: Ghost drops it', () => {
  const image = { row: 0, src: 'https://example.com/a.gif', width: 3, height: 2 }
  const describe = (fileName?: string) =>
    canonicaliseBody(makeRoot([{ type: 'gallery', version: 1, images: [{ ...image, fileName }], caption: '' }]), 'x')
  expect(describe('a.gif')).not.toEqual(describe())
})
