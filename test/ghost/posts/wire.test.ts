import { describe, expect, test } from 'vitest'
import { composeBody } from '../../../src/ghost/posts/compose-body.ts'
import { composePost } from '../../../src/ghost/posts/compose-post.ts'
import { readRemotePost } from '../../../src/ghost/posts/read-remote-post.ts'
import type { Stamp } from '../../../src/ghost/posts/remote-post.ts'
import { composeLexical, LATER_FORMAT, readStamp } from '../../../src/ghost/posts/stamp.ts'
import type { SiteFacts } from '../../../src/ghost/site/site-facts.ts'
import { assumeCapabilities } from '../../../src/ghost/transport/capabilities.ts'
import type { LexicalRoot } from '../../../src/markdown/index.ts'
import { FIELD_NAMES, type FieldValues } from '../../../src/model/fields.ts'

const ROOT: LexicalRoot = {
  type: 'root',
  version: 1,
  direction: 'ltr',
  format: '',
  indent: 0,
  children: [{ type: 'paragraph', version: 1, children: [] }],
}
const STAMP: Stamp = { v: 1, project: 'blog', path: 'posts/a b/ü.md', fields: { title: 'abc123', body: 'def' } }
const TAG = '#ghost-sync'

const FACTS: SiteFacts = {
  version: '5.130',
  major: 5,
  capabilities: assumeCapabilities('v5'),
  title: 'T',
  url: 'https://example.com',
  timezone: 'Etc/UTC',
  authors: [
    { id: 'A1', slug: 'ann', name: 'Ann Lee', email: 'ann@example.com' },
    { id: 'A2', slug: 'bob', name: 'Bob', email: 'bob@example.com' },
  ],
  tiers: [{ id: 'T1', slug: 'gold', name: 'Gold Tier', active: true }],
  newsletters: [],
  templates: undefined,
}

describe('stamp', () => {
  test('what is written is read', () => {
    const stamp = { ...STAMP, stored: { title: 'x' } }
    expect(readStamp(composeLexical(ROOT, stamp))).toEqual(stamp)
    expect(readStamp(JSON.parse(composeLexical(ROOT, STAMP)))).toEqual(STAMP)
  })

  const refused: [string, unknown][] = [
    ['no document', undefined],
    ['no JSON', '{"ghostSync":'],
    ['no stamp', { root: ROOT }],
    ['a list', { ghostSync: [STAMP] }],
    ['an earlier version', { ghostSync: { ...STAMP, v: 0 } }],
    ['a version as text', { ghostSync: { ...STAMP, v: '1' } }],
    ['no project', { ghostSync: { ...STAMP, project: '' } }],
    ['an endless project', { ghostSync: { ...STAMP, project: 'x'.repeat(201) } }],
    ['a path that leaves', { ghostSync: { ...STAMP, path: '../../.ssh/config' } }],
    ['a path that leaves later', { ghostSync: { ...STAMP, path: 'a/../../b.md' } }],
    ['an absolute path', { ghostSync: { ...STAMP, path: '/etc/passwd' } }],
    ['a drive', { ghostSync: { ...STAMP, path: 'C:x.md' } }],
    ['backslashes', { ghostSync: { ...STAMP, path: 'a\\b.md' } }],
    ['an escape sequence', { ghostSync: { ...STAMP, path: 'a\u001b[2J.md' } }],
    ['an empty path', { ghostSync: { ...STAMP, path: '' } }],
    ['a number as path', { ghostSync: { ...STAMP, path: 5 } }],
    ['no fields', { ghostSync: { v: 1, project: 'p', path: 'a.md' } }],
    ['a digest that is none', { ghostSync: { ...STAMP, fields: { title: { evil: 1 } } } }],
    ['a digest that is a text', { ghostSync: { ...STAMP, fields: { title: 'hello world' } } }],
    ['stored that is none', { ghostSync: { ...STAMP, stored: 'x' } }],
    ['inherited', Object.create({ ghostSync: STAMP })],
  ]
  test.each(refused)('none: %s', (_, document) => {
    expect(readStamp(document)).toBeUndefined()
  })

  test('one in a later format is of a generation that nobody knows, with its project and path', () => {
    const later = readStamp({ ghostSync: { ...STAMP, v: 2, fields: 'whatever that is' } })
    expect(later).toEqual({ v: 1, project: STAMP.project, path: STAMP.path, fields: {}, generation: LATER_FORMAT })
  })

  test('its path is in NFC, however the machine spells it that wrote it', () => {
    expect(readStamp({ ghostSync: { ...STAMP, path: STAMP.path.normalize('NFD') } })?.path).toBe('posts/a b/ü.md')
  })

  test('counts its writes, and names its generation; what is no such number is left out', () => {
    expect(readStamp({ ghostSync: { ...STAMP, seq: 7, generation: 2 } })).toEqual({ ...STAMP, seq: 7, generation: 2 })
    for (const odd of ['7', 0, -1, 1.5, 2 ** 60, null, Number.NaN])
      expect(readStamp({ ghostSync: { ...STAMP, seq: odd, generation: odd } })).toEqual(STAMP)
  })

  test('fields that only a later version knows are left out', () => {
    const fields = JSON.parse('{"title":"abc","__proto__":{"x":"y"},"future":"zzz"}')
    expect(readStamp({ ghostSync: { ...STAMP, fields } })?.fields).toEqual({ title: 'abc' })
  })
})

