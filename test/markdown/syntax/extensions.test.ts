import { describe, expect, test } from 'vitest'
import type { MarkdownOptions } from '../../../src/markdown/document/markdown-document.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { renderLexicalHtml } from '../../../src/markdown/lexical/render-lexical-html.ts'
import { EXTENSIONS, type Extension, listExtensions } from '../../../src/markdown/syntax/list-extensions.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'

function show(markdown: string, options: Partial<MarkdownOptions>): string {
  const root = convertMarkdown(parseMarkdown(markdown, 1, options), { resolve: (url) => ({ url }) })
  return renderLexicalHtml(root, { ghost: 6, isUpload: () => false })
}

describe('what goes beyond GitHub Flavored Markdown can be switched off', () => {
  test.each<[name: Extension, markdown: string, on: string, off: string]>([
    ['highlights', 'a ==b== c', '<mark>b</mark>', '<p>a ==b== c</p>'],
    ['scripts', 'x^2^ of it', '<sup>2</sup>', '<p>x^2^ of it</p>'],
    ['definitionLists', 'Term\n: meaning', '<dl', '<p>Term : meaning</p>'],
    ['headingIds', '## Title {#own}', 'id="own"', '>Title {#own}</h2>'],
    ['emoji', 'done :tada:', '🎉', '<p>done :tada:</p>'],
  ])('%s', (name, markdown, on, off) => {
    expect(show(markdown, {})).toContain(on)
    expect(show(markdown, { [name]: false })).toContain(off)
    expect(listExtensions(parseMarkdown(markdown, 1))).toEqual([name])
    // Of emoji the text is asked, which is there either way.
    const left = listExtensions(parseMarkdown(markdown, 1, { [name]: false }))
    expect(left).toEqual(name === 'emoji' ? ['emoji'] : [])
  })

  test('a single tilde is then what GFM makes of it', () => {
    expect(show('H~2~O', { scripts: false })).toBe('<p>H~2~O</p>')
    expect(show('It is ~gone~ now', { scripts: false })).toContain('<s>gone</s>')
  })
})

test('what a document uses, wherever it stands', () => {
  const markdown = '- a ==b==\n\n> |x^2^|\n> |-|\n> |:tada:|\n\n:::note\n## T {#own}\n\nTerm\n: meaning\n:::\n'
  expect(listExtensions(parseMarkdown(markdown, 1))).toEqual(EXTENSIONS)
  const none = '`==a==` a^2+b^2 ":tada:" a::b::c\n\n    ==x==\n'
  expect(listExtensions(parseMarkdown(none, 1))).toEqual([])
})
