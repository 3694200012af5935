import { expect, test } from 'vitest'
import type { LexicalNode } from '../../../src/markdown/document/lexical.ts'
import { canonicaliseNodes } from '../../../src/markdown/lexical/canonicalise-nodes.ts'

const text = (value: string, format = 0): LexicalNode => ({ type: 'extended-text', text: value, format })
const paragraph = (...children: LexicalNode[]): LexicalNode => ({ type: 'paragraph', children })
const link = (...children: LexicalNode[]): LexicalNode => ({ type: 'link', url: 'https://a.b/', children })
const list = (listType: string): LexicalNode => ({ type: 'list', listType, children: [] })
const br: LexicalNode = { type: 'linebreak' }

test.each<[about: string, one: readonly LexicalNode[], other: readonly LexicalNode[]]>([
  ['spaces at the ends', [paragraph(text(' a '))], [paragraph(text('a'))]],
  ['spaces around a break', [paragraph(text('a '), br, text(' b'))], [paragraph(text('a'), br, text('b'))]],
  ['bold on a space at its end', [paragraph(text('a ', 1), text('b'))], [paragraph(text('a', 1), text(' b'))]],
  [
    'bold on a space between bold words',
    [paragraph(text('a', 1), text(' '), text('b', 1))],
    [paragraph(text('a b', 1))],
  ],
  [
    'formats that Ghost renders alike',
    [paragraph(text('a', 1), text('b', 3), text('c', 2))],
    [paragraph(text('a', 1), text('bc', 3))],
  ],
  [
    'the plain space that lets Ghost end a format inside another',
    [paragraph(text('a', 1), text(' b', 3), text(' '), text('c', 2))],
    [paragraph(text('a', 1), text(' b ', 3), text('c', 2))],
  ],
  [
    'a space before a break',
    [paragraph(text('a', 3), text(' '), br, text('b', 2))],
    [paragraph(text('a', 3), br, text('b', 2))],
  ],
  [
    'bold on a struck space',
    [paragraph(text('a', 5), text(' ', 5), text('b', 4))],
    [paragraph(text('a', 5), text(' b', 4))],
  ],
  ['a tab node', [paragraph(text('a'), { type: 'tab', text: '\t' }, text('b'))], [paragraph(text('a\tb'))]],
  ['a line end in text', [paragraph(text('a\nb'))], [paragraph(text('a b'))]],
  ['a link that shows nothing', [paragraph(text('a'), link(), text('b'))], [paragraph(text('ab'))]],
  ['a blank paragraph at the end', [paragraph(text('a')), paragraph()], [paragraph(text('a'))]],
  [
    'the comment between two lists',
    [list('bullet'), { type: 'html', html: '<!-- -->' }, list('bullet')],
    [list('bullet'), list('bullet')],
  ],
  [
    'an encoded URL',
    [{ type: 'image', src: 'https://a.b/ü c.png' }],
    [{ type: 'image', src: 'https://a.b/%C3%BC%20c.png' }],
  ],
  ['a default', [{ type: 'callout', backgroundColor: 'blue' }], [{ type: 'callout', calloutEmoji: '💡' }]],
  ['the check list that Ghost renders as a plain one', [list('check')], [list('bullet')]],
])('nobody sees %s', (_about, one, other) => {
  expect(canonicaliseNodes(one)).toEqual(canonicaliseNodes(other))
})

test.each<[about: string, one: readonly LexicalNode[], other: readonly LexicalNode[]]>([
  [
    'an underlined space',
    [paragraph(text('a', 8), text(' ', 8), text('b'))],
    [paragraph(text('a', 8), text(' '), text('b'))],
  ],
  [
    'what is bold in the document and not on the page',
    [paragraph(text('a', 1), text(' b ', 3), text('c', 2))],
    [paragraph(text('a', 1), text(' b c', 3))],
  ],
  ['a space in code', [paragraph(text(' a', 16))], [paragraph(text('a', 16))]],
  ['a no-break space', [paragraph(text('\u00a0a'))], [paragraph(text('a'))]],
  ['a blank paragraph', [paragraph(), paragraph(text('a'))], [paragraph(text('a'))]],
  ['two blank paragraphs at the end', [paragraph(), paragraph()], []],
  [
    'a comment of an author',
    [list('bullet'), { type: 'html', html: '<!-- x -->' }, list('bullet')],
    [list('bullet'), list('bullet')],
  ],
  ['no emoji', [{ type: 'callout', calloutEmoji: '' }], [{ type: 'callout' }]],
  ['the style of an old header', [{ type: 'header', version: 1, style: 'light' }], [{ type: 'header', version: 1 }]],
])('%s shows', (_about, one, other) => {
  expect(canonicaliseNodes(one)).not.toEqual(canonicaliseNodes(other))
})
