import { expect, test } from 'vitest'
import type { Action } from '../../src/diff/plan.ts'
import { findFormerRedirects, findRedirects } from '../../src/publish/find-redirects.ts'
import type { ActionResult } from '../../src/publish/site-outcome.ts'
import { resolvePosts } from '../../src/scan/resolve-posts.ts'
import { makeDesired, makePushed, SITE } from '../diff/sample-posts.ts'
import { SITE as BLOG, FACTS, fakeAssets, makeSource } from '../scan/make-source.ts'

interface Case {
  /** The address and the status before. */
  readonly before?: string
  readonly status?: string
  readonly action?: 'update' | 'delete' | 'unpublish' | 'conflict' | 'create'
  /** The status that an update writes. */
  readonly writes?: string
  readonly result?: ActionResult['kind']
  readonly after?: string
  readonly site?: string
}

const home = { to: '/', permanent: false }

test.each<[string, Case, object | undefined]>([
  ['moved', { after: '/b/' }, { from: '/a/', to: '/b/', permanent: true }],
  ['stays', {}, undefined],
  ['moved, adopted', { after: '/b/', result: 'adopted' }, undefined],
  ['moved, failed', { after: '/b/', result: 'failed' }, undefined],
  ['moved to a preview', { after: '/p/1/' }, undefined],
  ['moved to another site', { after: 'https://other.example.com/a/' }, undefined],
  ['becomes a draft', { writes: 'draft', after: '/p/1/' }, { from: '/a/', ...home }],
  ['was a draft', { status: 'draft', after: '/b/' }, undefined],
  ['was scheduled', { status: 'scheduled', after: '/b/' }, undefined],
  ['had a preview only', { before: '/p/1/', after: '/b/' }, undefined],
  ['was the home page', { before: '/', after: '/b/' }, undefined],
  ['was elsewhere', { before: 'https://other.example.com/a/', after: '/b/' }, undefined],
  ['deleted', { action: 'delete', result: 'deleted' }, { from: '/a/', ...home }],
  ['deleted as a draft', { action: 'delete', result: 'deleted', status: 'draft' }, undefined],
  ['unpublished', { action: 'unpublish', result: 'unpublished' }, { from: '/a/', ...home }],
  ['not deleted', { action: 'delete', result: 'conflict' }, undefined],
  ['created', { action: 'create', result: 'created' }, undefined],
  [
    'under a folder',
    { site: `${SITE}/blog`, before: '/blog/a/', after: '/blog/b/' },
    { from: '/a/', to: '/b/', permanent: true },
  ],
  ['beside the folder', { site: `${SITE}/blog`, before: '/blogs/a/', after: '/blog/b/' }, undefined],
])('a post that %s', (_, { before = '/a/', status = 'published', after = before, ...more }, redirect) => {
  const { action = 'update', writes, result = 'updated', site = SITE } = more
  const post = { ...makePushed(makeDesired('a.md', { status })), id: 'x', url: new URL(before, site).href }
  const about = { path: 'a.md', type: 'post', title: 'A' }
  const payload = { fields: writes === undefined ? {} : { status: writes } }
  const actions = [{ ...about, kind: action, ...(action !== 'create' && { id: 'x' }), payload } as unknown as Action]
  const results = [{ ...about, kind: result, url: new URL(after, site).href } as unknown as ActionResult]
  const plan = { site: 'main', url: site, actions, problems: [] }
  expect(findRedirects(plan, results, [post])).toEqual(redirect === undefined ? [] : [redirect])
  expect(findRedirects(plan, [], [post])).toEqual([])
})

test('from the former website to the posts that readers see', async () => {
  const files = [
    makeSource('posts/2020-05-06-trip.md', 'title: Trip\naliases: [/old/trip, Other name]\nstatus: published'),
    makeSource('posts/2020-05-07-hidden.md', 'title: Hidden\nstatus: draft'),
    makeSource('posts/2020-05-08-a.md', 'title: A\naliases: [/same]\nstatus: published'),
    makeSource('posts/2020-05-09-b.md', 'title: B\naliases: [/same]\nstatus: published'),
  ]
  const rules = {
    ...BLOG.rules,
    formerUrl: 'https://old.example/blog',
    formerPermalinks: ['/{year}/{name}.html', '/{slug}/'],
  }
  const site = { ...BLOG, rules }
  const readAsset = fakeAssets([])
  const { posts } = await resolvePosts({ files, site, siteNames: ['blog'], facts: FACTS, now: new Date(), readAsset })
  const results = posts.map(({ draft: { source, slug } }) => ({
    kind: 'unchanged' as const,
    path: source.path,
    type: 'post' as const,
    title: 'T',
    url: `https://example.com/${slug}/`,
  }))
  const redirects = findFormerRedirects(posts, results, 'https://example.com', rules)
  expect(redirects.map(({ from, to }) => `${from} ${to}`)).toEqual([
    '/blog/old/trip/ /trip/',
    '/blog/2020/trip/ /trip/',
    '/blog/trip/ /trip/',
    '/blog/2020/a/ /a/',
    '/blog/a/ /a/',
    '/blog/2020/b/ /b/',
    '/blog/b/ /b/',
  ])
})
