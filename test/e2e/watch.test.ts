import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { drawPng } from './draw-png.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { findChromium } from './open-ghost-admin.ts'
import { openWorkspace, type StartedRun, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/** `watch` on a real Ghost, as the built command line: every save of a file, and nothing else, makes one push. */

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
const cleanups: (() => Promise<void> | void)[] = []
const running: StartedRun[] = []
afterEach(async () => {
  for (const run of running.splice(0)) {
    run.kill('SIGINT')
    await run.done
  }
})
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup()
})

async function setScene(name: string, config: Record<string, unknown> = {}) {
  const proxy = await startFaultProxy(site?.url ?? '')
  const workspace = openWorkspace({ name, sites: [{ ...(site as typeof site & object), url: proxy.url }], config })
  const line = openLine(site as typeof site & object, `#${name}`)
  const list = async () => listRemote(line)
  const find = async (slug: string) => {
    const post = (await list()).find(({ fields }) => fields.slug === `${name}-${slug}`)
    if (post === undefined) throw new Error(`no post ${slug}`)
    return post
  }
  cleanups.push(async () => {
    for (const { type, id } of await list()) await deletePost(line, type, id)
    await proxy.close()
    rmSync(workspace.folder, { recursive: true, force: true })
  })
  const write = (post: string, body: string, more = '') =>
    workspace.write(fileOf(post), `---\ntitle: ${post}\n${more}---\n${body}\n`)
  const fileOf = (post: string) => `content/posts/${name}-${post}.md`
  return { name, workspace, proxy, line, list, find, write, fileOf }
}

/** Starts a watch and waits until it has looked at the site once. */
async function startWatch(workspace: Workspace, ...args: string[]): Promise<StartedRun> {
  const run = workspace.start('watch', ...args)
  running.push(run)
  await waitFor(run, /has everything that the files say|differs? from|error:|is not a folder/)
  return run
}

/** No measure of anything: what a machine with something else to do may take for one save. */
const PATIENCE = 180_000
vi.setConfig({ testTimeout: 2 * PATIENCE })

