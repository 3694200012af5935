import { rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { identifySite } from '../../src/ghost/transport/identify-site.ts'
import type { SiteOutcome } from '../../src/publish/site-outcome.ts'
import { listFileUrls } from '../../src/pull/files/list-file-urls.ts'
import type { TestSite } from './boot-sites.ts'
import { drawPng } from './draw-png.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { startFaultProxy } from './fault-proxy.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// Files that are gone from the server: a cleaned disk, a restored backup without its uploads. The posts still name them, so to every plan all is well.

const [first] = readTestSites()
if (first === undefined) throw new Error('no site')
const site: TestSite = first
const { capabilities } = await identifySite(openLine(site, '#gone'))
const takesFiles = capabilities.uploads.files.kind !== 'none'

const cleanups: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup()
})

async function setScene(name: string, url = site.url) {
  const workspace = openWorkspace({ name, sites: [{ ...site, url }] })
  const line = openLine(site, `#${name}`)
  cleanups.push(async () => {
    for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
    rmSync(workspace.folder, { recursive: true, force: true })
  })
  const find = async (slug: string) => {
    const post = (await listRemote(line)).find(({ fields }) => fields.slug === slug)
    if (post === undefined) throw new Error(`no post ${slug}`)
    return post
  }
  const push = async (...args: string[]) => {
    const { code, stdout, stderr } = await workspace.run('push', '--json', '--yes', ...args)
    expect(stdout, stderr).not.toBe('')
    return { code, ...(JSON.parse(stdout) as { sites: [SiteOutcome] }).sites[0] }
  }
  return { workspace, line, find, push, urls: async (slug: string) => listUrls(await find(slug)) }
}

function listUrls(post: { readonly fields: unknown; readonly body: unknown }): readonly string[] {
  return listFileUrls(JSON.stringify([post.fields, post.body]), site.url)
}

/** Where Ghost has stored it. */
function locate(url: string): string {
  return join(site.contentFolder, new URL(url).pathname.replace('/content/', ''))
}

const statusOf = async (url: string) => (await fetch(url)).status
const NUMBERED = 'Text.\n\n![Picture](pictures/a.png)\n'

