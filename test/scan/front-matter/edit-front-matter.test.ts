import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editFrontMatter, type FrontMatterEdit } from '../../../src/scan/front-matter/edit-front-matter.ts'
import { parseFrontMatter } from '../../../src/scan/front-matter/parse-front-matter.ts'
import { splitFrontMatter } from '../../../src/scan/front-matter/split-front-matter.ts'
import { type FrontMatterValue, writeFrontMatter } from '../../../src/scan/front-matter/write-front-matter.ts'

function read(text: string): Record<string, unknown> {
  const split = splitFrontMatter(text)
  if (split.kind !== 'block') throw new Error(`no block: ${JSON.stringify(split)}`)
  const { entries, findings } = parseFrontMatter(split)
  expect(findings).toEqual([])
  return Object.fromEntries([...entries].map(([key, { value }]) => [key, value]))
}

const edit = (text: string, values: Record<string, FrontMatterValue>) => {
  const edited = editFrontMatter(text, new Map(Object.entries(values)) as FrontMatterEdit)
  return edited.kind === 'text' ? edited.text : edited
}

describe('writing', () => {
  test('is what people write by hand', () => {
    const values = new Map<string, FrontMatterValue>([
      ['title', 'Hello: world'],
      ['status', 'published'],
      ['published_at', '2026-11-20T09:00:00Z'],
      ['tags', ['News', '#internal', 'true']],
      ['featured', true],
      ['codeinjection_head', '<script>\n  a()\n</script>\n'],
    ])
    expect(writeFrontMatter(values)).toBe(`---
title: "Hello: world"
status: published
published_at: 2026-11-20T09:00:00Z
tags: [News, "#internal", "true"]
featured: true
codeinjection_head: |
  <script>
    a()
  </script>
---
`)
  })

  test('reads back as it was, whatever it is', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.boolean(), fc.array(fc.string(), { maxLength: 4 }))
    fc.assert(
      fc.property(fc.record({ title: value, custom_excerpt: value, tags: value }), (values) => {
        const clean = JSON.parse(JSON.stringify(values).replaceAll('\\u0000', '').toWellFormed()) as typeof values
        expect(read(writeFrontMatter(new Map(Object.entries(clean))))).toEqual(clean)
      }),
      { numRuns: 500 },
    )
  })
})

describe('editing changes the value and nothing else', () => {
  const text = `---
# who we are
title: 'Old: title'   # keep
tags:
- One   # first
- Two

excerpt: >
  folded
  text
custom_template:
draft: true
meta_title:    spaced
---

Body --- stays
`
  test.each<[Record<string, FrontMatterValue>, string, string]>([
    [{ title: 'New: title' }, "title: 'Old: title'", "title: 'New: title'"],
    [{ meta_title: 'other' }, 'meta_title:    spaced', 'meta_title: other'],
    [{ tags: ['Two', 'Three'] }, '- One   # first\n- Two', '- Two\n- Three'],
    [{ custom_excerpt: 'short' }, 'excerpt: >\n  folded\n  text', 'excerpt: short'],
    [{ custom_template: 'custom-wide' }, 'custom_template:', 'custom_template: custom-wide'],
    [{ status: 'published' }, 'draft: true', 'draft: false'],
    [{ status: 'scheduled' }, 'spaced\n', 'spaced\nstatus: scheduled\n'],
    [{ featured: true }, 'spaced\n', 'spaced\nfeatured: true\n'],
    [{ meta_title: null }, 'meta_title:    spaced', 'meta_title:'],
  ])('%j', (values, before, after) => {
    expect(edit(text, values)).toBe(text.replace(before, after))
  })

  test('a file without front matter gets one', () => {
    expect(edit('# Title\n', { featured: true })).toBe('---\nfeatured: true\n---\n# Title\n')
    expect(edit('---\n---\nText\n', { featured: true })).toBe('---\nfeatured: true\n---\nText\n')
  })

  test('anchors and aliases are left to their author', () => {
    expect(edit('---\ntitle: &t A\nmeta_title: *t\n---\n', { title: 'B' })).toMatchObject({ kind: 'refused' })
    expect(edit('---\ntitle: &t A\nmeta_title: *t\n---\n', { meta_title: 'B' })).toMatchObject({ kind: 'refused' })
  })
})

