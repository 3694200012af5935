import { afterAll, expect, test } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

const NAME = 'bare-urls'
const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
const line = openLine(site, `#${NAME}`)
const workspace = openWorkspace({ name: NAME, sites: [site] })

afterAll(async () => {
  for (const post of await listRemote(line)) await deletePost(line, post.type, post.id)
})

async function readCards() {
  const [post] = await listRemote(line)
  if (post?.body.kind !== 'lexical') throw new Error('no post')
  return post.body.root.children
}

test('an address alone becomes the card that Ghost makes of it, and one that Ghost refuses a plain link and a warning', async () => {
  const refused = `${site.url}/there-is-no-such-page/`
  workspace.write(
    'content/embeds.md',
    `---\ntitle: Bare\n---\nBefore.\n\n${site.url}/about/\n\n<${refused}>\n\nAfter.\n`,
  )
  const push = await workspace.run('push')
  expect(push.code).toBe(0)
  expect(push.stdout).toContain(`warning: ${refused} is a plain link`)
  const cards = await readCards()
  expect(cards.map(({ type }) => type)).toEqual(['paragraph', 'bookmark', 'paragraph', 'paragraph'])
  expect(cards[1]).toMatchObject({ url: `${site.url}/about/`, metadata: { title: expect.stringContaining('About') } })
  expect(JSON.stringify(cards[2])).toContain(`"url":"${refused}"`)
})

test('the next push writes nothing, and asks for no card again', async () => {
  const push = await workspace.run('push', '--verbose')
  expect(push.stdout).toContain('Nothing to do')
  expect(push.stderr).not.toContain('oembed')
})

test('a changed word keeps the card that is there', async () => {
  const [, before] = await readCards()
  workspace.write('content/embeds.md', workspace.read('content/embeds.md').replace('After.', 'After it.'))
  const push = await workspace.run('push', '--verbose')
  expect(push.code).toBe(0)
  expect(push.stderr).not.toContain(encodeURIComponent(`${site.url}/about/`))
  expect((await readCards())[1]).toEqual(before)
})