describe('an upload that is gone', { timeout: 180_000 }, () => {
  test('is found with file and line, uploaded again by --force with the path, and then the post shows it', async () => {
    const { workspace, push, urls, find } = await setScene('gone')
    workspace.write('content/pictures/a.png', drawPng(40, 30, [10, 20, 30]))
    workspace.write('content/pictures/b.png', drawPng(30, 40, [30, 20, 10]))
    workspace.write('content/notes.pdf', '%PDF-1.4 notes for the one test')
    const links = takesFiles ? '\n[The notes](notes.pdf)\n' : ''
    workspace.write(
      'content/one.md',
      `---\ntitle: One\nslug: gone-one\nfeature_image: pictures/b.png\nog_image: pictures/b.png\n---\n${NUMBERED}${links}`,
    )
    workspace.write('content/two.md', `---\ntitle: Two\nslug: gone-two\n---\n${NUMBERED}`)
    expect(await push()).toMatchObject({ code: 0, uploads: takesFiles ? 3 : 2 })
    const shown = await urls('gone-one')
    expect(shown).toHaveLength(takesFiles ? 3 : 2)
    expect((await workspace.run('check', '--fidelity')).code).toBe(0)
    for (const url of shown) rmSync(locate(url))
    for (const url of shown) expect(await statusOf(url)).toBe(404)

    // To a plan all is well, and it stays so: nothing of it is looked at without being asked for.
    expect((await workspace.run('plan', '--exit-code')).code).toBe(0)
    const check = await workspace.run('check', '--fidelity')
    expect(check.code).toBe(3)
    expect(check.stdout).toMatch(
      /content\/one\.md:4 +error +`content\/pictures\/b\.png` is gone from the site: \S+ \(status 404\)/,
    )
    expect(check.stdout).toMatch(/content\/one\.md:9 +error +`pictures\/a\.png` is gone/)
    if (takesFiles) expect(check.stdout).toMatch(/content\/one\.md:11 +error +`notes\.pdf` is gone/)
    expect(check.stdout).toMatch(/content\/two\.md:7 +error +`pictures\/a\.png` is gone/)
    expect(check.stdout).toContain('ghost-sync push --force one.md')
    expect(
      JSON.parse((await workspace.run('check', '--fidelity', '--json')).stdout).sites[0].differences,
    ).toContainEqual(expect.objectContaining({ kind: 'upload-gone', file: 'content/two.md', line: 7 }))

    const plan = await workspace.run('plan', '--force', 'content/one.md')
    expect(plan.stdout).toMatch(/a-[0-9a-f]{16}\.png is gone from the site; its file is uploaded again/)
    expect((await find('gone-one')).body).toBeDefined()
    const forced = await push('--force', 'content/one.md')
    expect(forced).toMatchObject({ code: 0, uploads: shown.length, results: [{ kind: 'updated' }] })
    for (const url of await urls('gone-one')) expect(await statusOf(url), url).toBe(200)
    expect((await workspace.run('check', '--fidelity', 'content/one.md')).code).toBe(0)
    expect((await workspace.run('plan', '--exit-code')).code).toBe(0)
    // Again: nothing is lost any more.
    expect(await push('--force')).toMatchObject({ code: 0, uploads: 0, requests: { writes: 0 } })
  })

  test('one of which the server kept no byte', async () => {
    const { workspace, push, urls } = await setScene('gone-empty')
    workspace.write('content/pictures/a.png', drawPng(40, 30, [11, 21, 31]))
    workspace.write('content/one.md', `---\ntitle: One\nslug: gone-empty-one\n---\n${NUMBERED}`)
    await push()
    const [url = ''] = await urls('gone-empty-one')
    truncateSync(locate(url), 0)
    const check = await workspace.run('check', '--fidelity')
    expect([check.code, check.stdout]).toEqual([
      3,
      expect.stringMatching(/one\.md:7 .*is gone from the site: \S+ \(it is empty\)/),
    ])
    expect(await push('--force', 'content/one.md')).toMatchObject({ code: 0, uploads: 1 })
    const [again = ''] = await urls('gone-empty-one')
    expect((await (await fetch(again)).arrayBuffer()).byteLength).toBeGreaterThan(0)
    expect((await workspace.run('check', '--fidelity')).code).toBe(0)
    expect(await push('--force')).toMatchObject({ code: 0, uploads: 0, requests: { writes: 0 } })
  })

  test.runIf(takesFiles)('a file that is shorter on the server than here', async () => {
    const { workspace, push, urls } = await setScene('gone-short')
    workspace.write('content/notes.pdf', `%PDF-1.4 ${'notes '.repeat(50)}`)
    workspace.write('content/one.md', '---\ntitle: One\nslug: gone-short-one\n---\n[Notes](notes.pdf)\n')
    await push()
    const [url = ''] = await urls('gone-short-one')
    truncateSync(locate(url), 20)
    const check = await workspace.run('check', '--fidelity')
    expect([check.code, check.stdout]).toEqual([3, expect.stringMatching(/one\.md:5 .*\(it has 20 bytes of 309\)/)])
    expect(await push('--force', 'content/one.md')).toMatchObject({ code: 0, uploads: 1 })
    expect((await workspace.run('check', '--fidelity')).code).toBe(0)
  })

  test('a new post that shows the same picture does not take over the dead address', async () => {
    const { workspace, push, urls } = await setScene('gone-new')
    workspace.write('content/pictures/a.png', drawPng(40, 30, [12, 22, 32]))
    workspace.write('content/one.md', `---\ntitle: One\nslug: gone-new-one\n---\n${NUMBERED}`)
    await push()
    const [url = ''] = await urls('gone-new-one')
    rmSync(locate(url))
    workspace.write('content/two.md', `---\ntitle: Two\nslug: gone-new-two\n---\n${NUMBERED}`)
    expect(await push()).toMatchObject({ code: 0, uploads: 1 })
    const [again = ''] = await urls('gone-new-two')
    expect(await statusOf(again)).toBe(200)
  })

  test('a picture that no file here is: told with the address, and no upload is promised', async () => {
    const { workspace, push, line, find } = await setScene('gone-theirs')
    workspace.write(
      'content/one.md',
      `---\ntitle: One\nslug: gone-theirs-one\n---\nText.\n\n![Theirs](/content/images/2020/01/theirs.png)\n`,
    )
    await push()
    const check = await workspace.run('check', '--fidelity')
    expect([check.code, check.stdout]).toEqual([
      3,
      expect.stringMatching(/one\.md:7 .*`\/content\/images\/2020\/01\/theirs\.png` is gone/),
    ])
    expect(check.stdout).toContain('No file here is known to be that')
    expect(await push('--force')).toMatchObject({ code: 0, requests: { writes: 0 } })
    // In a field that somebody has set in Ghost, it is not of the file's saying, but shown.
    await editAsAdmin(line, await find('gone-theirs-one'), {
      twitter_image: `${site.url}/content/images/2020/01/other.png`,
    })
    expect((await workspace.run('check', '--fidelity')).stdout).toContain('other.png')
  })

  test('an answer that says nothing of it is told, and is no fault of the file', async () => {
    const proxy = await startFaultProxy(site.url)
    cleanups.push(() => proxy.close())
    const { workspace, push } = await setScene('gone-doubt', proxy.url)
    workspace.write('content/pictures/a.png', drawPng(40, 30, [13, 23, 33]))
    workspace.write('content/one.md', `---\ntitle: One\nslug: gone-doubt-one\n---\n${NUMBERED}`)
    await push()
    proxy.setRule(({ method }) => (method === 'HEAD' ? { kind: 'answer', status: 403 } : undefined))
    const check = await workspace.run('check', '--fidelity')
    expect([check.code, check.stdout]).toEqual([
      0,
      expect.stringMatching(/whether \S+\.png is there is not known \(status 403\)/),
    ])
  })
})
