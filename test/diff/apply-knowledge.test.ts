import { expect, test } from 'vitest'
import { applyForce, applyRecognisedFiles } from '../../src/diff/apply-knowledge.ts'
import { applyEmail } from '../../src/diff/plan-email.ts'
import { completePlan, decideSite, type PlanInput, planSite } from '../../src/diff/plan-site.ts'
import { preserveStatus } from '../../src/diff/preserve-status.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import type { DesiredPost } from '../../src/scan/source/desired-post.ts'
import { makeBody, makeDesired, makeInput, makePushed, SITE } from './sample-posts.ts'

// What is learnt after the posts were decided has to lead to the plan that would have been made had it been known before.

const HASH = '0123456789abcdef'
const ADDRESS = `${SITE}/content/images/2026/11/a.png`
const FILES = new Map([[ADDRESS, HASH]])
const ASSET = `ghost-sync-asset:${HASH}`

/** The post as the site has it: with another title, or text, or picture, and with our stamp or none. */
function change(post: DesiredPost, fields: Partial<RemotePost['fields']>, more: Partial<RemotePost> = {}): RemotePost {
  return { ...makePushed(post), fields: { ...makePushed(post).fields, ...fields }, ...more }
}

const [plain, bare] = [makeDesired('plain.md', { custom_excerpt: 'Mine' }), makeDesired('bare.md')]
const illustrated = makeDesired('illustrated.md', { feature_image: ASSET })
const shown = change(illustrated, { feature_image: ADDRESS })
const image = { type: 'image', version: 1, src: ADDRESS, width: null, height: null, title: '', alt: '', caption: '' }
const inText = {
  ...makeDesired('in-text.md'),
  body: { ...makeBody('Hello'), children: [{ ...image, src: ASSET }] },
}
const shownInText = change(inText, {}, { body: { kind: 'lexical', root: { ...inText.body, children: [image] } } })

test.each<[string, DesiredPost, RemotePost, string, string]>([
  ['shown in a field, without a stamp', illustrated, { ...shown, base: { kind: 'none' } }, 'conflict', 'update'],
  ['shown in the text, without a stamp', inText, { ...shownInText, base: { kind: 'none' } }, 'conflict', 'update'],
  ['shown in a field, with a stamp', illustrated, shown, 'unchanged', 'unchanged'],
  ['in a post that is not ours', illustrated, { ...shown, owned: false }, 'unowned', 'unowned'],
  ['shown nowhere', bare, change(bare, {}, { base: { kind: 'none' } }), 'update', 'update'],
])('a recognised picture %s', (_, file, post, before, after) => {
  const input = makeInput([file, plain], [post, makePushed(plain)])
  const first = decideSite(input)
  expect(first.posts.find(({ match }) => match.desired === file)?.action.kind).toBe(before)
  const plan = completePlan(applyRecognisedFiles(first, FILES))
  expect(plan.actions.find(({ path }) => path === file.path)?.kind).toBe(after)
  expect(plan).toEqual(planSite({ ...input, context: { ...input.context, files: FILES } }))
})

test('a post that shows no recognised picture is not decided again', () => {
  const first = decideSite(makeInput([illustrated, plain], [shown, makePushed(plain)]))
  const then = applyRecognisedFiles(first, FILES)
  const again = first.posts.map((post, nth) => [post.match.desired.path, post !== then.posts[nth]])
  expect(Object.fromEntries(again)).toEqual({ 'illustrated.md': true, 'plain.md': false })
  expect(applyRecognisedFiles(first, new Map())).toBe(first)
})

const both = (name: string) => {
  const pushed = makeDesired(name, { custom_excerpt: 'Base' })
  const edited = { ...pushed, fields: { ...pushed.fields, custom_excerpt: 'Mine' } }
  return { file: edited, post: makePushed(pushed, { custom_excerpt: 'Theirs' }) }
}

test('a choice for the file holds for that file alone', () => {
  const [one, other] = [both('one.md'), both('other.md')]
  const input = makeInput([one.file, other.file], [one.post, other.post])
  const forced = new Set(['one.md'])
  const plan = completePlan(applyForce(decideSite(input), forced))
  expect(plan.actions.map(({ kind }) => kind)).toEqual(['update', 'conflict'])
  expect(plan).toEqual(planSite({ ...input, forced }))
  expect(completePlan(applyForce(decideSite(input), new Set()))).toEqual(planSite(input))
})

test('a status that is kept leads to the plan of a file that asks for no other', () => {
  const wanted = makeDesired('a.md', { status: 'published', custom_excerpt: 'Mine' })
  const post = makePushed({ ...wanted, fields: { ...wanted.fields, status: 'draft', custom_excerpt: 'Base' } })
  const input = makeInput([wanted, plain], [post, makePushed(plain)])
  const asDraft = { ...wanted, fields: { ...wanted.fields, status: 'draft' } }
  const { decision, kept } = preserveStatus(decideSite(input))
  expect(kept).toEqual([{ path: 'a.md', status: 'draft', asked: 'published' }])
  expect(completePlan(decision)).toEqual(planSite({ ...input, desired: [asDraft, plain] }))
})

test('what an e-mail blocks holds back the posts that link to it, and nothing asks again', () => {
  const out = { status: 'published' }
  const [target, linking] = [makeDesired('target.md', out), makeDesired('linking.md', out)]
  const input: PlanInput = makeInput(
    [linking, target],
    [makePushed({ ...target, fields: { ...target.fields, status: 'draft' } })],
    {
      links: [
        { path: 'target.md', slug: 'target', links: [] },
        { path: 'linking.md', slug: 'linking', links: [{ path: 'target.md', target: 'target.md', line: 2 }] },
      ],
    },
  )
  expect(planSite(input).actions.map(({ kind }) => kind)).toEqual(['create', 'update'])
  const states = new Map([['target.md', { newsletter: 'weekly', segment: 'all', email: undefined }]])
  const plan = completePlan(applyEmail(decideSite(input), { states, audiences: new Map() }))
  expect(plan.actions.map(({ kind }) => kind)).toEqual(['blocked', 'blocked'])
  expect(plan.problems.map(({ code }) => code)).toEqual(['email/not-asked-for', 'link/blocked'])
})
