import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { identifySite } from '../../src/ghost/transport/identify-site.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
const NAME = 'card-visibility'
const workspace = openWorkspace({ name: NAME, sites: [site] })
const line = openLine(site, `#${NAME}`)

afterAll(async () => {
  for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
  rmSync(workspace.folder, { recursive: true, force: true })
})

const FILE = 'content/posts/for-some.md'
const BODY = `For all.

:::html{web=members}
<p>for members</p>
:::

:::html{web=visitors email=none}
<p>for visitors</p>
:::

:::cta{button=Go url="https://example.com/" web=paid}
for paid members
:::

:::html{web=none}
<p>for newsletters</p>
:::
`

test('a card for some readers reaches them and nobody else, or is not sent at all', async () => {
  workspace.write(FILE, `---\ntitle: For some\nstatus: published\n---\n${BODY}`)
  const pushed = await workspace.run('push', '--yes')
  if (!(await identifySite(line)).capabilities.cardVisibility) {
    expect(pushed.code).not.toBe(0)
    expect(pushed.stdout + pushed.stderr).toContain('card/visibility')
    expect(await listRemote(line)).toEqual([])
    return
  }
  expect(pushed, pushed.stdout + pushed.stderr).toMatchObject({ code: 0 })
  const [post] = await listRemote(line)
  if (post === undefined) throw new Error('no post')
  const page = await (await fetch(post.url)).text()
  expect(page).toContain('For all.')
  expect(page).toContain('<p>for visitors</p>')
  for (const hidden of ['for members', 'for paid members', 'for newsletters']) expect(page).not.toContain(hidden)

  expect(await workspace.run('plan')).toMatchObject({ code: 0 })
  const checked = await workspace.run('check', '--fidelity')
  expect(checked, checked.stdout + checked.stderr).toMatchObject({ code: 0 })

  workspace.remove(FILE)
  const pulled = await workspace.run('pull', 'for-some')
  expect(pulled, pulled.stdout + pulled.stderr).toMatchObject({ code: 0 })
  expect(workspace.read(FILE)).toContain(BODY)
})
