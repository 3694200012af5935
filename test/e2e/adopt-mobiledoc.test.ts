import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import type { Plan } from '../../src/diff/plan.ts'
import { composeMobiledoc } from '../../src/ghost/posts/compose-body.ts'
import { createPost, deletePost, updatePost } from '../../src/ghost/posts/write-post.ts'
import { identifySite } from '../../src/ghost/transport/identify-site.ts'
import { changeDatabase } from './change-database.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { startFaultProxy } from './fault-proxy.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/** Posts that Ghost 4 wrote still lie in the databases of Ghost 5, in its older format, until somebody opens them. */

const NAME = 'old-format'
const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
const line = openLine(site, `#${NAME}`)
const workspace = openWorkspace({ name: NAME, sites: [site] })
const find = async () => (await listRemote(line, [NAME])).find(({ fields }) => fields.slug === NAME)

afterAll(async () => {
  const post = await find()
  if (post !== undefined) await deletePost(line, post.type, post.id)
})

test('a post in the old format is adopted with its stamp, converted by Ghost, and then left alone', async () => {
  const sections = [
    [
      1,
      'p',
      [
        [0, [], 0, 'Old words, '],
        [0, [0], 1, 'some bold'],
      ],
    ],
  ]
  const mobiledoc = { version: '0.3.1', atoms: [], cards: [], markups: [['strong']], sections, ghostVersion: '4.0' }
  await createPost(line, 'post', {
    title: 'Old',
    slug: NAME,
    status: 'published',
    mobiledoc: JSON.stringify(mobiledoc),
  })
  // Ghost 6 converts it as soon as it comes in; Ghost 5 keeps it as it is.
  const { major } = await identifySite(line)
  expect((await find())?.body.kind).toBe(major >= 6 ? 'lexical' : 'other')

  workspace.write(`content/${NAME}.md`, '---\ntitle: Old\n---\nOld words, **some bold**\n')
  const adopted = await workspace.run('push', '--adopt', '--yes')
  expect(adopted.code).toBe(0)
  expect(adopted.stdout).toContain('adopted')
  const after = await find()
  expect(after).toMatchObject({
    owned: true,
    body: { kind: 'lexical' },
    base: { kind: 'stamp' },
    fields: { status: 'published' },
  })
  expect(JSON.stringify(after?.body)).toContain('some bold')

  const again = await workspace.run('push', '--json')
  expect(again.code).toBe(0)
  expect(JSON.parse(again.stdout)).toMatchObject({ sites: [{ requests: { writes: 0 } }] })
})

test('its new text arrives', async () => {
  workspace.write(`content/${NAME}.md`, '---\ntitle: Old\n---\nNew words\n')
  expect((await workspace.run('push')).code).toBe(0)
  expect(JSON.stringify((await find())?.body)).toContain('New words')
})

test.skipIf(Number.parseInt(site.ghostVersion, 10) < 5)(
  'a post that was pushed to Ghost 4 is known after the move to Ghost 5, and the next write brings it into the format of today',
  async () => {
    const text = (title: string) =>
      `---\ntitle: ${title}\nstatus: published\n---\nWords, ==marked==.\n\n- one\n  1. nested\n\n> [!NOTE]\n> A note.\n`
    workspace.write(`content/${NAME}.md`, text('Old'))
    expect((await workspace.run('push')).code).toBe(0)
    const pushed = await find()
    if (pushed?.body.kind !== 'lexical' || pushed.base.kind !== 'stamp') throw new Error('not pushed')
    // As Ghost 4 has it, and the database that moved.
    const owner = { slug: NAME }
    const mobiledoc = composeMobiledoc(pushed.body.root, pushed.base.stamp, owner, { dialect: 4, siteUrl: site.url })
    const move = 'update posts set lexical = null, mobiledoc = ? where id = ?'
    await changeDatabase(site, move, [mobiledoc, pushed.id])
    expect(await find()).toMatchObject({ body: { kind: 'other', format: 'mobiledoc' }, base: { kind: 'stamp' } })

    const quiet = await workspace.run('push', '--json')
    expect(JSON.parse(quiet.stdout)).toMatchObject({ sites: [{ requests: { writes: 0 } }] })

    workspace.write(`content/${NAME}.md`, text('Old, with a new title'))
    const plan = JSON.parse((await workspace.run('plan', '--json')).stdout) as Plan
    expect(plan.sites[0]?.actions).toMatchObject([
      { kind: 'update', converts: 'mobiledoc', changes: [{ field: 'title' }], drifts: [] },
    ])
    expect((await workspace.run('push')).code).toBe(0)
    const { id: _id, updatedAt: _at, url: _url, ...after } = (await find()) ?? {}
    expect(after).toMatchObject({
      body: pushed.body,
      base: { kind: 'stamp' },
      fields: { title: 'Old, with a new title' },
    })
    const again = await workspace.run('push', '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({ sites: [{ requests: { writes: 0 } }] })
  },
)

test('somebody saves it right before Ghost is to convert it: a conflict, and nothing overwritten', async (context) => {
  // Ghost 6 has none to convert, and Ghost 3 and 4 have nothing else.
  const { major, capabilities } = await identifySite(line)
  if (major >= 6 || capabilities.bodyFormat === 'mobiledoc') return context.skip()
  const name = `${NAME}-saved`
  const proxy = await startFaultProxy(site.url)
  const own = openWorkspace({ name, sites: [{ ...site, url: proxy.url }] })
  const ownLine = openLine(site, `#${name}`)
  const findOwn = async () => (await listRemote(ownLine, [name])).find(({ fields }) => fields.slug === name)
  const mobiledoc = { version: '0.3.1', atoms: [], cards: [], markups: [], sections: [[1, 'p', [[0, [], 0, 'Old']]]] }
  await createPost(ownLine, 'post', { title: 'Old', slug: name, mobiledoc: JSON.stringify(mobiledoc) })
  own.write(`content/${name}.md`, '---\ntitle: Old\n---\nOld\n')
  let puts = 0
  proxy.setRule(({ method }) => {
    if (method !== 'PUT') return undefined
    puts += 1
    if (puts > 1) return undefined
    return {
      kind: 'before',
      act: async () => {
        const post = await findOwn()
        if (post === undefined) throw new Error('the post is gone')
        await updatePost(ownLine, 'post', post.id, { title: 'By an editor', updated_at: post.updatedAt })
      },
    }
  })
  try {
    const run = await own.run('push', '--adopt', '--yes', '--json')
    expect([run.code, JSON.parse(run.stdout).sites[0].results[0]]).toMatchObject([4, { kind: 'conflict' }])
    expect(puts).toBe(1)
    expect((await findOwn())?.fields.title).toBe('By an editor')
  } finally {
    await proxy.close()
    const post = await findOwn()
    if (post !== undefined) await deletePost(ownLine, post.type, post.id)
    rmSync(own.folder, { recursive: true, force: true })
  }
})
