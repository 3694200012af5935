import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import type { SiteOutcome } from '../../src/publish/site-outcome.ts'
import { drawRandom } from './crashes/draw-random.ts'
import { drawPng } from './draw-png.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { makeGate } from './make-gate.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// Two clones of one repository that push in the same moment, round after round, each through a line that is slow by turns. Nothing is there
// twice, what a push says that it wrote is on the site, and where both wanted something else, one of them is told. Both have seen the site before
// either writes to it: how it goes where one sees what the other has written already is in the second test.

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')

const ROUNDS = Number(process.env.GHOST_SYNC_FAULTS_ROUNDS ?? 4)
const SEED = Number(process.env.GHOST_SYNC_FAULTS_SEED ?? 1)
const NAME = 'two-pushes'

interface Clone {
  readonly workspace: Workspace
  readonly proxy: FaultProxy
  readonly push: (...flags: string[]) => Promise<{
    readonly code: number | null
    readonly outcome: SiteOutcome
    readonly kinds: ReadonlyMap<string, string>
  }>
}

const line = openLine(site, `#${NAME}`)
const random = drawRandom(SEED)
const proxies = await Promise.all([startFaultProxy(site.url), startFaultProxy(site.url)])
const clones: readonly Clone[] = proxies.map((proxy) => {
  const workspace = openWorkspace({ name: NAME, sites: [{ ...(site as typeof site & object), url: proxy.url }] })
  return {
    workspace,
    proxy,
    async push(...flags) {
      const { code, stdout, stderr } = await workspace.run('push', '--json', ...flags)
      expect(stdout, stderr).not.toBe('')
      const { sites } = JSON.parse(stdout) as { readonly sites: readonly [SiteOutcome] }
      const kinds = sites[0].results.map(
        ({ path, kind }) => [path.replace(`posts/${NAME}-`, '').replace('.md', ''), kind] as const,
      )
      return { code, outcome: sites[0], kinds: new Map(kinds) }
    },
  }
})
const [one, other] = clones
if (one === undefined || other === undefined) throw new Error('no clones')

afterAll(async () => {
  for (const proxy of proxies) await proxy.close()
  for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
  for (const { workspace } of clones) rmSync(workspace.folder, { recursive: true, force: true })
})

/** Every line is slow by turns; a listing of posts is answered when the other clone's is. */
function startTogether(): void {
  const waiting = new Set<FaultProxy>()
  const both = makeGate()
  for (const proxy of proxies) {
    proxy.setRule(({ method, path }) => {
      const milliseconds = random() < 1 / 3 ? Math.round(random() * 400) : 0
      if (method === 'GET' && path.endsWith('/admin/posts/') && !waiting.has(proxy)) {
        waiting.add(proxy)
        return {
          kind: 'after',
          act: async () => {
            if (waiting.size === proxies.length) both.open()
            await both.opened
            await sleep(milliseconds)
          },
        }
      }
      return { kind: 'before', act: () => sleep(milliseconds) }
    })
  }
}

function write(clone: Clone, post: string, title: string, text: string): void {
  clone.workspace.write(`content/posts/${NAME}-${post}.md`, `---\ntitle: ${title}\nstatus: draft\n---\n${text}\n`)
}

function textOf(post: RemotePost | undefined): string {
  return JSON.stringify(post?.body)
}

