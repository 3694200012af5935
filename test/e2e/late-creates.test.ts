import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { findPostsBySlug } from '../../src/ghost/posts/list-posts.ts'
import { createPost, deletePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { nameRequest } from './crashes/strike.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { startFaultProxy } from './fault-proxy.ts'
import { makeGate } from './make-gate.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// Ghost makes `slug-2` where a slug is taken, and the push that would have taken that post back is dead: the next one does.

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')

const cleanups: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup()
})

async function setScene(name: string) {
  const proxy = await startFaultProxy(site?.url ?? '')
  const workspace = openWorkspace({ name, sites: [{ ...site, url: proxy.url } as typeof site & object] })
  const line: Connection = openLine(site as typeof site & object, `#${name}`)
  workspace.write(`content/posts/${name}.md`, `---\ntitle: Late\nstatus: published\n---\nText.\n`)
  /** Whatever has the slug or one that Ghost makes of it, ours or not, by slug. */
  const list = async () => {
    const found = await findPostsBySlug(line, 'post', [name, `${name}-2`, `${name}-3`])
    return new Map(found.map((post) => [post.fields.slug, post]))
  }
  cleanups.push(async () => {
    await proxy.settle()
    await proxy.close()
    for (const { type, id } of [...(await listRemote(line)), ...(await list()).values()])
      await deletePost(line, type, id).catch(() => undefined)
    rmSync(workspace.folder, { recursive: true, force: true })
  })
  return { proxy, workspace, line, list }
}

test('a create of a dead push that Ghost carries out after the next push has made the same post', async () => {
  const name = 'late-twin'
  const { proxy, workspace, list } = await setScene(name)
  const gate = makeGate()
  const first = workspace.start('push')
  proxy.setRule((request) => {
    if (nameRequest(request) !== 'create') return undefined
    first.kill('SIGKILL')
    return { kind: 'hold', until: gate.opened }
  })
  expect((await first.done).code).toBe(null)
  proxy.setRule(() => undefined)
  expect((await workspace.run('push')).code).toBe(0)
  const made = (await list()).get(name)
  gate.open()
  await proxy.settle()
  expect([...(await list()).keys()].sort()).toEqual([name, `${name}-2`])

  const plan = await workspace.run('plan')
  expect([plan.code, plan.stdout]).toEqual([
    0,
    expect.stringContaining('made twice by a push that was cut off; the other one stays'),
  ])
  const push = await workspace.run('push', '--json')
  expect([push.code, JSON.parse(push.stdout).sites[0].requests.writes]).toEqual([0, 1])
  expect([...(await list()).values()].map(({ id }) => id)).toEqual([made?.id])
  expect(await workspace.run('plan', '--exit-code', '--prune')).toMatchObject({ code: 0 })
})

describe('a stranger takes the slug between plan and write, and the push dies before it takes ours back', () => {
  test("the next push does, and ends where an undisturbed one ends: the stranger's post is reported", async () => {
    const name = 'late-stray'
    const { proxy, workspace, line, list } = await setScene(name)
    const first = workspace.start('push')
    let isMade = false
    proxy.setRule((request) => {
      if (isMade) {
        first.kill('SIGKILL')
        return { kind: 'lose-request' }
      }
      if (nameRequest(request) !== 'create') return undefined
      isMade = true
      const wire = { title: 'By a stranger', slug: name }
      return { kind: 'lose-answer', before: async () => void (await createPost(line, 'post', wire)) }
    })
    expect((await first.done).code).toBe(null)
    proxy.setRule(() => undefined)
    const before = await list()
    expect([...before.keys()].sort()).toEqual([name, `${name}-2`])
    expect(before.get(`${name}-2`)?.owned).toBe(true)

    const plan = await workspace.run('plan')
    expect(plan.stdout).toContain('beside the post that has its slug; it is taken back')
    expect((await workspace.run('push', '--yes')).code).toBe(4)
    const after = await list()
    expect([...after.keys()]).toEqual([name])
    expect(after.get(name)).toEqual(before.get(name))
    const again = await workspace.run('push', '--json')
    expect([again.code, JSON.parse(again.stdout).sites[0].requests.writes]).toEqual([4, 0])

    // Out of the stranger's way, it is made like any other.
    await deletePost(line, 'post', before.get(name)?.id ?? '')
    expect((await workspace.run('push')).code).toBe(0)
    expect((await list()).get(name)).toMatchObject({ owned: true })
  })
})
