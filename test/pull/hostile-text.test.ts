import { describe, expect, test } from 'vitest'
import type { LexicalRoot } from '../../src/markdown/index.ts'
import { applyRemoteBody } from '../../src/pull/apply-changes.ts'
import { findTemplateCode } from '../../src/pull/find-template-code.ts'
import { splitFrontMatter } from '../../src/scan/front-matter/split-front-matter.ts'

const MARKDOWN = {
  math: 'mathml',
  mathStylesheet: undefined,
  unreadableMath: 'error',
  emoji: true,
  highlights: true,
  scripts: true,
  definitionLists: true,
  headingIds: true,
  smartQuotes: false,
  dialects: [],
  shortcodes: {},
  noteEmbeds: 'link',
  diagrams: 'code',
} as const
const EMPTY = {
  type: 'root',
  version: 1,
  direction: 'ltr',
  format: '',
  indent: 0,
  children: [],
} as unknown as LexicalRoot

/** A file without front matter, into which a body is pulled that is written as `theirs`. */
function take(theirs: string, text = 'Hello.\n'): string {
  const taken = applyRemoteBody(text, {
    base: undefined,
    theirs: { kind: 'lexical', root: EMPTY },
    write: () => theirs,
    from: 'posts/hello.md',
    siteUrl: 'https://example.com',
    markdown: MARKDOWN,
    theirsWins: true,
    isUnchanged: false,
    hasTitleHeading: false,
  })
  if (taken === undefined) throw new Error('nothing was taken')
  return taken.text
}

describe('a body that begins like front matter is none', () => {
  test.each([
    '---js\nprocess.exit(1)\n---\n',
    '---js\nnever closed\n',
    '--- javascript\nx\n',
    '---\nstatus: published\n---\n',
    '\n---\nstatus: published\n---\n',
    '+++\ndraft = false\n+++\n',
    '{ "status": "published" }\n',
  ])('%j', (theirs) => {
    const split = splitFrontMatter(take(theirs))
    expect(split).toMatchObject({ kind: 'block', language: 'yaml', block: '' })
    expect('body' in split && split.body.trim().replace(/\n+/g, '\n')).toBe(theirs.trim())
  })

  test('an ordinary one stays as it is, and so does front matter that is there', () => {
    expect(take('Bye.\n')).toBe('Bye.\n')
    expect(take('{{< figure >}}\n')).toBe('{{< figure >}}\n')
    expect(take('---js\nx\n---\n', '---\ntitle: A\n---\n\nHello.\n')).toBe('---\ntitle: A\n---\n\n---js\nx\n---\n')
  })
})

describe('what a site generator would run is told', () => {
  test.each<[string, string]>([
    ['a\n{{< readfile "/etc/passwd" >}}\n', 'line 2: a shortcode of Hugo, should one build from this folder'],
    ['{{% x %}}\n', 'line 1: a shortcode of Hugo, should one build from this folder'],
    [
      '{% include x %}\n\n{{ site.x }}\n',
      'line 1, and 1 more: template code to Jekyll, Eleventy and VitePress, should one build from this folder',
    ],
    [
      '```\n{{ site.x }}\n```\n',
      'line 2: template code to Jekyll, Eleventy and VitePress, should one build from this folder',
    ],
    ["import fs from 'node:fs'\n", 'line 1: JavaScript to MDX (Docusaurus), should one build from this folder'],
    ['export const x = process.env\n', 'line 1: JavaScript to MDX (Docusaurus), should one build from this folder'],
  ])('%j', (text, note) => {
    expect(findTemplateCode(text)).toEqual([note])
  })

  test('and ordinary words are not', () => {
    expect(findTemplateCode('import duties rose\nexport of goods\n{ a }\n100 %} \n')).toEqual([])
    expect(findTemplateCode('{{ a }}\nb\n', '{{ a }}\n')).toEqual([])
  })
})
