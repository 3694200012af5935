import { describe, expect, test } from 'vitest'
import { listLosses } from '../../../src/diff/compare/list-losses.ts'
import type { LexicalNode } from '../../../src/markdown/document/lexical.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { renderLosses } from '../../../src/report/plan/render-losses.ts'
import { makeRoot } from '../../markdown/write/any-lexical.ts'

const text = (said: string, more: object = {}): LexicalNode => ({
  type: 'extended-text',
  text: said,
  format: 0,
  ...more,
})
const block = (type: string, children: readonly LexicalNode[], more: object = {}): LexicalNode => ({
  ...more,
  type,
  children,
})
const paragraph = (said: string, more: object = {}) => block('paragraph', [text(said)], more)

function lose(stored: readonly LexicalNode[], markdown: string): readonly string[] {
  const wanted = convertMarkdown(parseMarkdown(markdown, 1), { resolve: (url) => ({ url }) })
  return renderLosses(listLosses(makeRoot(stored), wanted, 'https://example.com'), true)
}

describe('what is kept is no loss', () => {
  const rich = block('paragraph', [text('Of '), text('TK', { type: 'tk' }), text(' men.')], {
    format: 'center',
    indent: 1,
    later: 1,
  })
  test.each([
    ['nothing changed', [paragraph('a', { format: 'center' })], 'a'],
    ['another block changed', [paragraph('a', { format: 'center' }), paragraph('b')], 'a\n\nc'],
    ['its own words changed', [paragraph('a', { format: 'center' })], 'b'],
    ['the words beside a mark changed', [rich], 'Of TK mice.'],
    ['one was added beside it', [paragraph('The one.', { format: 'center' })], 'The one!\n\n## More'],
    ['it was taken out', [paragraph('a', { format: 'center' }), paragraph('b')], 'b'],
    ['what the editor adds by itself', [paragraph('a', { format: 'left', direction: 'rtl', textFormat: 0 })], '# a'],
  ])('%s', (_, stored, markdown) => {
    const known = stored.map(({ later: _later, ...node }) => node as LexicalNode)
    expect(lose(known, markdown)).toEqual([])
  })
})

describe('what is lost', () => {
  test.each([
    [
      'another kind of block',
      [paragraph('x'), paragraph('a', { format: 'center' })],
      'x\n\n## a',
      ['paragraph 2: centred text; will be lost'],
    ],
    [
      'to the right',
      [paragraph('a', { format: 'right' })],
      '> a',
      ['paragraph 1: text aligned to the right; will be lost'],
    ],
    ['an indent', [paragraph('a', { indent: 2 })], '- a', ['paragraph 1: its indent; will be lost']],
    [
      'a mark that was written over',
      [block('extended-heading', [text('Of '), text('TK', { type: 'tk' })], { tag: 'h2' })],
      '## Of mice',
      ['heading 1: the mark of "TK" as text to come; will be lost'],
    ],
    [
      'the style of words that are gone',
      [block('paragraph', [text('a '), text('b', { style: 'white-space: pre-wrap; color: red;' }), text(' c d e')])],
      'a **x** c d e',
      ['paragraph 1: text with the style `color: red;`; will be lost'],
    ],
    [
      'what a link says besides',
      [block('paragraph', [block('link', [text('a')], { url: '/b', rel: 'nofollow', target: null })])],
      '[a](/c)',
      ['paragraph 1: a link with `rel=nofollow`; will be lost'],
    ],
    [
      'a check list that is numbered now',
      [block('list', [block('listitem', [text('a')], { checked: true, value: 1 })], { listType: 'check', tag: 'ul' })],
      '1. a',
      ['list 1: the ticks of a check list; will be lost'],
    ],
  ])('%s', (_, stored, markdown, losses) => {
    expect(lose(stored, markdown)).toEqual(losses)
  })

  test('is counted where the lines of a body are not shown', () => {
    const wanted = convertMarkdown(parseMarkdown('# a', 1), { resolve: (url) => ({ url }) })
    const losses = listLosses(makeRoot([paragraph('a', { format: 'center', indent: 1 })]), wanted, '')
    expect(losses).toEqual([
      { block: 'paragraph', nth: 1, what: 'alignment', value: 'center' },
      { block: 'paragraph', nth: 1, what: 'indent', value: '1' },
    ])
    expect(renderLosses(losses, false)).toEqual([
      '2 things that Markdown cannot say will be lost with the blocks that change: --diff shows them',
    ])
    expect(renderLosses(losses.slice(1), false)[0]).toMatch(/^1 thing .* --diff shows it$/)
    expect(renderLosses([], true)).toEqual([])
  })
})