test(`${ROUNDS} rounds, seed ${SEED}`, { timeout: 60_000 + ROUNDS * 90_000 }, async () => {
  const kept = ['apart', 'same', 'against']
  for (const clone of clones) for (const post of kept) write(clone, post, `${post} 0`, 'Text 0.')
  expect(await one.push()).toMatchObject({ code: 0 })
  const said = { written: 0, conflicts: 0 }

  for (let round = 1; round <= ROUNDS; round += 1) {
    const where = `seed ${SEED}, round ${round}`
    const picture = drawPng(8, 8, [round, SEED % 256, 201])
    for (const clone of clones) {
      clone.workspace.write(`content/posts/${NAME}-${round}.png`, picture)
      for (const nth of [1, 2, 3])
        write(clone, `new-${round}-${nth}`, `New ${round} ${nth}`, `![Shown](${NAME}-${round}.png)`)
      write(clone, 'same', `same ${round}`, `Text ${round}.`)
    }
    // Another field in each clone; and the same field, otherwise.
    write(one, 'apart', `apart ${round}`, `Text ${round - 1}.`)
    write(other, 'apart', `apart ${round - 1}`, `Text ${round}.`)
    write(one, 'against', `against ${round} one`, 'Text 0.')
    write(other, 'against', `against ${round} other`, 'Text 0.')

    startTogether()
    const [first, second] = await Promise.all([one.push(), other.push()])
    for (const { code, outcome } of [first, second])
      expect([0, 4], `${where}: ${JSON.stringify(outcome)}`).toContain(code)
    for (const { kinds } of [first, second]) {
      for (const kind of kinds.values()) {
        if (kind === 'created' || kind === 'updated') said.written += 1
        if (kind === 'conflict') said.conflicts += 1
      }
    }

    const slugs = [
      ...kept,
      ...[1, 2, 3].flatMap((nth) => Array.from({ length: round }, (_, r) => `new-${r + 1}-${nth}`)),
    ]
    const posts = await listRemote(
      line,
      slugs.map((slug) => `${NAME}-${slug}-2`),
    )
    const bySlug = new Map(posts.map((post) => [post.fields.slug.replace(`${NAME}-`, ''), post]))
    expect([...bySlug.keys()].sort(), where).toEqual([...slugs].sort())
    expect(posts, where).toHaveLength(slugs.length)
    // Each new post was made by one of the two, and all show one copy of the picture.
    for (const nth of [1, 2, 3]) {
      const made = [first, second].filter(({ kinds }) => kinds.get(`new-${round}-${nth}`) === 'created')
      expect(made.length, where).toBe(1)
    }
    const urls = posts.flatMap((post) =>
      [...textOf(post).matchAll(new RegExp(`[^"]*${NAME}-${round}-[0-9a-f]{16}[^"]*`, 'g'))].map(([url]) => url),
    )
    expect(new Set(urls).size, `${where}: ${urls.join(' ')}`).toBe(1)
    expect(urls, where).toHaveLength(3)

    // What was said to be written is there, and was not written over by the other.
    const apart = bySlug.get('apart')
    if (first.kinds.get('apart') === 'updated') expect(apart?.fields.title, where).toBe(`apart ${round}`)
    if (second.kinds.get('apart') === 'updated') expect(textOf(apart), where).toContain(`Text ${round}.`)
    expect(
      [first, second].some(({ kinds }) => kinds.get('apart') === 'updated'),
      where,
    ).toBe(true)
    expect(bySlug.get('same')?.fields.title, where).toBe(`same ${round}`)
    const winners = [first, second].flatMap(({ kinds }, nth) =>
      kinds.get('against') === 'updated' ? [['one', 'other'][nth]] : [],
    )
    expect(winners.length, `${where}: ${winners.join(' and ')} said that it wrote "against"`).toBe(1)
    expect(bySlug.get('against')?.fields.title, where).toBe(`against ${round} ${winners[0]}`)

    // Merged, as git would: whoever was told of a conflict takes the other's side.
    for (const clone of clones) {
      write(clone, 'apart', `apart ${round}`, `Text ${round}.`)
      write(clone, 'against', `against ${round} ${winners[0]}`, 'Text 0.')
    }
    expect(await one.push(), where).toMatchObject({ code: 0 })
    expect(await other.push(), where).toMatchObject({ code: 0, outcome: { requests: { writes: 0 } } })
  }
  process.stdout.write(
    `two pushes: ${ROUNDS} rounds, ${said.written} posts written, ${said.conflicts} conflicts told, 0 twice, 0 lost (seed ${SEED})\n`,
  )
})

test('a push that sees what another one has written since it began takes nothing of it back', async () => {
  const posts = ['theirs', 'mine', 'spare']
  for (const clone of clones) for (const post of posts) write(clone, `late-${post}`, post, 'Text 0.')
  for (const { proxy } of clones) proxy.setRule(() => undefined)
  expect(await one.push()).toMatchObject({ code: 0 })

  // The other clone's push has begun, and asks for the posts only when this one's is over.
  write(one, 'late-theirs', 'theirs', 'Text of the first push.')
  write(one, 'late-new', 'New', 'Made by the first push.')
  write(other, 'late-mine', 'mine', 'Text of the second push.')
  const [began, over] = [makeGate(), makeGate()]
  other.proxy.setRule(({ path }) => {
    if (!path.endsWith('/admin/posts/')) return
    began.open()
    return { kind: 'hold', until: over.opened }
  })
  const late = other.push('--prune', '--yes')
  await began.opened
  // Ghost keeps no fractions of a second.
  await sleep(1000)
  const first = await one.push()
  over.open()
  const second = await late

  expect(first).toMatchObject({ code: 0 })
  expect(first.kinds.get('late-theirs')).toBe('updated')
  expect(second).toMatchObject({ code: 4 })
  const results = second.outcome.results.filter(({ kind }) => kind === 'conflict')
  expect(results).toEqual([
    expect.objectContaining({ path: `posts/${NAME}-late-new.md`, hint: 'Nothing was removed.' }),
    expect.objectContaining({
      path: `posts/${NAME}-late-theirs.md`,
      message: 'written by another push since this one began',
      hint: expect.stringContaining('git pull'),
    }),
  ])
  expect(second.kinds.get('late-mine')).toBe('updated')
  const bySlug = new Map((await listRemote(line)).map((post) => [post.fields.slug.replace(`${NAME}-`, ''), post]))
  expect(textOf(bySlug.get('late-theirs'))).toContain('Text of the first push.')
  expect(textOf(bySlug.get('late-mine'))).toContain('Text of the second push.')
  expect(textOf(bySlug.get('late-new'))).toContain('Made by the first push.')
})
