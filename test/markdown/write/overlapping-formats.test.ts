import { expect, test } from 'vitest'
import type { LexicalNode } from '../../../src/markdown/document/lexical.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { renderLexicalHtml } from '../../../src/markdown/lexical/render-lexical-html.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'
import { makeRoot } from './any-lexical.ts'

/**
 * Where one format ends inside another that goes on, Ghost closes the wrong tag: italic after bold italic is shown bold. The document says italic, and
 * so does the file; pushed to another site it is shown so as well, by a space without formats.
 */
const run = (text: string, format: number): LexicalNode => ({ type: 'extended-text', text, format })
const BR: LexicalNode = { type: 'linebreak' }

test.each<[about: string, children: readonly LexicalNode[], markdown: string, html: string]>([
  [
    'bold, bold italic, italic',
    [run('Plain. ', 0), run('Bold, ', 1), run('both, ', 3), run('italic.', 2), run(' Plain.', 0)],
    'Plain. **Bold, *both,*** *italic.* Plain.',
    '<p>Plain. <strong>Bold, <em>both,</em></strong> <em>italic.</em> Plain.</p>',
  ],
  [
    'italic, both, bold',
    [run('Italic, ', 2), run('both, ', 3), run('bold.', 1)],
    '*Italic, **both,*** **bold.**',
    '<p><em>Italic, <strong>both,</strong></em> <strong>bold.</strong></p>',
  ],
  [
    'struck, struck and bold, bold: the space is struck too',
    [run('Struck, ', 4), run('both, ', 5), run('bold.', 1)],
    '<s>Struck, **both,** </s>**bold.**',
    '<p><s>Struck, <strong>both,</strong> </s><strong>bold.</strong></p>',
  ],
  [
    'parted by line breaks',
    [run('Bold,', 1), BR, run('both,', 3), BR, run('italic.', 2)],
    '**Bold,\\\n*both,***\\\n*italic.*',
    '<p><strong>Bold,<br><em>both,</em></strong> <br><em>italic.</em></p>',
  ],
  [
    'within a word: no Markdown gives that document again, so that it is what Ghost shows',
    [run('bold', 1), run('both', 3), run('italic', 2)],
    '**bold*bothitalic***',
    '<p><strong>bold<em>bothitalic</em></strong></p>',
  ],
])('%s', (_about, children, markdown, html) => {
  const { text } = writeMarkdown(makeRoot([{ type: 'paragraph', children }]))
  expect(text).toBe(`${markdown}\n`)
  const again = convertMarkdown(parseMarkdown(text, 1), { resolve: (url) => ({ url }) })
  expect(renderLexicalHtml(again, { ghost: 6, isUpload: () => false })).toBe(html)
})
