import { describe, expect, test } from 'vitest'
import type { BlockedAction } from '../../src/diff/plan.ts'
import { type PlanInput, planSite } from '../../src/diff/plan-site.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import type { LinkingPost } from '../../src/scan/links/find-held-posts.ts'
import type { DesiredPost } from '../../src/scan/source/desired-post.ts'
import { makeDesired, makeInput, makePushed } from './sample-posts.ts'

const OUT = { status: 'published' }
const [a, b, c] = ['a', 'b', 'c'].map((name) => makeDesired(`${name}.md`, OUT)) as [
  DesiredPost,
  DesiredPost,
  DesiredPost,
]
const broken: BlockedAction = { kind: 'blocked', path: 'a.md', type: 'post', title: 'a.md', problems: [] }

/** `c` links to `b`, and `b` to `a`. */
const LINKS: readonly LinkingPost[] = [
  { path: 'a.md', slug: 'a', links: [] },
  { path: 'b.md', slug: 'b', links: [{ path: 'a.md', target: 'a.md', line: 2 }] },
  { path: 'c.md', slug: 'c', links: [{ path: 'b.md', target: 'b.md', line: 3 }] },
]

function plan(desired: readonly DesiredPost[], remote: readonly RemotePost[], more: Partial<PlanInput> = {}) {
  const { actions, problems } = planSite(
    makeInput(desired, remote, { blocked: [broken], links: LINKS, problems: [], ...more }),
  )
  return {
    kinds: Object.fromEntries(actions.map(({ path, kind }) => [path.replace('.md', ''), kind])),
    problems: problems.map(({ code, file, line }) => [code, file, line]),
  }
}

describe('a post that leads to one with an error', () => {
  test('is held, and so is what leads to it', () => {
    expect(plan([b, c], [])).toEqual({
      kinds: { a: 'blocked', b: 'blocked', c: 'blocked' },
      problems: [
        ['link/blocked', 'content/b.md', 2],
        ['link/blocked', 'content/c.md', 3],
      ],
    })
  })

  test('goes out where the site has that post already', () => {
    expect(plan([b, c], [makePushed(a)])).toEqual({
      kinds: { a: 'blocked', b: 'create', c: 'create' },
      problems: [],
    })
  })

  test.each<[string, RemotePost]>([
    ['as a draft', makePushed({ ...a, fields: { ...a.fields, status: 'draft' } })],
    ['at another address', makePushed(a, { slug: 'elsewhere' })],
    ['but it is not ours', { ...makePushed(a), owned: false }],
    ['but it is that of another file', makePushed({ ...c, fields: { ...c.fields, slug: 'a' } })],
  ])('is held where the site has it %s', (_, remote) => {
    expect(plan([b], [remote], { notAskedFor: ['c.md'] }).kinds).toMatchObject({ b: 'blocked' })
  })

  test('as a draft, leads to drafts', () => {
    const draft = { ...b, fields: { ...b.fields, status: 'draft' } }
    const remote = makePushed({ ...a, fields: { ...a.fields, status: 'draft' } })
    expect(plan([draft], [remote], { notAskedFor: ['c.md'] }).kinds).toMatchObject({ b: 'create' })
  })

  test('holds nothing up that leads to it where it is out itself, in its former text', () => {
    const edited = makeDesired('b.md', { ...OUT, title: 'New' })
    expect(plan([edited, c], [makePushed(b)]).kinds).toEqual({ a: 'blocked', b: 'blocked', c: 'create' })
  })

  test('stays as it is where nothing of it is to be written', () => {
    expect(plan([b, c], [makePushed(b), makePushed(c)])).toEqual({
      kinds: { a: 'blocked', b: 'unchanged', c: 'unchanged' },
      problems: [],
    })
  })

  test('is held as well when it was not asked for, and with it what leads to it', () => {
    expect(plan([c], [], { notAskedFor: ['b.md'] })).toEqual({
      kinds: { a: 'blocked', c: 'blocked' },
      problems: [['link/blocked', 'content/c.md', 3]],
    })
  })
})

test('a mistake that only shows on the site holds others like one in the file', () => {
  const taken = { ...makePushed(makeDesired('x.md', { slug: 'new' })), owned: false } as const
  const moved = makeDesired('a.md', { ...OUT, slug: 'new' })
  const links = LINKS.map((post) => (post.path === 'a.md' ? { ...post, slug: 'new' } : post))
  const result = plan([moved, b, c], [makePushed(a), taken], { blocked: [], links })
  expect(result.kinds).toEqual({ a: 'blocked', b: 'blocked', c: 'blocked' })
  expect(result.problems.map(([code]) => code)).toEqual(['post/slug-taken', 'link/blocked', 'link/blocked'])
})

test('a link to a post that was deleted in Ghost is told, and so is one to a post that is left out and not there', () => {
  const links = LINKS.slice(1)
  const published = new Map([['b.md', '6b04fca3a4eb412cc90c8eb8']])
  expect(plan([b, c], [], { blocked: [], links, published }).problems).toEqual([['link/gone', 'content/c.md', 3]])
  const draft = makeDesired('c.md')
  expect(plan([b, draft], [], { blocked: [], links, published }).problems).toEqual([])
  expect(plan([c], [], { blocked: [], links, notAskedFor: ['b.md'] })).toEqual({
    kinds: { c: 'create' },
    problems: [['link/not-pushed', 'content/c.md', 3]],
  })
  expect(plan([c], [makePushed(b)], { blocked: [], links, notAskedFor: ['b.md'] }).problems).toEqual([])
})
