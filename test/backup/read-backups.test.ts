import { describe, expect, test } from 'vitest'
import { findDamage } from '../../src/backup/read-backups.ts'

const ROOT = { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children: [] }
const WHOLE = {
  id: '1',
  title: 'T',
  slug: 't',
  status: 'draft',
  updated_at: '2026-11-30T00:00:00.000Z',
  lexical: JSON.stringify({
    root: { ...ROOT, children: [{ type: 'paragraph', children: [{ type: 'text', text: 'a' }] }] },
  }),
  tags: [{ name: 'a' }],
  authors: [{ slug: 'a' }],
  published_at: null,
  featured: false,
}

describe('a kept post', () => {
  test.each([
    ['whole', {}, undefined],
    [
      'of Ghost 3, without what it does not have',
      { lexical: undefined, mobiledoc: '{"version":"0.3.1","atoms":[],"cards":[],"markups":[],"sections":[]}' },
      undefined,
    ],
    ['of nothing but HTML', { lexical: null, mobiledoc: null, html: '<p>a</p>' }, undefined],
    ['of no text at all', { lexical: null, mobiledoc: null, html: null }, undefined],
    ['without its body', { lexical: undefined }, 'it has no body'],
    ['without an id', { id: undefined }, 'its id is missing'],
    ['cut in its body', { lexical: '{"root":{"type":"root","chil' }, 'its body (lexical) is not whole JSON'],
    ['with a body that is an object', { lexical: { root: ROOT } }, 'its body (lexical) is not a text'],
    [
      'with a node that is none',
      { lexical: JSON.stringify({ root: { ...ROOT, children: ['a'] } }) },
      'its body (lexical) is no document of Ghost',
    ],
    [
      'cut in its Mobiledoc',
      { lexical: null, mobiledoc: '{"version":"0.3.1","at' },
      'its body (mobiledoc) is not whole JSON',
    ],
    ['with tags that are a text', { tags: 'a, b' }, 'its tags is not what Ghost sends'],
    ['with a tag without a name', { tags: [{ slug: 'a' }] }, 'its tags is not what Ghost sends'],
    ['with an author that is a text', { authors: ['a'] }, 'its authors is not what Ghost sends'],
    ['with a date that is none', { published_at: 'soon' }, 'its published_at is not what Ghost sends'],
    ['with a flag that is a text', { featured: 'yes' }, 'its featured is not what Ghost sends'],
    ['with a meta title that is a number', { meta_title: 3 }, 'its meta_title is not what Ghost sends'],
  ])('%s', (_, change, damage) => {
    const post = Object.fromEntries(Object.entries({ ...WHOLE, ...change }).filter(([, value]) => value !== undefined))
    expect(findDamage(post)).toBe(damage)
  })
})
