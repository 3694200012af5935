import { rmSync } from 'node:fs'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { deletePost } from '../../src/ghost/delete-post.ts'
import { nameRequest } from './crashes/strike.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'

// Ctrl-C, as a terminal sends it, and SIGTERM, as a CI runner does: once, what is being written is finished and the rest is named; twice, it
// ends at once; and while nothing is being written, once is enough.

const [site] = inject('sites')
if (site === undefined) throw new Error('no site')

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function setScene(
  name: string,
): Promise<{ workspace: Workspace; proxy: FaultProxy; slugs: () => Promise<string[]> }> {
  const proxy = await startFaultProxy(site?.url ?? '')
  const policies = { concurrency: 2, timeoutSeconds: 120 }
  const workspace = openWorkspace({ name, sites: [{ ...site, url: proxy.url } as typeof site & object], policies })
  for (const post of 'abcdef') {
    workspace.write(`content/posts/${name}-${post}.md`, `---\ntitle: Post ${post}\nstatus: draft\n---\nText.\n`)
  }
  const line = openLine(site as typeof site & object, `#${name}`)
  cleanups.push(async () => {
    await proxy.close()
    for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
    rmSync(workspace.folder, { recursive: true, force: true })
  })
  const slugs = async () => (await listRemote(line)).map(({ fields }) => fields.slug.replace(`${name}-`, '')).sort()
  return { workspace, proxy, slugs }
}

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  test('once, in the middle of writing: what is under way is finished, what is left is named, exit 130', async () => {
    const { workspace, proxy, slugs } = await setScene(`int-once-${signal.toLowerCase()}`)
    const run = workspace.start('push')
    let creates = 0
    proxy.setRule((request) => {
      if (nameRequest(request) !== 'create') return undefined
      creates += 1
      return creates === 2 ? { kind: 'before', act: () => run.kill(signal) } : undefined
    })
    const { code, stdout, stderr } = await run.done
    expect(code).toBe(130)
    const written = await slugs()
    expect(written.length).toBeGreaterThan(1)
    expect(written.length).toBeLessThan(6)
    expect(stderr).toContain('Ctrl-C again stops at once')
    expect(stdout.split('stopped before its turn').length - 1).toBe(6 - written.length)
    expect(stdout).toMatch(new RegExp(`main: .*${written.length} created`))
    proxy.setRule(() => undefined)
    expect((await workspace.run('push')).code).toBe(0)
    expect(await slugs()).toEqual([...'abcdef'])
  })

  test('twice, while a site does not answer: at once', async () => {
    const { workspace, proxy } = await setScene(`int-twice-${signal.toLowerCase()}`)
    const run = workspace.start('push')
    let [begun, ended] = [false, 0]
    proxy.setRule((request) => {
      if (nameRequest(request) !== 'create') return undefined
      if (begun) return { kind: 'hang' }
      begun = true
      run.kill(signal)
      setTimeout(() => {
        ended = performance.now()
        run.kill(signal)
      }, 1500)
      return { kind: 'hang' }
    })
    expect((await run.done).code).toBe(130)
    expect(ended).toBeGreaterThan(0)
    expect(performance.now() - ended).toBeLessThan(5000)
  })

  test.each(['plan', 'push', 'sites', 'doctor'])('once, while %s still reads: at once', async (command) => {
    const { workspace, proxy, slugs } = await setScene(`int-read-${command}-${signal.toLowerCase()}`)
    const run = workspace.start(command)
    let sent = 0
    proxy.setRule((request) => {
      if (nameRequest(request) !== 'settings') return undefined
      sent = performance.now()
      run.kill(signal)
      return { kind: 'hang' }
    })
    const { code, stderr } = await run.done
    expect(code).toBe(130)
    expect(performance.now() - sent).toBeLessThan(5000)
    expect(stderr).toContain('stopped; nothing was written')
    expect(await slugs()).toEqual([])
  })
})