describe('composePost', () => {
  const compose = (fields: FieldValues, ownershipTag = TAG) =>
    composePost({ fields, body: undefined, ownershipTag, facts: FACTS })

  const table: [string, FieldValues, Record<string, unknown>][] = [
    ['nothing', {}, {}],
    ['text', { title: 'T', meta_title: 'M' }, { title: 'T', meta_title: 'M' }],
    [
      'null clears',
      { meta_title: null, feature_image: null, canonical_url: null },
      { meta_title: null, feature_image: null, canonical_url: null },
    ],
    ['no null where Ghost takes none', { title: null, slug: null, status: null, authors: null }, {}],
    [
      'defaults for null',
      { visibility: null, featured: null, show_title_and_feature_image: null },
      { visibility: 'public', featured: false, show_title_and_feature_image: true },
    ],
    [
      'our tag last',
      { tags: ['b', 'a', '#c'] },
      { tags: [{ name: 'b' }, { name: 'a' }, { name: '#c' }, { name: TAG }] },
    ],
    ['our tag alone', { tags: [] }, { tags: [{ name: TAG }] }],
    [
      'our tag once, spelled our way',
      { tags: ['#Ghost-Sync', 'a', '#ghost-sync'] },
      { tags: [{ name: 'a' }, { name: TAG }] },
    ],
    [
      'authors by id, found by slug, address and name',
      { authors: ['bob', 'Ann@Example.com'] },
      { authors: [{ id: 'A2' }, { id: 'A1' }] },
    ],
    ['tiers by id', { visibility: 'tiers', tiers: ['gold'] }, { visibility: 'tiers', tiers: [{ id: 'T1' }] }],
    ['tiers by name', { tiers: ['gold tier'] }, { tiers: [{ id: 'T1' }] }],
    ['no tiers for other visibilities', { visibility: 'paid', tiers: ['gold'] }, { visibility: 'paid' }],
    ['a date', { published_at: '2026-01-01T00:00:00.000Z' }, { published_at: '2026-01-01T00:00:00.000Z' }],
    ['no date on a draft', { status: 'draft', published_at: null }, { status: 'draft', published_at: null }],
    [
      'no date on a published post: Ghost would say now',
      { status: 'published', published_at: null },
      { status: 'published' },
    ],
    ['flags', { featured: true, email_only: false }, { featured: true, email_only: false }],
  ]
  test.each(table)('%s', (_, fields, wire) => {
    expect(compose(fields)).toEqual(wire)
  })

  test('unknown authors and tiers are failures that name the known ones', () => {
    expect(() => compose({ authors: ['eve'] })).toThrow(
      expect.objectContaining({ code: 'ghost/unknown-author', hint: 'It has: ann, bob.' }),
    )
    expect(() => compose({ tiers: ['lead'] })).toThrow(
      expect.objectContaining({ code: 'ghost/unknown-tier', hint: 'It has: gold.' }),
    )
  })
})

