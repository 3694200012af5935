import { expect, test } from 'vitest'
import { isPreviewName, previewPost } from '../../src/scan/preview-post.ts'
import type { DesiredPost } from '../../src/scan/source/desired-post.ts'

const post: DesiredPost = {
  path: 'posts/a.md',
  file: 'content/posts/a.md',
  type: 'post',
  fields: { title: 'A', slug: 'a', status: 'published', tags: ['News'], email_only: true, email_subject: 'Hi' },
  body: { type: 'root', version: 1, children: [], direction: 'ltr', format: '', indent: 0 },
  assets: [],
  lines: {},
  newsletter: { slug: 'weekly', segment: 'all', line: 3 },
}

test('is a draft under its own slug that can never be sent', () => {
  const shown = previewPost(post, 'pr-12')
  expect(shown.fields).toEqual({ title: 'A', slug: 'a-preview-pr-12', status: 'draft', tags: ['News'] })
  expect(shown.newsletter).toBeUndefined()
  expect(shown.body).toBe(post.body)
})

test('its slug stays within what Ghost takes', () => {
  const long = { ...post, fields: { ...post.fields, slug: `${'a'.repeat(180)}-${'b'.repeat(10)}` } }
  const { slug } = previewPost(long, 'pr-12').fields
  expect(slug).toHaveLength(191)
  expect(slug).toMatch(/^a{177}-preview-pr-12$/)
})

test.each([
  ['pr-12', true],
  ['12', true],
  ['PR-12', false],
  ['a--b', false],
  ['-a', false],
  ['a/b', false],
  ['', false],
  ['a'.repeat(41), false],
])('%j as a name: %j', (name, fits) => expect(isPreviewName(name)).toBe(fits))
