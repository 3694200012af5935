import { afterAll, expect, test } from 'vitest'
import { createPost, deletePost } from '../../src/ghost/posts/write-post.ts'
import { askAdmin } from '../../src/ghost/transport/ask-admin.ts'
import { openLine } from './edit-in-ghost.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// What Ghost takes in a field and a plan does not: `pull` leaves the field to the site, says so, and nothing else of the post is held back.

const [site] = readTestSites()
if (site === undefined) throw new Error('there is no test site')
const line = openLine(site, '#pull-refused')
const workspace = openWorkspace({ name: 'pull-refused', sites: [site] })
const made: string[] = []

afterAll(async () => {
  for (const id of made) await deletePost(line, 'post', id)
})

test.each([
  ['an address that is none', { canonical_url: 'elsewhere' }, '`canonical_url` is left out, and stays on the site'],
  ['an address of another kind', { canonical_url: 'mailto:a@example.com' }, '`canonical_url` is left out'],
  ['a picture written out', { og_image: 'data:image/png;base64,AAAA' }, '`og_image` is left out'],
  ['a picture that leads nowhere', { feature_image: 'source' }, '`as-is:` stands before an address'],
  ['a picture beside the post', { twitter_image: './a/b.png', canonical_url: 'x' }, '`canonical_url` is left out'],
])('%s', async (_, fields, note) => {
  const slug = `pull-refused-${made.length}`
  const lexical = JSON.stringify({
    root: {
      type: 'root',
      version: 1,
      direction: 'ltr',
      format: '',
      indent: 0,
      children: [{ type: 'paragraph', version: 1, children: [{ type: 'extended-text', version: 1, text: 'Words' }] }],
    },
  })
  const { post } = await createPost(line, 'post', { title: slug, slug, ...fields, lexical })
  made.push(post.id)
  const pulled = JSON.parse((await workspace.run('pull', slug, '--json')).stdout)
  expect(pulled).toMatchObject({ kind: 'ghost-sync-pull', version: 1 })
  expect(pulled.sites[0].results).toMatchObject([
    { kind: 'created', notes: expect.arrayContaining([expect.stringContaining(note)]) },
  ])
  const plan = JSON.parse((await workspace.run('plan', '--adopt', '--json')).stdout)
  const own = plan.sites[0].actions.filter(({ path }: { path: string }) => path === `posts/${slug}.md`)
  expect(own).toMatchObject([{ kind: 'update', reason: 'adopted', changes: [] }])
  const file = `content/posts/${slug}.md`
  workspace.write(file, workspace.read(file).replace('Words', 'Other words'))
  expect((await workspace.run('push', '--adopt', '--force', '--yes')).code).toBe(0)
  const { posts } = await askAdmin(line, { method: 'GET', path: `posts/${post.id}/` })
  expect(posts).toMatchObject([fields])
})
