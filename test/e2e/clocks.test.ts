import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Plan } from '../../src/diff/plan.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import type { RestoreResult } from '../../src/publish/restore-post.ts'
import { moveDate } from '../calendar/move-date.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { startFaultProxy } from './fault-proxy.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/** A machine whose clock is wrong, and a real Ghost whose clock is right: what is decided about posts goes by the latter. */

const MINUTE = 60
const HOUR = 3600
/** Two hours behind is more than a token may be dated ahead; see below. */
const WRONG_CLOCKS: readonly [string, number][] = [
  ['two hours ahead', 2 * HOUR],
  ['ten minutes behind', -10 * MINUTE],
  ['twenty seconds ahead', 20],
]

const [site] = readTestSites()
let opened = 0
let name: string
let workspace: Workspace
let line: Connection

beforeEach(() => {
  if (site === undefined) throw new Error('no site')
  opened += 1
  name = `clocks-${opened}`
  workspace = openWorkspace({ name, sites: [site] })
  line = openLine(site, `#${name}`)
})

afterEach(async () => {
  for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
  rmSync(workspace.folder, { recursive: true, force: true })
})

/** So many seconds from now, by the right clock. */
const at = (seconds: number) => `${new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19)}Z`

function write(slug: string, status: string, seconds: number): void {
  const front = `title: ${slug}\nslug: ${name}-${slug}\nstatus: ${status}\npublished_at: ${at(seconds)}\n`
  workspace.write(`content/posts/${slug}.md`, `---\n${front}---\nText.\n`)
}

async function find(slug: string): Promise<RemotePost> {
  const post = (await listRemote(line)).find(({ fields }) => fields.slug === `${name}-${slug}`)
  if (post === undefined) throw new Error(`no post ${slug}`)
  return post
}

const statusOf = async (slug: string) => (await find(slug)).fields.status

describe.each(WRONG_CLOCKS)('a machine that is %s', (_, seconds) => {
  const wrong = moveDate(seconds)
  // One is enough on other days: what differs there is the day.
  const tags = seconds > MINUTE ? ['calendar'] : []

  test('schedules what is dated in the future, publishes what is past, and finds nothing to do then', {
    tags,
  }, async () => {
    // Nearer to now than the clock is wrong, where Ghost takes a schedule that near (two minutes).
    const near = Math.max(4 * MINUTE, Math.abs(seconds) / 2)
    write('later', 'published', near)
    write('asked', 'scheduled', near)
    write('past', 'published', -near)
    expect(await workspace.runWith(wrong, 'push', '--yes')).toMatchObject({ code: 0 })
    expect(await Promise.all(['later', 'asked', 'past'].map(statusOf))).toEqual(['scheduled', 'scheduled', 'published'])
    for (const run of [
      await workspace.runWith(wrong, 'plan', '--exit-code'),
      await workspace.run('plan', '--exit-code'),
    ]) {
      expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('all 3 posts match') })
    }
  })

  test('restores a scheduled post as a scheduled one, and says its age by the site', { tags }, async () => {
    write('later', 'scheduled', HOUR)
    // A scan that finds no file at all removes nothing.
    write('past', 'published', -HOUR)
    expect(await workspace.run('push')).toMatchObject({ code: 0 })
    workspace.remove('content/posts/later.md')
    const plan = await workspace.runWith(wrong, 'plan', '--prune')
    expect(plan.stdout).toMatch(/to be published in (59 minutes|1 hour)/)
    const push = await workspace.runWith(wrong, 'push', '--prune', '--yes', '--json')
    expect(push).toMatchObject({ code: 0 })
    const run = await workspace.runWith(wrong, 'restore', 'latest', '--json', '--yes')
    const { results } = JSON.parse(run.stdout) as { results: readonly RestoreResult[] }
    expect(results).toMatchObject([{ kind: 'restored', how: 'created', warnings: [] }])
    expect(await statusOf('later')).toBe('scheduled')
  })

  test('takes what Ghost brought out itself for nobody’s edit', { tags }, async () => {
    write('due', 'published', -2 * MINUTE)
    await workspace.run('push')
    // The file still says what it said before it came due.
    const file = 'content/posts/due.md'
    workspace.write(file, workspace.read(file).replace('status: published', 'status: scheduled'))
    const run = await workspace.runWith(wrong, 'plan', '--json')
    const { sites } = JSON.parse(run.stdout) as Plan
    expect(sites[0]?.actions).toMatchObject([{ kind: 'unchanged', path: 'posts/due.md' }])
  })
})

test('a watch schedules by the site’s clock as well', async () => {
  workspace.write('content/posts/first.md', '---\ntitle: First\n---\nText.\n')
  const watch = workspace.startWith(moveDate(2 * HOUR), 'watch', '--publish')
  try {
    await expect.poll(watch.printed, { timeout: 60_000 }).toMatch(/differs? from|has everything/)
    write('later', 'published', HOUR)
    await expect.poll(watch.printed, { timeout: 60_000 }).toContain('posts/later.md')
    expect(await statusOf('later')).toBe('scheduled')
  } finally {
    watch.kill('SIGINT')
    await watch.done
  }
})

test('a machine that is two hours behind writes nothing, and is told both clocks', async () => {
  write('past', 'published', -HOUR)
  const push = await workspace.runWith(moveDate(-2 * HOUR), 'push', '--yes')
  expect(push.code).toBe(5)
  expect(push.stdout + push.stderr).toMatch(
    /This machine's clock says \S+Z, the server's \S+Z: this machine is (119|120|121) minutes behind\./,
  )
  expect(await listRemote(line)).toEqual([])
})

test('where a proxy takes the time away, this machine’s clock is taken for the site’s', async () => {
  const proxy = await startFaultProxy(site?.url ?? '')
  proxy.hideDate()
  const behind = openWorkspace({ name, sites: site === undefined ? [] : [{ ...site, url: proxy.url }] })
  behind.write(
    'content/posts/later.md',
    `---\ntitle: Later\nslug: ${name}-later\nstatus: published\npublished_at: ${at(HOUR)}\n---\nText.\n`,
  )
  try {
    expect(await behind.run('push')).toMatchObject({ code: 0 })
    expect(await statusOf('later')).toBe('scheduled')
    expect((await behind.run('doctor')).stdout).toContain('the server does not say what time it has')
  } finally {
    await proxy.close()
    rmSync(behind.folder, { recursive: true, force: true })
  }
})
