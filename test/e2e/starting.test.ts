import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openWorkspace } from './open-workspace.ts'
import { hasTerminal, runInTerminal } from './run-in-terminal.ts'
import { readTestSites } from './test-sites.ts'

const sites = readTestSites()
const [main] = sites
if (main === undefined) throw new Error('no site')

describe('from nothing to a published post', () => {
  const { folder, write, read, run, runWith } = openWorkspace({ name: 'starting', sites: [main] })

  test('new, push, list, open', async () => {
    const begun = await run('new', '--tag', 'Company', 'Starting: a "first" post')
    expect(begun).toEqual({ code: 0, stdout: 'content/posts/starting-a-first-post.md\n', stderr: '' })
    const file = begun.stdout.trim()
    const before = JSON.parse((await run('list', '--json')).stdout)
    expect(before).toMatchObject({
      kind: 'ghost-sync-list',
      version: 1,
      posts: [{ state: 'new', status: null, url: null }],
    })

    expect((await run('open', '--print', file)).stderr).toContain('open/no-post')
    expect((await run('push')).code).toBe(0)
    const draft = await run('open', '--print', file)
    expect(draft.stdout).toMatch(new RegExp(`^${main.url}/p/[0-9a-f-]{36}/\\n$`))

    write(file, read(file).replace('status: draft', 'status: published').concat('Hello.\n'))
    expect((await run('list')).stdout).toMatch(/~ changed here {2}draft {2}posts\/starting-a-first-post\.md/)
    expect((await run('push')).code).toBe(0)
    expect(JSON.parse((await run('list', '--json', file)).stdout).posts).toMatchObject([
      {
        site: 'main',
        path: 'posts/starting-a-first-post.md',
        title: 'Starting: a "first" post',
        state: 'in-sync',
        status: 'published',
        url: `${main.url}/starting-a-first-post/`,
      },
    ])
    const page = await fetch(`${main.url}/starting-a-first-post/`)
    expect(await page.text()).toContain('Hello.')
    const admin = await run('open', '--admin', '--print', file)
    expect(admin.stdout).toMatch(new RegExp(`^${main.url}/ghost/#/editor/post/[0-9a-f]{24}\\n$`))
  })

  test('list tells what is only in Ghost, and what is asked for alone', async () => {
    write('content/broken.md', '---\ntitle: [\n---\n')
    const all = JSON.parse((await run('list', '--all', '--json')).stdout).posts as {
      state: string
      path: string | null
    }[]
    // Ghost's own first posts are nobody's.
    expect(all.filter(({ state }) => state === 'only-in-ghost').length).toBeGreaterThan(0)
    expect(all.filter(({ state }) => state === 'problems').map(({ path }) => path)).toEqual(['broken.md'])
    const { stdout } = await run('list', '--state', 'in-sync')
    expect(stdout).toContain('= in sync')
    expect(stdout).not.toContain('broken.md')
    expect((await run('list', '--state', 'wrong')).code).toBe(2)
    expect((await run('list', '--all', 'content')).code).toBe(2)
  })

  test.runIf(process.platform === 'linux')('open hands the address to the browser, as one argument', async () => {
    const file = 'content/posts/starting-a-first-post.md'
    // What xdg-open asks to open an address on GNOME.
    write(
      'gio',
      '#!/bin/sh\n[ "$1" = open ] || exit 0\nprintf "%s\\n" "$#" "$@" > "$SHOWN.part" && mv "$SHOWN.part" "$SHOWN"\n',
    )
    chmodSync(join(folder, 'gio'), 0o755)
    const shown = join(folder, 'shown')
    const env = { DISPLAY: ':99', XDG_CURRENT_DESKTOP: 'GNOME', PATH: `${folder}:${process.env.PATH}`, SHOWN: shown }
    const { code, stdout } = await runWith(env, 'open', file)
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${main.url}/starting-a-first-post/\n` })
    await expect.poll(() => existsSync(shown), { timeout: 10_000 }).toBe(true)
    expect(readFileSync(shown, 'utf8')).toBe(`2\nopen\n${main.url}/starting-a-first-post/\n`)
    const without = await run('open', file)
    expect(without.stderr).toBe('No browser can be opened here.\n')
    expect(without.stdout).toBe(stdout)
  })
})

describe.skipIf(!hasTerminal)('init, on a terminal', () => {
  // The question itself: what is explained before it, and what is wrong with an answer, name the key as well.
  const KEY = 'Admin API key (not shown; Enter to fill it in later): '

  test('asks, shows no key, writes, and is connected; the first post can be pushed', async () => {
    const workspace = openWorkspace({ name: 'starting-init', sites: [] })
    workspace.remove('ghost-sync.config.json')
    const { code, shown } = await runInTerminal(
      workspace,
      ['init'],
      [
        ['Address of the Ghost site', 'ftp://example.com\n'],
        ['Address of the Ghost site', `${main.url}/ghost/#/posts\n`],
        [KEY, 'half a key\n'],
        [KEY, `${main.adminKey}\n`],
      ],
    )
    expect(shown).toContain('is not a web address')
    expect(shown).toContain('That is no Admin API key')
    expect(shown).toContain(`${main.url}/ghost/#/settings/integrations/new`)
    expect(shown).toMatch(/✓ admin key +accepted/)
    expect(shown).not.toContain(main.adminKey.split(':')[1])
    expect(shown).not.toContain('half a key')
    expect(code).toBe(0)
    expect(workspace.read('.env')).toBe(`GHOST_ADMIN_API_KEY=${main.adminKey}\n`)
    const pushed = await workspace.run('push')
    expect(pushed.code).toBe(0)
    expect(JSON.parse((await workspace.run('list', '--json')).stdout).posts).toMatchObject([
      { path: 'posts/hello-from-git.md', state: 'in-sync', status: 'draft' },
    ])
    const again = await runInTerminal(workspace, ['init'], [])
    expect(again.shown).toContain('= ghost-sync.config.ts  is there already')
  })

  test('Ctrl-C at the key writes nothing', async () => {
    const workspace = openWorkspace({ name: 'starting-stop', sites: [] })
    workspace.remove('ghost-sync.config.json')
    const { code } = await runInTerminal(workspace, ['init', '--url', main.url], [[KEY, '\u0003']])
    expect(code).toBe(130)
    expect(existsSync(join(workspace.folder, '.gitignore'))).toBe(false)
  })
})
