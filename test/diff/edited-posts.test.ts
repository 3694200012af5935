import { describe, expect, test } from 'vitest'
import { isEdited } from '../../src/diff/edited-posts.ts'
import { makeDesired, makePushed, SITE } from './sample-posts.ts'

const context = { siteUrl: SITE, defaultAuthor: 'owner' }

/** The stamp is still there: Ghost Admin's list of posts does not touch it. */
describe('the status, changed without a trace in the stamp', () => {
  test.each<[string, string, string, boolean]>([
    ['unpublished', 'published', 'draft', true],
    ['published', 'draft', 'published', true],
    ['unscheduled', 'scheduled', 'draft', true],
    ['come due', 'scheduled', 'published', false],
    ['come due as an e-mail only', 'scheduled', 'sent', false],
    ['sent as an e-mail only', 'published', 'sent', false],
    ['as it was written', 'draft', 'draft', false],
  ])('%s', (_, written, now, expected) => {
    const post = makePushed(makeDesired('posts/a.md', { status: written }), { status: now })
    expect(isEdited(post, context)).toBe(expected)
  })
})
