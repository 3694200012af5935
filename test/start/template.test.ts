import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFrontMatter } from '../../src/scan/front-matter/parse-front-matter.ts'
import { splitFrontMatter } from '../../src/scan/front-matter/split-front-matter.ts'
import { fillTemplate } from '../../src/start/template.ts'

const VALUES = { title: 'A new office', slug: 'a-new-office', date: '2026-11-20T12:00:00Z', type: 'post' }

function fill(text: string, title = VALUES.title): string {
  const filled = fillTemplate(text, { ...VALUES, title })
  if (filled.kind === 'refused') throw new Error(filled.reason)
  return filled.text
}

function readTitle(text: string): unknown {
  const split = splitFrontMatter(text)
  return split.kind === 'block' ? parseFrontMatter(split).entries.get('title')?.value : undefined
}

describe('fillTemplate', () => {
  test.each([
    ['---\ntitle: {{title}} # yours\n---\n{{title}}\n', '---\ntitle: A new office # yours\n---\nA new office\n'],
    ['---\ntags:\n  - {{title}}\n---\n', '---\ntags:\n  - A new office\n---\n'],
    ['---\nurl: https://x.y/{{slug}}/\n---\n', '---\nurl: https://x.y/a-new-office/\n---\n'],
    [
      '+++\ntitle = {{title}}\ndate = {{date}}\n+++\n',
      '+++\ntitle = "A new office"\ndate = "2026-11-20T12:00:00Z"\n+++\n',
    ],
    ['{ "title": "{{title}}", "type": {{type}} }\n\nHello\n', '{ "title": "A new office", "type": "post" }\n\nHello\n'],
    ['No front matter, {{type}}\n', 'No front matter, post\n'],
    ['{{ title }} {{other}} {{{slug}}}\n', 'A new office {{other}} {a-new-office}\n'],
  ])('%j', (template, expected) => {
    expect(fill(template)).toBe(expected)
  })

  // Whatever the title, it is read back as it was given; YAML, TOML and JSON, bare and in quotes.
  test.each([
    '---\ntitle: {{title}}\n---\n',
    '---\ntitle: "{{title}}"\n---\n',
    "---\ntitle: '{{title}}'\n---\n",
    '+++\ntitle = {{title}}\n+++\n',
    '+++\ntitle = "{{title}}"\n+++\n',
    '{ "title": "{{title}}" }\n',
  ])('any title in %j is read back', (template) => {
    const words = fc
      .string({ unit: 'grapheme-ascii', minLength: 1 })
      .map((text) => text.replaceAll(/\s+/g, ' ').trim())
      .filter((text) => text !== '')
    fc.assert(
      fc.property(words, (title) => {
        expect(readTitle(fill(template, title))).toBe(title)
      }),
    )
  })

  test('a title between other words, bare, that breaks the block is refused', () => {
    expect(fillTemplate('---\ntitle: Talk {{title}}\n---\n', { ...VALUES, title: 'a: b' })).toMatchObject({
      kind: 'refused',
    })
  })
})