describe('readRemotePost', () => {
  const wire = {
    id: 'p1',
    title: 'T',
    slug: 't',
    status: 'published',
    url: 'https://example.com/t/',
    updated_at: '2026-01-01T00:00:00.000Z',
    published_at: '2026-01-01T00:00:00.700+01:00',
    visibility: 'public',
    featured: false,
    meta_title: '',
    tags: [{ name: 'b' }, { name: TAG }, { name: '#c' }],
    authors: [{ slug: 'ann' }],
    tiers: [{ slug: 'free' }, { slug: 'gold' }],
    email_only: false,
    show_title_and_feature_image: true,
    lexical: composeLexical(ROOT, STAMP),
    mobiledoc: null,
  }

  test('a post of ours', () => {
    expect(readRemotePost(wire, 'post', TAG)).toEqual({
      id: 'p1',
      type: 'post',
      url: 'https://example.com/t/',
      updatedAt: '2026-01-01T00:00:00.000Z',
      fields: {
        title: 'T',
        slug: 't',
        status: 'published',
        published_at: '2025-12-31T23:00:00.000Z',
        tags: ['b', '#c'],
        authors: ['ann'],
        featured: false,
        visibility: 'public',
        tiers: [],
        meta_title: null,
        email_only: false,
      },
      body: { kind: 'lexical', root: ROOT },
      owned: true,
      base: { kind: 'stamp', stamp: STAMP },
    })
  })

  test.each(['../settings', 'a/b', '\ud800', '', 'a?b', ' '])(
    'an id that is none of Ghost’s makes it no post: %j',
    (id) => {
      expect(readRemotePost({ ...wire, id }, 'post', TAG)).toBeUndefined()
    },
  )

  test('pages have other fields', () => {
    const { fields } = readRemotePost(wire, 'page', TAG) ?? { fields: {} }
    expect(fields).toHaveProperty('show_title_and_feature_image', true)
    expect(fields).not.toHaveProperty('email_only')
  })

  test('tiers that were chosen', () => {
    expect(readRemotePost({ ...wire, visibility: 'tiers' }, 'post', TAG)?.fields.tiers).toEqual(['free', 'gold'])
  })

  test('our tag in the spelling that was there before us (MySQL)', () => {
    const post = readRemotePost({ ...wire, tags: [{ name: 'a' }, { name: '#Ghost-Sync' }] }, 'post', TAG)
    expect([post?.owned, post?.fields.tags]).toEqual([true, ['a']])
    expect(readRemotePost({ ...wire, tags: [{ name: 'ghost-sync' }] }, 'post', TAG)?.owned).toBe(false)
  })

  test.each([
    ['mobiledoc', { lexical: null, mobiledoc: '{}' }, 'mobiledoc'],
    ['nothing', { lexical: null, mobiledoc: null }, 'empty'],
    ['no document', { lexical: '{"root":5}' }, 'empty'],
  ])('a body of %s', (_, body, format) => {
    expect(readRemotePost({ ...wire, ...body }, 'post', TAG)).toMatchObject({
      body: { kind: 'other', format },
      base: { kind: 'none' },
    })
  })

  test.each(['id', 'title', 'slug', 'status', 'updated_at'])('without %s it is no post', (key) => {
    expect(readRemotePost({ ...wire, [key]: undefined }, 'post', TAG)).toBeUndefined()
  })

  test('what was composed is what is read', () => {
    const fields: FieldValues = {
      title: 'T',
      slug: 't',
      status: 'draft',
      tags: ['x'],
      featured: true,
      visibility: 'members',
      og_title: null,
    }
    const body = composeBody(ROOT, STAMP, FACTS)
    const sent = composePost({ fields, body, ownershipTag: TAG, facts: FACTS })
    const read = readRemotePost({ ...sent, id: 'p', updated_at: 'u' }, 'post', TAG)
    expect(read?.fields).toEqual(fields)
    expect(Object.keys(read?.fields ?? {}).every((name) => (FIELD_NAMES as readonly string[]).includes(name))).toBe(
      true,
    )
  })
})
