import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Action, Plan } from '../../src/diff/plan.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { drawPng } from './draw-png.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { findChromium, type GhostAdmin, openGhostAdmin } from './open-ghost-admin.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/** What a person does in the settings of a post in Ghost Admin, in a real browser: kept by every push that does not change that field. */

const [site] = readTestSites()
const NAME = 'admin-settings'
/** Ghost Admin stores when it gets to it. */
const PATIENCE = { timeout: 30_000, interval: 500 }
const chromium = findChromium()
if (chromium === undefined) {
  process.stderr.write(
    'admin-settings: skipped, no Chromium found (apt-get install chromium, or GHOST_SYNC_TEST_CHROMIUM)\n',
  )
}

describe.skipIf(chromium === undefined)('in the settings of Ghost Admin', { timeout: 300_000 }, () => {
  let workspace: Workspace
  let line: Connection
  let admin: GhostAdmin

  const write = (post: string, body: string, more = ''): void =>
    workspace.write(
      `content/posts/${post}.md`,
      `---\ntitle: ${post}\nslug: ${NAME}-${post}\ntags: [News]\ncustom_excerpt: Short\n${more}---\n${body}\n`,
    )

  const find = async (path: string): Promise<RemotePost> => {
    const post = (await listRemote(line)).find(
      ({ base }) => base.kind !== 'none' && base.stamp.path === `posts/${path}.md`,
    )
    if (post === undefined) throw new Error(`${path} is gone`)
    return post
  }

  const plan = async (post: string): Promise<Action> => {
    const run = await workspace.run('plan', '--json', `content/posts/${post}.md`)
    const [action] = (JSON.parse(run.stdout) as Plan).sites[0]?.actions ?? []
    if (action === undefined) throw new Error(`no action: ${run.stdout}${run.stderr}`)
    return action
  }
  const drifts = (action: Action) => ('drifts' in action ? action.drifts.map(({ field }) => field) : [])

  beforeAll(async () => {
    if (site === undefined || chromium === undefined) throw new Error('no site to edit')
    workspace = openWorkspace({ name: NAME, sites: [site] })
    line = openLine(site, `#${NAME}`)
    write('live', 'Text.', 'status: published\n')
    write('later', 'Text.', 'status: scheduled\npublished_at: 2035-01-01T09:00:00Z\n')
    write('gone', 'Text.', 'status: published\n')
    const [push, browser] = await Promise.all([workspace.run('push'), openGhostAdmin(site, chromium)])
    admin = browser
    expect(push.stdout + push.stderr).toContain('3 created')
  })

  afterAll(async () => {
    await admin?.close()
    for (const post of await listRemote(line)) await deletePost(line, post.type, post.id)
    rmSync(workspace.folder, { recursive: true, force: true })
  })

  test('an excerpt, a tag and another slug are drift of these alone, and the plan names the person', async () => {
    const { id } = await find('live')
    await admin.openEditor({ type: 'post', id })
    await admin.openSettings()
    await admin.fillSetting('custom-excerpt', 'By an editor')
    await admin.addTag('By hand')
    await admin.fillSetting('slug', `${NAME}-moved`)
    // A new slug is stored as soon as its field is left, and whatever else is not stored yet goes along.
    await expect
      .poll(async () => (await find('live')).fields, PATIENCE)
      .toMatchObject({
        slug: `${NAME}-moved`,
        tags: ['News', 'By hand'],
        custom_excerpt: 'By an editor',
      })
    const action = await plan('live')
    expect(action).toMatchObject({ kind: 'unchanged', id, edited: { by: site?.owner.name } })
    expect(drifts(action)).toEqual(['slug', 'tags', 'custom_excerpt'])
  })

  test('a push of another field keeps them', async () => {
    write('live', 'Another text.', 'status: published\n')
    expect((await workspace.run('push')).code).toBe(0)
    const { fields, body } = await find('live')
    expect(fields).toMatchObject({ slug: `${NAME}-moved`, tags: ['News', 'By hand'], custom_excerpt: 'By an editor' })
    expect(JSON.stringify(body)).toContain('Another text.')
  })

  test.each(['live', 'later'])('unpublished: %s stays a draft, whatever else is pushed', async (post) => {
    await admin.openEditor({ type: 'post', id: (await find(post)).id })
    await admin.unpublish()
    const action = await plan(post)
    expect(drifts(action)).toContain('status')

    const more = post === 'live' ? 'status: published\n' : 'status: scheduled\npublished_at: 2035-01-01T09:00:00Z\n'
    write(post, 'A third text.', more)
    expect((await workspace.run('push')).code).toBe(0)
    const { fields, body } = await find(post)
    expect(fields.status).toBe('draft')
    expect(JSON.stringify(body)).toContain('A third text.')
  })

  test('scheduled for another day: kept, whatever else is pushed', async () => {
    const more = 'status: scheduled\npublished_at: 2035-01-01T09:00:00Z\n'
    write('another-day', 'Text.', more)
    expect((await workspace.run('push', 'content/posts/another-day.md')).code).toBe(0)
    await admin.openEditor({ type: 'post', id: (await find('another-day')).id })
    // Ghost Admin has no shorter way than back to a draft.
    await admin.unpublish()
    await admin.schedule('2036-02-03')
    const { published_at: day, status } = (await find('another-day')).fields
    expect([status, day]).toEqual(['scheduled', expect.stringMatching(/^2036-02-03T12:00:/)])
    const action = await plan('another-day')
    expect([action.kind, drifts(action)]).toEqual(['unchanged', ['published_at']])

    write('another-day', 'Another text.', more)
    expect((await workspace.run('push', 'content/posts/another-day.md')).code).toBe(0)
    const { fields, body } = await find('another-day')
    expect(fields).toMatchObject({ status: 'scheduled', published_at: day })
    expect(JSON.stringify(body)).toContain('Another text.')
  })

  test('another feature image, with a caption: drift of these alone, kept, and a conflict with another in the file', async () => {
    workspace.write('content/red.png', drawPng(40, 20, [200, 30, 30]))
    workspace.write('blue.png', drawPng(40, 20, [30, 30, 200]))
    const image = (path: string) => `status: published\nfeature_image: ${path}\nfeature_image_caption: By the file\n`
    write('pictured', 'Text.', image('../red.png'))
    expect((await workspace.run('push', 'content/posts/pictured.md')).code).toBe(0)
    await admin.openEditor({ type: 'post', id: (await find('pictured')).id })
    await admin.changeFeatureImage(join(workspace.folder, 'blue.png'), 'By an editor')
    await admin.save()
    await expect
      .poll(async () => (await find('pictured')).fields.feature_image_caption, PATIENCE)
      .toContain('By an editor')
    const edited = (await find('pictured')).fields
    expect(edited.feature_image).toMatch(/blue/)
    expect(drifts(await plan('pictured'))).toEqual(['feature_image', 'feature_image_caption'])

    write('pictured', 'Another text.', image('../red.png'))
    expect((await workspace.run('push', 'content/posts/pictured.md')).code).toBe(0)
    const kept = (await find('pictured')).fields
    expect(kept).toMatchObject({
      feature_image: edited.feature_image,
      feature_image_caption: edited.feature_image_caption,
    })
    workspace.write('content/green.png', drawPng(40, 20, [30, 200, 30]))
    write('pictured', 'Another text.', image('../green.png'))
    expect(await plan('pictured')).toMatchObject({ kind: 'conflict', conflicts: [{ field: 'feature_image' }] })
    write('pictured', 'Another text.', image('../red.png'))
  })

  test('of a page: its title, a flag, who may read it, a meta title; the base is the newest revision with our stamp', async () => {
    const writePage = (title: string, body: string) =>
      workspace.write(
        'content/pages/about.md',
        `---\ntitle: ${title}\nslug: ${NAME}-about\nstatus: published\nfeatured: false\nvisibility: public\nmeta_title: By the file\n---\n${body}\n`,
      )
    const findPage = async () => {
      const page = (await listRemote(line)).find(({ fields }) => fields.slug === `${NAME}-about`)
      if (page === undefined) throw new Error('the page is gone')
      return page
    }
    const push = () => workspace.run('push', 'content/pages/about.md')
    const planPage = async () => {
      const run = await workspace.run('plan', '--json', 'content/pages/about.md')
      const [action] = (JSON.parse(run.stdout) as Plan).sites[0]?.actions ?? []
      if (action === undefined) throw new Error(`no action: ${run.stdout}${run.stderr}`)
      return action
    }
    writePage('About', 'Text.')
    expect((await push()).code).toBe(0)
    const { id } = await findPage()

    await admin.openEditor({ type: 'page', id })
    await admin.fillTitle('About, by an editor')
    await admin.save()
    // Else this would not test anything: saving the title alone has cost us the stamp.
    expect((await findPage()).base.kind).toBe('revision')
    expect(await planPage()).toMatchObject({ kind: 'unchanged', edited: { by: site?.owner.name } })
    expect(drifts(await planPage())).toEqual(['title'])

    await admin.openSettings()
    await admin.toggle('featured')
    await expect.poll(async () => (await findPage()).fields.featured, PATIENCE).toBe(true)
    await admin.chooseAccess('Members only')
    await expect.poll(async () => (await findPage()).fields.visibility, PATIENCE).toBe('members')
    await admin.fillMetaTitle('By an editor')
    await expect.poll(async () => (await findPage()).fields.meta_title, PATIENCE).toBe('By an editor')
    const edits = { title: 'About, by an editor', featured: true, visibility: 'members', meta_title: 'By an editor' }
    expect(drifts(await planPage())).toEqual(['title', 'featured', 'visibility', 'meta_title'])

    writePage('About', 'Another text.')
    expect((await push()).code).toBe(0)
    const kept = await findPage()
    expect([kept.id, kept.fields]).toEqual([id, expect.objectContaining(edits)])
    expect(JSON.stringify(kept.body)).toContain('Another text.')
    writePage('About, by the file', 'Another text.')
    const conflict = await planPage()
    expect(conflict).toMatchObject({
      kind: 'conflict',
      conflicts: [{ field: 'title', remote: 'About, by an editor', local: 'About, by the file' }],
    })
    expect((await push()).code).toBe(4)
    expect((await findPage()).fields).toMatchObject(edits)
    workspace.remove('content/pages/about.md')
    await deletePost(line, 'page', id)
  })

  test('deleted: reported with the name of who did it, and not made again', async () => {
    await admin.openEditor({ type: 'post', id: (await find('gone')).id })
    await admin.openSettings()
    await admin.remove()
    expect(await plan('gone')).toMatchObject({ kind: 'gone', edited: { by: site?.owner.name } })
    write('gone', 'Another text.', 'status: published\n')
    const push = await workspace.run('push')
    expect([push.code, push.stdout]).toEqual([0, expect.stringContaining('deleted in Ghost since it was published')])
    await expect(find('gone')).rejects.toThrow('gone is gone')
  })
})