describe('so it is in TOML', () => {
  const text = `+++
# who we are
title = 'Old "title"'   # keep
tags = ["One", "Two"] # all
authors = [
  "ann",   # first
  "bob",
]
date = 2026-01-02T03:04:05Z
excerpt = """
folded
text"""
draft = true

[params]
title = "not ours"
+++

Body +++ stays
`
  test.each<[Record<string, FrontMatterValue>, string, string]>([
    [{ title: 'New "title"' }, `'Old "title"'`, `'New "title"'`],
    [{ title: "It's" }, `'Old "title"'`, `"It's"`],
    [{ title: 'a \\ \u0007 "b"' }, `'Old "title"'`, `'Old "title"'`.replace(/.+/, '"a \\\\ \\u0007 \\"b\\""')],
    [{ tags: ['Two', '"x"'] }, '["One", "Two"]', '["Two", "\\"x\\""]'],
    [{ authors: ['bob'] }, '[\n  "ann",   # first\n  "bob",\n]', '[\n  "bob",\n]'],
    [{ published_at: '2026-05-06T07:08:09Z' }, '2026-01-02T03:04:05Z', '2026-05-06T07:08:09Z'],
    [{ custom_excerpt: null }, '"""\nfolded\ntext"""', '""'],
    [{ custom_excerpt: 'one\ntwo' }, '"""\nfolded\ntext"""', '"""\none\ntwo"""'],
    [{ status: 'published' }, 'draft = true', 'draft = false'],
    [{ status: 'scheduled' }, 'draft = true\n', 'draft = true\nstatus = "scheduled"\n'],
    [{ featured: true }, 'draft = true\n', 'draft = true\nfeatured = true\n'],
  ])('%j', (values, before, after) => {
    expect(edit(text, values)).toBe(text.replace(before, () => after))
  })

  test('also where there is nothing yet but a table', () => {
    expect(edit('+++\n[params]\na = 1\n+++\n', { title: 'A' })).toBe('+++\ntitle = "A"\n[params]\na = 1\n+++\n')
    expect(edit('+++\n+++\nText\n', { title: 'A' })).toBe('+++\ntitle = "A"\n+++\nText\n')
  })
})

describe('and in JSON', () => {
  const text = `{
    "title": "Old",   "tags": ["One", "Two"],
    "excerpt": "short",
    "draft": true
}

Body { stays }
`
  test.each<[Record<string, FrontMatterValue>, string, string]>([
    [{ title: 'New "title"' }, '"Old"', '"New \\"title\\""'],
    [{ tags: ['Two', 'Three'] }, '["One", "Two"]', '["Two", "Three"]'],
    [{ custom_excerpt: null }, '"short"', 'null'],
    [{ status: 'published' }, 'true', 'false'],
    [{ featured: true }, '"draft": true', '"draft": true,\n    "featured": true'],
  ])('%j', (values, before, after) => {
    expect(edit(text, values)).toBe(text.replace(before, () => after))
  })

  test('with fences, on one line, or empty', () => {
    expect(edit('---json\n{ "title": "A" }\n---\nText\n', { title: 'B' })).toBe(
      '---json\n{ "title": "B" }\n---\nText\n',
    )
    expect(edit('{ "title": "A" }  \nText\n', { featured: true })).toBe('{ "title": "A", "featured": true }  \nText\n')
    expect(edit('{}\nText\n', { featured: true })).toBe('{"featured": true}\nText\n')
  })
})

describe('whatever the value, in whatever language', () => {
  const blocks = [
    '---\ntitle: A\nexcerpt: x\ntags: [a]\n---\n',
    '+++\ntitle = "A"\nexcerpt = \'x\'\ntags = ["a"]\n[params]\nx = 1\n+++\n',
    '{\n  "title": "A",\n  "excerpt": "x",\n  "tags": ["a"]\n}\n',
  ]
  const value = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\u0000', '').toWellFormed())

  test.each(blocks)('%j', (block) => {
    fc.assert(
      fc.property(value, value, fc.array(value, { maxLength: 3 }), (title, excerpt, tags) => {
        const values = { title, custom_excerpt: excerpt, tags, meta_title: title }
        const edited = edit(`${block}Body\n`, values)
        if (typeof edited !== 'string') throw new Error(JSON.stringify(edited))
        const { excerpt: alias, ...others } = read(edited)
        expect({ ...others, custom_excerpt: alias }).toMatchObject(values)
        expect(edited.endsWith('\nBody\n')).toBe(true)
      }),
      { numRuns: 100, seed: 20261124 },
    )
  })
})
