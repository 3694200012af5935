import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { deletePost, updatePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { nameRequest } from './crashes/strike.ts'
import { drawPng } from './draw-png.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// Ctrl-C, as a terminal sends it, and SIGTERM, as a CI runner does: once, what is being written is finished and the rest is named; twice, it
// ends at once; and while nothing is being written, once is enough.

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function setScene(
  name: string,
): Promise<{ workspace: Workspace; proxy: FaultProxy; line: Connection; slugs: () => Promise<string[]> }> {
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
  return { workspace, proxy, line, slugs }
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

  test.each(['plan', 'push', 'pull', 'sites', 'doctor'])('once, while %s still reads: at once', async (command) => {
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

  test('once, while files are pulled: the one under way is finished, the others are named', async () => {
    const name = `int-pull-${signal.toLowerCase()}`
    const { workspace, proxy, line } = await setScene(name)
    expect((await workspace.run('push')).code).toBe(0)
    const posts = await listRemote(line)
    for (const post of posts) {
      const root = post.body.kind === 'lexical' ? JSON.stringify(post.body.root) : ''
      const edited = root.replace('Text.', 'Text of an editor.')
      const stamp = post.base.kind === 'stamp' ? JSON.stringify(post.base.stamp) : ''
      const lexical = `{"root":${edited},"ghostSync":${stamp}}`
      await updatePost(line, 'post', post.id, { lexical, updated_at: post.updatedAt })
    }
    const read = () => [...'abcdef'].map((post) => workspace.read(`content/posts/${name}-${post}.md`))
    const before = read()
    const run = workspace.start('pull', '--force')
    // One per file, for the text that its post had.
    let reads = 0
    proxy.setRule((request) => {
      if (nameRequest(request) !== 'read') return undefined
      reads += 1
      return reads === 2 ? { kind: 'before', act: () => run.kill(signal) } : undefined
    })
    const { code, stdout, stderr } = await run.done
    expect([code, stderr]).toEqual([130, expect.stringContaining('what is left is listed above')])
    const after = read()
    expect(after.filter((text) => text.includes('an editor'))).toHaveLength(2)
    expect(after.filter((text, nth) => text === before[nth])).toHaveLength(4)
    expect(stdout.split('stopped before its turn').length - 1).toBe(4)
    expect(stdout).toContain('2 updated, 4 left')
    expect((await workspace.run('pull', '--force')).code).toBe(0)
    expect(read().every((text) => text.includes('an editor'))).toBe(true)
  })

  test('once, while posts are brought back: the one under way is finished, the others are named', async () => {
    const { workspace, proxy, slugs } = await setScene(`int-restore-${signal.toLowerCase()}`)
    expect((await workspace.run('push')).code).toBe(0)
    workspace.remove('content/posts')
    workspace.write(`content/posts/int-restore-${signal.toLowerCase()}-z.md`, '---\ntitle: z\n---\nText.\n')
    expect((await workspace.run('push', '--prune', '--yes', '--max-deletes', '6')).code).toBe(0)
    expect(await slugs()).toEqual(['z'])
    const run = workspace.start('restore', 'latest', '--yes')
    let creates = 0
    proxy.setRule((request) => {
      if (nameRequest(request) !== 'create') return undefined
      creates += 1
      return creates === 2 ? { kind: 'before', act: () => run.kill(signal) } : undefined
    })
    const { code, stdout } = await run.done
    expect(code).toBe(130)
    expect(await slugs()).toHaveLength(3)
    expect(stdout.split('stopped before its turn').length - 1).toBe(4)
    proxy.setRule(() => undefined)
    expect((await workspace.run('restore', 'latest', '--yes')).code).toBe(0)
    expect(await slugs()).toEqual([...'abcdefz'])
  })

  test('once, while restore still reads: at once', async () => {
    const { workspace, proxy } = await setScene(`int-reading-${signal.toLowerCase()}`)
    expect((await workspace.run('push')).code).toBe(0)
    workspace.remove(`content/posts/int-reading-${signal.toLowerCase()}-a.md`)
    expect((await workspace.run('push', '--prune', '--yes')).code).toBe(0)
    const run = workspace.start('restore', 'latest', '--yes')
    let sent = 0
    proxy.setRule((request) => {
      if (nameRequest(request) !== 'settings') return undefined
      sent = performance.now()
      run.kill(signal)
      return { kind: 'hang' }
    })
    const { code, stderr } = await run.done
    expect([code, stderr]).toEqual([130, expect.stringContaining('stopped; nothing was written')])
    expect(performance.now() - sent).toBeLessThan(5000)
  })

  test('once, while pictures are pulled: at once, and nothing half brought along stays', async () => {
    const { workspace, proxy } = await setScene(`int-files-${signal.toLowerCase()}`)
    const name = (post: string) => `int-files-${signal.toLowerCase()}-${post}`
    for (const post of 'abcdef') {
      workspace.write(`content/${post}.png`, drawPng(8, 8, [post.charCodeAt(0), signal.length, 77]))
      workspace.write(`content/posts/${name(post)}.md`, `---\ntitle: ${post}\n---\n![Shown](../${post}.png)\n`)
    }
    expect((await workspace.run('push')).code).toBe(0)
    workspace.remove('content')
    const run = workspace.start('pull', '--all', '--force', '--site', 'main')
    let fetched = 0
    let sent = 0
    proxy.setRule(({ path }) => {
      if (!path.startsWith('/content/images/')) return undefined
      fetched += 1
      if (fetched < 3) return undefined
      if (fetched === 3) {
        sent = performance.now()
        run.kill(signal)
      }
      return { kind: 'hang' }
    })
    const { code, stdout } = await run.done
    expect(code).toBe(130)
    expect(performance.now() - sent).toBeLessThan(5000)
    expect(stdout).toContain('stopped before its turn')
    const left = existsSync(join(workspace.folder, 'content'))
      ? readdirSync(join(workspace.folder, 'content'), { recursive: true, withFileTypes: true })
      : []
    expect(left.filter((entry) => entry.isFile()).map((entry) => entry.name)).toEqual([])
  })
})
