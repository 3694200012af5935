import { expect, test } from 'vitest'
import type { RestoreRefusal, RestoreResult, RestoreWarning } from '../../../src/publish/restore-post.ts'
import { addRestoreText, explainRefused, explainRestoreWarning } from '../../../src/report/outcome/explain-restore.ts'

const url = 'https://example.com/a/'

test('every refusal and every warning has its words', () => {
  const refusals: readonly RestoreRefusal[] = [
    { kind: 'slug-taken', slug: 'a', by: { type: 'page', url, title: 'Other' } },
    { kind: 'slug-taken-meanwhile', slug: 'a' },
    { kind: 'slug-taken-meanwhile', slug: 'a', stays: 'a-2' },
    { kind: 'edited-meanwhile' },
  ]
  const warnings: readonly RestoreWarning[] = [
    { kind: 'not-noted', message: 'the site did not answer' },
    { kind: 'newsletter-kept', newsletter: 'weekly', status: 'draft' },
    { kind: 'newsletter-kept', newsletter: 'weekly', status: 'scheduled' },
    { kind: 'draft', because: 'sent-only-by-email' },
    { kind: 'draft', because: 'schedule-passed' },
    { kind: 'stored-in-other-form', fields: ['title', 'tags'] },
  ]
  expect([...refusals.map(explainRefused), ...warnings.map(explainRestoreWarning)]).toMatchInlineSnapshot(`
    [
      {
        "hint": "Give that one another slug, or delete it, first: https://example.com/a/",
        "message": "its slug "a" belongs to another page now, "Other"",
      },
      {
        "message": "another post took the slug "a" in the meantime",
      },
      {
        "message": "another post took the slug "a" in the meantime, and somebody has edited the one that was made as "a-2": it stays",
      },
      {
        "hint": "Nothing was written. Run restore again to see it.",
        "message": "changed in Ghost in the meantime",
      },
      "it could not be noted on the site: the site did not answer",
      "it stays a draft: it carries the newsletter "weekly" in Ghost, which would send it",
      "it stays scheduled as it is: it carries the newsletter "weekly" in Ghost, which would send it",
      "it comes back as a draft: Ghost cannot make a post that was sent as an e-mail only",
      "it comes back as a draft: its time has passed in the meantime",
      "Ghost stored otherwise than it was: title, tags",
    ]
  `)
})

test('a result in JSON holds each reason as a value and in words', () => {
  const about = { file: '/b/a.json', site: 'main', path: 'posts/a.md', title: 'A', url }
  const refused: RestoreResult = { ...about, kind: 'refused', because: { kind: 'edited-meanwhile' } }
  expect(addRestoreText(refused)).toEqual({
    ...refused,
    message: 'changed in Ghost in the meantime',
    hint: 'Nothing was written. Run restore again to see it.',
  })
  const drafted: RestoreResult = {
    ...{ ...about, kind: 'restored', how: 'created' },
    warnings: [{ kind: 'draft', because: 'schedule-passed' }],
  }
  expect(addRestoreText(drafted)).toEqual({
    ...drafted,
    warnings: ['it comes back as a draft: its time has passed in the meantime'],
  })
})
