import { expect, test } from 'vitest'
import type {
  ActionResult,
  ConflictReason,
  HeldReason,
  SiteOutcome,
  SkipReason,
  WriteWarning,
} from '../../../src/publish/site-outcome.ts'
import { addReasonTexts, explainResult, explainWarnings } from '../../../src/report/outcome/explain-result.ts'

const about = { path: 'posts/a.md', type: 'post', title: 'A', url: 'https://example.com/a/' } as const

const CONFLICTS: readonly ConflictReason[] = [
  { kind: 'both-changed' },
  { kind: 'both-changed', merges: true },
  { kind: 'both-changed', restored: true },
  { kind: 'no-base' },
  { kind: 'unowned' },
  { kind: 'unowned', released: true },
  { kind: 'pushed-meanwhile' },
  { kind: 'edited-meanwhile' },
  { kind: 'edited-meanwhile', meets: ['title', 'tags'] },
  { kind: 'edited-elsewhere-meanwhile' },
  { kind: 'deleted-since-plan' },
  { kind: 'deleted-meanwhile' },
  { kind: 'edited-before-release', created: false },
  { kind: 'edited-before-release', created: true },
  { kind: 'restored-meanwhile' },
  { kind: 'slug-taken', slug: 'a' },
  { kind: 'slug-taken', slug: 'a', stays: 'a-2' },
  { kind: 'edited-before-removal' },
  { kind: 'original-missing' },
]

const HELD: readonly HeldReason[] = [
  { kind: 'no-consent', newsletter: 'weekly' },
  { kind: 'too-many', emails: 4, limit: 1 },
  { kind: 'unavoidable', newsletter: 'weekly' },
  { kind: 'email-only' },
]

const SKIPPED: readonly SkipReason[] = [
  { kind: 'interrupted' },
  { kind: 'site-stopped-answering' },
  { kind: 'gone', certain: true },
  { kind: 'gone', certain: false },
  { kind: 'file-gone' },
  { kind: 'pulled' },
]

test('every reason has its words', () => {
  const texts = [
    ...CONFLICTS.map((because) => explainResult({ kind: 'conflict', ...about, because })),
    ...HELD.map((because) => explainResult({ kind: 'held', ...about, because })),
    ...SKIPPED.map((because) => explainResult({ kind: 'skipped', ...about, because })),
  ]
  expect(
    texts.map(({ message, hint }) => (hint === undefined ? message : `${message} | ${hint}`)),
  ).toMatchInlineSnapshot(`
    [
      "changed in the file and in Ghost since the last push",
      "changed in the file and in Ghost since the last push | Run \`ghost-sync pull\`, which merges the two, then push.",
      "changed in the file, and restored to an older revision in Ghost, since the last push",
      "differs from the file, and nothing tells who changed what",
      "a post that ghost-sync does not manage has this slug",
      "somebody took our tag off its post in Ghost Admin",
      "written by another push since this one began | Nothing was written. Get the newest files (git pull), then push again.",
      "changed in Ghost while this push was under way | Nothing was written. Run plan again to see both sides.",
      "changed in Ghost while this push was under way, and in the file: title, tags | Nothing was written. Run plan again to see both sides.",
      "changed in Ghost while this push was under way, in other fields than the file | Nothing was written. Push again: the file and that edit do not meet.",
      "deleted in Ghost since the plan was made | Nothing was written. Run plan again to see both sides.",
      "deleted in Ghost while this push was under way | Nothing was written. Run plan again to see both sides.",
      "changed in Ghost while this push was under way: written, but neither published nor sent | Run plan again to see both sides.",
      "changed in Ghost right after it was created as a draft; it was not published",
      "the post that was deleted in Ghost is there again | Run plan again to see it.",
      "another post took the slug "a" in the meantime | Run plan again to see it.",
      "another post took the slug "a" in the meantime, and somebody has edited the one that was made as "a-2": it stays | Run plan again to see it.",
      "changed in Ghost while this push was under way | Nothing was removed.",
      "the post that is to stay in its place is not there | Nothing was removed. Run plan again to see what the site has.",
      "it goes by e-mail to newsletter "weekly", and nobody agreed to that | Push with --send-email to publish and send it, or with --no-email to publish it without.",
      "this push would send 4 e-mails, and may send 1 | Push them one by one, or with --max-emails 4 if all of them are meant.",
      "it carries newsletter "weekly" in Ghost, which sends it as soon as it is published | Schedule it in Ghost Admin and unschedule it in its editor: that takes the newsletter off it.",
      "it is shown by e-mail only (\`email_only\`), and --no-email sends none | Push with --send-email, or remove \`email_only\`.",
      "stopped before its turn",
      "the site stopped answering",
      "deleted in Ghost since it was published; --recreate publishes it again",
      "a post of this title was deleted in Ghost, and nothing tells whether it was this one; --recreate publishes it",
      "its file is gone; it is only reported",
      "Ghost's side is in the file now",
    ]
  `)
})

test('every warning has its words', () => {
  const warnings: readonly WriteWarning[] = [
    { kind: 'plain-link', url: 'https://example.org/', reason: 'Ghost finds nothing there' },
    { kind: 'edited-after-write' },
    { kind: 'second-post-stays', slug: 'a-2' },
  ]
  expect(explainWarnings({ kind: 'created', ...about, fields: [], warnings })).toMatchInlineSnapshot(`
    [
      "https://example.org/ is a plain link, because Ghost finds nothing there",
      "somebody saved it in Ghost right after it was written; that is kept, and \`ghost-sync plan\` shows it",
      "a second post was made as "a-2", and somebody has edited it: it stays",
    ]
  `)
})

test('an outcome in JSON holds each reason as a value and in words', () => {
  const results: readonly ActionResult[] = [
    { kind: 'conflict', ...about, because: { kind: 'edited-before-removal' } },
    { kind: 'held', ...about, because: { kind: 'email-only' } },
    { kind: 'skipped', ...about, because: { kind: 'interrupted' } },
    { kind: 'created', ...about, fields: ['title'], warnings: [{ kind: 'second-post-stays', slug: 'a-2' }] },
    { kind: 'unchanged', ...about },
  ]
  const outcome: SiteOutcome = {
    ...{ site: 'main', url: 'https://example.com', uploads: 0, milliseconds: 1 },
    requests: { reads: 1, writes: 0 },
    results,
  }
  expect(addReasonTexts(outcome).results).toEqual([
    { ...results[0], message: 'changed in Ghost while this push was under way', hint: 'Nothing was removed.' },
    {
      ...results[1],
      message: 'it is shown by e-mail only (`email_only`), and --no-email sends none',
      hint: 'Push with --send-email, or remove `email_only`.',
    },
    { ...results[2], reason: 'stopped before its turn' },
    { ...results[3], warnings: ['a second post was made as "a-2", and somebody has edited it: it stays'] },
    results[4],
  ])
})