/** Waits until so many matches were printed. */
async function waitFor(run: StartedRun, pattern: RegExp, times = 1): Promise<string> {
  const all = new RegExp(pattern, `${pattern.flags.replace('g', '')}g`)
  const end = Date.now() + PATIENCE
  let ended = false
  const stop = () => {
    ended = true
  }
  run.done.then(stop, stop)
  while ((run.printed().match(all) ?? []).length < times) {
    if (ended || Date.now() > end) throw new Error(`${pattern} was not printed ${times} times in:\n${run.printed()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return run.printed()
}

function countWrites({ seen }: FaultProxy, path: RegExp): number {
  return seen.filter((request) => ['POST', 'PUT', 'DELETE'].includes(request.method) && path.test(request.path)).length
}

/**
 * Longer than the quiet that the watch waits for, so that two saves are two. On a machine on which it is not, they are taken together, which
 * the tests that use it allow.
 */
const settle = () => new Promise((resolve) => setTimeout(resolve, 600))

const POSTS = /\/admin\/posts\//

test('looks once and writes nothing; then each save is one push, however the editor saves', async () => {
  const { name, workspace, proxy, find, write, fileOf } = await setScene('watchsave')
  write('a', 'One.')
  write('b', 'Never saved while we watch.')
  const run = await startWatch(workspace)
  expect(run.printed()).toContain('2 posts differ from')
  expect(countWrites(proxy, /./)).toBe(0)

  write('a', 'Two.')
  await waitFor(run, /created .*-a\.md/)
  expect((await find('a')).fields.status).toBe('draft')
  expect(run.printed()).not.toContain(`${name}-b.md`)

  // As Vim saves: it tries to write `4913`, keeps a backup, writes anew and takes the backup away; the swap file stands there all along.
  const target = join(workspace.folder, fileOf('a'))
  const folder = join(workspace.folder, 'content/posts')
  writeFileSync(join(folder, `.${name}-a.md.swp`), 'swap')
  writeFileSync(join(folder, '4913'), '')
  rmSync(join(folder, '4913'))
  renameSync(target, `${target}~`)
  writeFileSync(target, '---\ntitle: a\n---\nThree, as Vim ')
  appendFileSync(target, 'saves.\n')
  rmSync(`${target}~`)
  await waitFor(run, /updated .*-a\.md/)

  // As editors save that write a new file and rename it over the old one; and Emacs's lock and autosave.
  writeFileSync(join(folder, `#${name}-a.md#`), 'autosave')
  writeFileSync(`${target}.tmp.4711`, '---\ntitle: a\n---\nFour, renamed over.\n')
  renameSync(`${target}.tmp.4711`, target)
  await waitFor(run, /updated .*-a\.md/, 2)
  // Rounds are in order: had one of the saves made another push, it would have been told by now.
  write('fence', 'Behind all of it.')
  await waitFor(run, /created .*-fence\.md/)
  expect(run.printed().match(/updated/g)).toHaveLength(2)
  const text = JSON.stringify((await find('a')).body)
  expect(text).toContain('Four, renamed over.')
  expect(run.printed()).not.toMatch(/swp|4913|#watchsave-a\.md#/)

  // A save that changes nothing asks, and writes nothing.
  const before = countWrites(proxy, POSTS)
  writeFileSync(target, '---\ntitle: a\n---\nFour, renamed over.\n')
  await waitFor(run, /unchanged .*-a\.md/)
  expect(countWrites(proxy, POSTS)).toBe(before)

  run.kill('SIGINT')
  expect((await run.done).code).toBe(130)
})

test('a picture pushes the posts that show it, a rename keeps the post, a deletion is told and nothing more', async () => {
  const { name, workspace, list, find, write, fileOf } = await setScene('watchfiles')
  workspace.write('content/posts/red.png', drawPng(20, 10, [200, 0, 0]))
  write('shows', '![Red](red.png)')
  write('links', `See [it](${name}-shows.md).`)
  expect((await workspace.run('push')).code).toBe(0)
  const before = await find('shows')
  const run = await startWatch(workspace)

  workspace.write('content/posts/red.png', drawPng(20, 10, [0, 200, 0]))
  await waitFor(run, /updated .*-shows\.md/)
  expect(JSON.stringify((await find('shows')).body)).not.toBe(JSON.stringify(before.body))

  // The address of the post is the file's name: the post that links to it is pushed as well.
  workspace.move(fileOf('shows'), fileOf('moved'))
  workspace.write(fileOf('links'), `---\ntitle: links\n---\nSee [it](${name}-moved.md).\n`)
  await waitFor(run, /updated .*-moved\.md/)
  await waitFor(run, /updated .*-links\.md/)
  const after = await find('moved')
  expect(after.id).toBe(before.id)
  expect(await list()).toHaveLength(2)
  expect(JSON.stringify((await find('links')).body)).toContain('-moved/')

  workspace.remove(fileOf('links'))
  await waitFor(run, /-links\.md.*\n?.*its file is gone/)
  expect(await list()).toHaveLength(2)
})

test('what would come out is kept as it is without --publish, and told; with it, it comes out', async () => {
  const { workspace, find, write } = await setScene('watchstatus')
  write('a', 'One.')
  expect((await workspace.run('push')).code).toBe(0)
  const run = await startWatch(workspace)
  write('a', 'Two.', 'status: published\n')
  const printed = await waitFor(run, /kept as a draft; --publish makes it published/)
  expect(printed).toMatch(/updated .*-a\.md/)
  expect((await find('a')).fields.status).toBe('draft')
  expect(JSON.stringify((await find('a')).body)).toContain('Two.')
  write('b', 'New.', 'status: published\n')
  await waitFor(run, /created .*-b\.md/)
  expect((await find('b')).fields.status).toBe('draft')
  run.kill('SIGINT')
  await run.done

  // What was kept is still asked for: a push sees it, and so does a watch that may.
  const publishing = await startWatch(workspace, '--publish')
  expect(publishing.printed()).toContain('2 posts differ from')
  write('a', 'Three.', 'status: published\n')
  await waitFor(publishing, /updated .*-a\.md/)
  expect((await find('a')).fields.status).toBe('published')
  expect((await find('b')).fields.status).toBe('draft')

  // Once it is out, saves go to the live post, and --publish is needed to take it back.
  publishing.kill('SIGINT')
  await publishing.done
  const again = await startWatch(workspace)
  write('a', 'Four.', 'status: draft\n')
  await waitFor(again, /kept as published; --publish makes it a draft/)
  expect((await find('a')).fields.status).toBe('published')
  expect(JSON.stringify((await find('a')).body)).toContain('Four.')
})

test('a broken file is shown and the rest goes on; a conflict is shown and not forced', async () => {
  const { workspace, line, find, write } = await setScene('watchbroken')
  write('a', 'One.')
  write('b', 'One.')
  expect((await workspace.run('push')).code).toBe(0)
  const run = await startWatch(workspace)

  write('a', '![Nothing](./nothing.png)')
  await waitFor(run, /-a\.md:\d+ +error.*nothing\.png/)
  write('b', 'Two.')
  await waitFor(run, /updated .*-b\.md/)
  expect(JSON.stringify((await find('a')).body)).toContain('One.')
  workspace.write('content/posts/watchbroken-a.md', '---\ntitle: [\n---\nBroken.\n')
  await waitFor(run, /front-matter\//)
  write('a', 'Mended.')
  await waitFor(run, /mended .*-a\.md/)
  await waitFor(run, /updated .*-a\.md/)

  await editAsAdmin(line, await find('a'), { title: "The editor's" })
  write('a', 'Other text.', 'custom_excerpt: x\n')
  workspace.write('content/posts/watchbroken-a.md', "---\ntitle: The author's\n---\nOther text.\n")
  const printed = await waitFor(run, /changed in the file and in Ghost/)
  expect(printed).toContain("The editor's")
  expect((await find('a')).fields.title).toBe("The editor's")
})

test('offline: says so, keeps what was saved, and pushes it when the site answers again; a save during a push makes one more', async () => {
  const { workspace, proxy, find, write } = await setScene('watchoffline', {
    policies: { ownershipTag: '#watchoffline', timeoutSeconds: 5 },
  })
  write('a', 'One.')
  expect((await workspace.run('push')).code).toBe(0)
  const run = await startWatch(workspace)
  proxy.setRule(() => ({ kind: 'lose-request' }))
  write('a', 'Written offline.')
  await waitFor(run, /1 file waits\. Trying again in/)
  write('b', 'New, and offline.')
  await waitFor(run, /2 files wait\. Trying again in/)
  proxy.setRule(() => undefined)
  await waitFor(run, /answers again/)
  await waitFor(run, /updated .*-a\.md/)
  await waitFor(run, /created .*-b\.md/)
  expect(JSON.stringify((await find('a')).body)).toContain('Written offline.')

  let saves = 0
  proxy.setRule(({ method, path }) => {
    if (method !== 'PUT' || !POSTS.test(path) || saves > 0) return undefined
    saves += 1
    return {
      kind: 'before',
      act: async () => {
        write('a', 'Second.')
        await settle()
        write('a', 'Third.')
        await settle()
      },
    }
  })
  const writes = countWrites(proxy, POSTS)
  write('a', 'First.')
  await waitFor(run, /updated .*-a\.md/, 3)
  write('fence', 'Behind all of it.')
  await waitFor(run, /created .*-fence\.md/)
  expect(countWrites(proxy, POSTS) - writes).toBe(3)
  expect(JSON.stringify((await find('a')).body)).toContain('Third.')
})

test('the config and .env are read again; a broken one leaves the old one in force', async () => {
  const { workspace, find, write } = await setScene('watchconfig')
  write('a', 'One.')
  expect((await workspace.run('push')).code).toBe(0)
  const run = await startWatch(workspace)
  const config = workspace.read('ghost-sync.config.json')
  workspace.write('ghost-sync.config.json', config.replace('"project"', 'project'))
  await waitFor(run, /The config cannot be used/)
  write('a', 'Two.')
  await waitFor(run, /updated .*-a\.md/)
  workspace.write(
    'ghost-sync.config.json',
    JSON.stringify({ ...JSON.parse(config), defaults: { custom_excerpt: 'From the config.' } }),
  )
  await waitFor(run, /The config was read again/)
  await waitFor(run, /updated .*-a\.md.*custom_excerpt/)
  expect((await find('a')).fields.custom_excerpt).toBe('From the config.')
  workspace.write('.env', 'SOMETHING=else\n')
  await waitFor(run, /The config was read again/, 2)
})

test('a file that the config imports is read again', async () => {
  const { workspace, find, write } = await setScene('watchimport')
  const config = workspace.read('ghost-sync.config.json')
  workspace.remove('ghost-sync.config.json')
  workspace.write('settings/texts.ts', "export const excerpt: string = 'First.'")
  workspace.write(
    'ghost-sync.config.ts',
    `import { excerpt } from './settings/texts.ts'\nexport default { ...${config}, defaults: { custom_excerpt: excerpt } }\n`,
  )
  write('a', 'One.')
  expect((await workspace.run('push')).code).toBe(0)
  const run = await startWatch(workspace)
  workspace.write('settings/texts.ts', "export const excerpt: string = 'Second.'")
  await waitFor(run, /updated .*-a\.md.*custom_excerpt/)
  expect((await find('a')).fields.custom_excerpt).toBe('Second.')
  workspace.write('settings/texts.ts', "export const excerpt: string = 'Third.'")
  await waitFor(run, /updated .*-a\.md.*custom_excerpt/, 2)
  expect((await find('a')).fields.custom_excerpt).toBe('Third.')
})

test('a content folder that is not there for a while is no end of its posts', async () => {
  const { workspace, proxy, find, list, write, fileOf } = await setScene('watchgone')
  write('a', 'One.')
  write('b', 'One.')
  expect((await workspace.run('push')).code).toBe(0)
  write('c', 'New before the watch, and not saved in it.')
  workspace.move('content', 'elsewhere')
  const run = await startWatch(workspace)
  expect(run.printed()).toContain('The content root `content` is not a folder.')
  const before = countWrites(proxy, POSTS)
  workspace.move('elsewhere', 'content')
  await waitFor(run, /mended +content$/m)
  await waitFor(run, /1 post differs/)
  write('a', 'Two.')
  await waitFor(run, /updated .*-a\.md/)
  workspace.move('content', 'elsewhere')
  await waitFor(run, /is not a folder/, 2)
  workspace.write(fileOf('a').replace('content', 'elsewhere'), '---\ntitle: a\n---\nThree.\n')
  workspace.move('elsewhere', 'content')
  await waitFor(run, /updated .*-a\.md/, 2)
  expect(run.printed()).not.toMatch(/-[bc]\.md|file is gone/)
  expect(countWrites(proxy, POSTS)).toBe(before + 2)
  expect(JSON.stringify((await find('a')).body)).toContain('Three.')
  expect(await list()).toHaveLength(2)
})

test('with no site and no config, --sandbox starts a Ghost for the Markdown that is there', async () => {
  const workspace = openWorkspace({ name: 'watchsandbox', sites: [] })
  workspace.remove('ghost-sync.config.json')
  cleanups.push(async () => {
    await workspace.run('sandbox', 'stop')
    rmSync(workspace.folder, { recursive: true, force: true })
  })
  expect((await workspace.run('watch')).stderr).toContain('ghost-sync watch --sandbox --preview')
  workspace.write('notes/a.md', '# A note\n\nOne.\n')
  workspace.write('README.md', '# No post\n')
  const run = await startWatch(workspace, '--sandbox', '--preview')
  expect(run.printed()).toMatch(/1 post differs from http:\S+: each is pushed when it is saved\.\n/)
  workspace.write('notes/a.md', '# A note\n\nTwo.\n')
  const printed = await waitFor(run, /created +a\.md .*\/p\/\S+/)
  expect(await (await fetch(/http:\S+\/p\/\S+/.exec(printed)?.[0] ?? '')).text()).toContain('Two.')
  run.kill('SIGINT')
  expect((await run.done).stdout).toContain('ghost-sync sandbox stop')
})

const executablePath = findChromium()
if (executablePath === undefined) {
  process.stderr.write(
    'watch --preview in a browser: skipped, there is no Chromium here (GHOST_SYNC_TEST_CHROMIUM names one)\n',
  )
}

test.skipIf(executablePath === undefined)(
  'the preview shows the post in the theme, follows the file saved last, and loads anew with each push',
  async () => {
    const { name, workspace, write, fileOf } = await setScene('watchpreview')
    write('a', 'First of all.')
    write('live', 'Out already.', 'status: published\n')
    expect((await workspace.run('push')).code).toBe(0)
    const run = await startWatch(workspace, '--preview')
    const address = /Preview: (\S+)/.exec(run.printed())?.[1] ?? ''
    // Who does not know the secret sees nothing, and a name that was made to mean this machine is no name of it.
    expect((await fetch(new URL('/', address))).status).toBe(404)

    const browser = await chromium.launch({
      ...(executablePath !== undefined && { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
    })
    try {
      const page = await browser.newPage({ viewport: { width: 1200, height: 800 } })
      page.setDefaultTimeout(PATIENCE)
      const dialogs: string[] = []
      const refused: string[] = []
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) refused.push(message.text())
      })
      page.on('dialog', async (dialog) => {
        dialogs.push(dialog.message())
        await dialog.dismiss()
      })
      await page.goto(address)
      const frame = page.frameLocator('#frame')
      await page.getByRole('button', { name: 'live' }).waitFor()
      write('a', 'Saved now.')
      await frame.getByText('Saved now.').waitFor()
      expect(await frame.locator('h1').first().textContent()).toContain('a')
      expect(await page.locator('nav button[aria-current=true]').textContent()).toContain(
        `${name}-a.md · not published`,
      )
      write('a', 'Saved again.')
      await frame.getByText('Saved again.').waitFor()
      expect(await frame.getByText('Saved now.').count()).toBe(0)

      write('live', 'Changed where readers see it.', 'status: published\n')
      await frame.getByText('Changed where readers see it.').waitFor()
      expect(await page.locator('#open').getAttribute('href')).toMatch(/-live\/$/)
      expect(await page.locator('nav button[aria-current=true]').textContent()).toMatch(/-live\.md · published$/)

      workspace.write(fileOf('a'), '---\ntitle: "<img src=x onerror=alert(1)>"\n---\n![No](./no-<b>such</b>.png)\n')
      await page.getByRole('heading', { name: `Problems in posts/${name}-a.md` }).waitFor()
      expect(await page.locator('#problems li').textContent()).toMatch(/error line 4: .*does not exist/)
      expect(await page.getByRole('button', { name: '<img src=x onerror=alert(1)> 1 error' }).count()).toBe(1)
      await frame.getByText('Saved again.').waitFor()

      await page.getByLabel('Mobile').check()
      expect((await page.locator('#frame').boundingBox())?.width).toBeLessThanOrEqual(392)
      await page.getByRole('button', { name: 'live' }).click()
      await frame.getByText('Changed where readers see it.').waitFor()
      expect(await page.getByLabel('Follow the file saved last').isChecked()).toBe(false)
      expect([dialogs, refused]).toEqual([[], []])

      run.kill('SIGINT')
      await page.getByText('The connection to ghost-sync watch is gone.').waitFor()
      await run.done
    } finally {
      await browser.close()
    }
  },
)
