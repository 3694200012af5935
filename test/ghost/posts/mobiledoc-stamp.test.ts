import { describe, expect, test } from 'vitest'
import { composeMobiledoc, type StampOwner } from '../../../src/ghost/posts/compose-body.ts'
import { readRemotePost } from '../../../src/ghost/posts/read-remote-post.ts'
import type { Stamp } from '../../../src/ghost/posts/remote-post.ts'
import { readMobiledocStamp } from '../../../src/ghost/posts/stamp.ts'
import { convertMarkdown, type LexicalRoot, parseMarkdown } from '../../../src/markdown/index.ts'

const STAMP: Stamp = { v: 1, project: 'blog', path: 'a.md', fields: { body: 'abc' } }
const POST = { id: 'p1', slug: 'a' }
const SITE = 'https://example.com'
const OPTIONS = { dialect: 4, siteUrl: SITE } as const

function convert(markdown: string): LexicalRoot {
  return convertMarkdown(parseMarkdown(markdown, 1), { resolve: (url) => ({ url }) })
}

function write(markdown: string, owner: StampOwner = { id: 'p1' }): Record<string, unknown> {
  return JSON.parse(composeMobiledoc(convert(markdown), STAMP, owner, OPTIONS)) as Record<string, unknown>
}

/** What Ghost Admin's editor leaves of it after a change of the body. */
function edit(document: Record<string, unknown>): Record<string, unknown> {
  const { ghostSync: _top, ...rest } = document
  return rest
}

const wire = (document: object) => ({
  ...POST,
  title: 'A',
  status: 'draft',
  updated_at: '2026-11-27T00:00:00.000Z',
  mobiledoc: JSON.stringify(document),
})
const readAs = (bodyFormat: 'lexical' | 'mobiledoc', document: object) =>
  readRemotePost(wire(document), 'post', '#ghost-sync', { capabilities: { bodyFormat }, url: SITE })

describe('the stamp of a Mobiledoc', () => {
  test.each([
    ['at its top', 'a', false],
    ['in a card, after an edit', 'a\n\n---', true],
    ['in a card that stands for something', '- a\n  - b', true],
    ['without any card', 'a', true],
    ['in an empty post', '', true],
  ])('%s', (_name, markdown, isEdited) => {
    const document = write(markdown)
    expect(readMobiledocStamp(isEdited ? edit(document) : document, POST)).toEqual(STAMP)
  })

  test('is in the first card and in the last', () => {
    const { cards } = write('---\n\n---\n\n---') as { cards: [string, object][] }
    expect(cards.map(([, payload]) => 'ghostSync' in payload)).toEqual([true, false, true])
  })

  test('of a post that was just created is known by its slug', () => {
    const document = edit(write('---', { slug: 'a' }))
    expect(readMobiledocStamp(document, { id: 'new', slug: 'a' })).toEqual(STAMP)
    expect(readMobiledocStamp(document, { id: 'new', slug: 'b' })).toBeUndefined()
  })

  test('does not come along with a card that was copied into another post', () => {
    for (const markdown of ['---', '- a\n  - b', 'a'])
      expect(readMobiledocStamp(edit(write(markdown)), { id: 'p2', slug: 'a' })).toBeUndefined()
  })

  test('is none where it is not one', () => {
    const cards = [
      null,
      'x',
      ['hr'],
      ['hr', null],
      ['hr', { ghostSync: 1 }],
      ['hr', { ghostSync: { owner: { id: 'p1' } } }],
    ]
    for (const document of [undefined, 1, {}, { cards: 1, atoms: {} }, { cards, atoms: cards }])
      expect(readMobiledocStamp(document, POST)).toBeUndefined()
  })

  test('leaves no trace in the body', () => {
    for (const markdown of ['', 'a', '---', 'a\\\nb', '- a\n  - b', 'a\n\n---\n\nb']) {
      for (const document of [write(markdown), edit(write(markdown))])
        expect(readAs('mobiledoc', document)?.body).toMatchObject({ kind: 'lexical', root: convert(markdown) })
    }
  })
})

test('titles of links, which the editor drops with any change of the body, are read again where they stood', () => {
  const markdown = '[a](https://a.b/ "one") [c](https://c.d/) [e](https://e.f/ "two") [g](https://e.f/)\n\n---'
  const text = JSON.stringify(edit(write(markdown)))
  const edited = JSON.parse(text.replaceAll(/,"title","[^"]*"\]/g, ']')) as object
  expect(JSON.stringify(edited)).not.toContain('"title","')
  const kept = markdown.replace(' "two"', '')
  expect(readAs('mobiledoc', edited)?.body).toMatchObject({ root: { children: convert(kept).children } })
})

describe('a post with a Mobiledoc', () => {
  test('is one of ours where the site keeps no other, and one in an older format elsewhere; the stamp is known in both', () => {
    const document = write('a')
    const base = { kind: 'stamp', stamp: STAMP, outlivesEdits: true }
    expect(readAs('mobiledoc', document)).toMatchObject({ body: { kind: 'lexical' }, base })
    expect(readAs('lexical', document)).toMatchObject({ body: { kind: 'other', format: 'mobiledoc' }, base })
  })

  test('that nobody can read is kept as it is', () => {
    expect(readAs('mobiledoc', { no: 'sections' })?.body).toMatchObject({ kind: 'other', format: 'mobiledoc' })
  })
})
