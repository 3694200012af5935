import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { loadConfig } from '../../../src/config/load-config.ts'
import { scanContent } from '../../../src/scan/scan-content.ts'
import { runCommand } from '../run-command.ts'

const KEY = `${'a1'.repeat(12)}:${'b2'.repeat(32)}`
/** Nothing listens on the discard port of loopback: a site that is out of reach. */
const URL = 'http://127.0.0.1:9'
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ghost-sync-init-'))
  const made = folder
  onTestFinished(() => rmSync(made, { recursive: true }))
})

const init = (args: readonly string[] = [], env: Record<string, string> = {}) =>
  runCommand(folder, ['init', '--url', URL, ...args], { env })
const scan = async () => {
  const loaded = await loadConfig({ cwd: folder, env: {}, keys: 'ignored' })
  if (loaded.kind !== 'loaded') throw new Error('no config')
  const { files } = await scanContent(loaded.config.content, folder)
  return { files: files.map(({ file }) => file).sort() }
}
const read = (path: string) => readFileSync(join(folder, path), 'utf8')
const put = (path: string, text: string) => {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}

describe('init', () => {
  test('writes everything that works, and says where the key is where it has none', async () => {
    const { code, stdout } = await init()
    expect(code).toBe(0)
    for (const path of [
      '.gitignore',
      '.env',
      'ghost-sync.config.ts',
      'content/posts/hello-from-git.md',
      '.github/workflows/ghost-sync.yml',
      '.vscode/ghost-sync.code-snippets',
    ]) {
      expect(stdout).toContain(`+ ${path}\n`)
    }
    expect(stdout).toContain(`Open ${URL}/ghost/#/settings/integrations/new`)
    expect(read('.env')).toBe('GHOST_ADMIN_API_KEY=\n')
    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600)
    expect(read('.gitignore')).toBe('.env\n')
    const loaded = await loadConfig({ cwd: folder, env: { GHOST_ADMIN_API_KEY: KEY } })
    expect(loaded).toMatchObject({ kind: 'loaded', config: { sites: [{ name: 'main', url: URL }] } })
    expect((await runCommand(folder, ['check', '--strict'])).code).toBe(0)
    const workflow = parse(read('.github/workflows/ghost-sync.yml'))
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(JSON.stringify(workflow.jobs.check)).not.toContain('secrets')
    expect(JSON.stringify(workflow.jobs.publish)).toContain('secrets.GHOST_ADMIN_API_KEY')
    expect(JSON.parse(read('.vscode/ghost-sync.code-snippets'))).toHaveProperty('ghost-sync title')
  })

  test('takes a key from the environment, writes it nowhere, and says what could not be checked', async () => {
    const { code, stdout, stderr } = await init(['--json-config', '--name', 'blog', '--project', 'acme/blog'], {
      GHOST_ADMIN_API_KEY: KEY,
    })
    expect(existsSync(join(folder, '.env'))).toBe(false)
    expect(JSON.parse(read('ghost-sync.config.json'))).toMatchObject({
      project: 'acme/blog',
      sites: { blog: { url: URL, adminKeyEnv: 'GHOST_ADMIN_API_KEY' } },
    })
    expect(code).toBe(5)
    expect(stdout).toMatch(/✗ site/)
    expect(stdout + stderr).not.toContain(KEY.split(':')[1])
    expect(read('ghost-sync.config.json')).not.toContain('b2b2')
  }, 60_000)

  test('overwrites nothing, and adds only the lines that are missing', async () => {
    put('.gitignore', 'node_modules\n/.env')
    put('.env', 'OTHER=1')
    put('.github/workflows/ghost-sync.yml', 'mine')
    put('content/mine.md', '---\ntitle: Mine\n---\n')
    const { stdout } = await init()
    expect(read('.gitignore')).toBe('node_modules\n/.env')
    expect(read('.env')).toBe('OTHER=1\nGHOST_ADMIN_API_KEY=\n')
    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600)
    expect(read('.github/workflows/ghost-sync.yml')).toBe('mine')
    expect(stdout).toContain('= .github/workflows/ghost-sync.yml  is there already, and stays as it is')
    expect(existsSync(join(folder, 'content/posts'))).toBe(false)
  })

  test('a second time it changes nothing', async () => {
    await init()
    put('.env', `GHOST_ADMIN_API_KEY=${'c3'.repeat(12)}:${'d4'.repeat(32)}\n`)
    const before = read('.env') + read('ghost-sync.config.ts') + read('.gitignore')
    expect((await init(['--url', 'http://127.0.0.1:10'])).stdout).toContain('= ghost-sync.config.ts  is there already')
    expect(read('.env') + read('ghost-sync.config.ts') + read('.gitignore')).toBe(before)
  }, 60_000)

  test.each([
    [
      '_posts/2026-01-01-a.md',
      'a Jekyll site',
      {
        root: '.',
        posts: ['_posts/**/*.{md,markdown}'],
        assetRoots: ['.'],
        formerPermalinks: ['/{categories}/{year}/{month}/{day}/{name}.html'],
      },
    ],
    ['.obsidian/app.json', 'an Obsidian vault', { root: '.', assetRoots: ['.'], titleFrom: 'filename' }],
    ['static/a.txt', undefined, { root: 'content' }],
    ['archetypes/default.md', 'a Hugo site', { root: 'content', formerPermalinks: ['/{path}/', '/{section}/{slug}/'] }],
  ])('recognises %s', async (path, name, content) => {
    put(path, '---\ntitle: A\n---\nx\n')
    const { stdout } = await init(['--json-config'])
    if (name === undefined) expect(stdout).not.toContain('This looks like')
    else expect(stdout).toContain(`This looks like ${name}`)
    expect(JSON.parse(read('ghost-sync.config.json')).content).toEqual(content)
  })

  test.each([
    [['posts/a.md', 'README.md'], 'posts/', { root: 'posts' }],
    [['posts/2026/a.md', 'notes/b.md', 'README.md'], 'this folder', { root: '.', ignore: ['README.md'] }],
    [['a.md', 'readme.md', 'img/x.txt'], 'this folder', { root: '.', ignore: ['readme.md'] }],
    [['README.md', '.github/note.md', 'node_modules/x/a.md'], undefined, { root: 'content' }],
    [['content/a.md', 'docs/b.md'], undefined, { root: 'content' }],
  ])('goes where the Markdown is: %j', async (paths, where, content) => {
    for (const path of paths) put(path, '---\ntitle: A\n---\nx\n')
    const { stdout } = await init(['--json-config'])
    if (where === undefined) expect(stdout).not.toContain('There is Markdown')
    else expect(stdout).toContain(`There is Markdown in ${where}; the config takes it for the content.`)
    expect(JSON.parse(read('ghost-sync.config.json')).content).toEqual(content)
    const { files } = await scan()
    const posts = paths.filter((path) => !/readme|node_modules|github|docs|txt/i.test(path))
    expect(files).toEqual(posts.length === 0 ? ['content/posts/hello-from-git.md'] : posts.sort())
  })

  test('below the top of a repository it says where the workflow belongs', async () => {
    execFileSync('git', ['init', '-q'], { cwd: folder })
    mkdirSync(join(folder, 'web/blog'), { recursive: true })
    const below = await runCommand(join(folder, 'web/blog'), ['init', '--url', URL])
    expect(below.stdout).toContain('working-directory: web/blog')
    expect((await init()).stdout).not.toContain('working-directory')
  })

  test('takes a folder as people write it', async () => {
    expect((await init(['--json-config', '--content', './texts/'])).stdout).toContain('+ texts/posts/hello-from-git.md')
    expect(JSON.parse(read('ghost-sync.config.json')).content).toEqual({ root: 'texts' })
  })

  test('an older Hugo site is one, too', async () => {
    for (const path of ['config.toml', 'content/a.md', 'static/a.txt']) put(path, '')
    expect((await init(['--json-config'])).stdout).toContain('This looks like a Hugo site')
    expect(JSON.parse(read('ghost-sync.config.json')).content).toEqual({
      root: 'content',
      pages: ['*.{md,markdown}'],
      assetRoots: ['static'],
      formerPermalinks: ['/{path}/', '/{section}/{slug}/'],
      titleFrom: 'filename',
    })
  })

  test('the workflow publishes from the branch that the repository calls its own', async () => {
    const branches = () => parse(read('.github/workflows/ghost-sync.yml')).on.push.branches
    execFileSync('git', ['init', '-q', '-b', 'trunk'], { cwd: folder })
    await init()
    expect(branches()).toEqual(['trunk'])
    rmSync(join(folder, '.github'), { recursive: true })
    rmSync(join(folder, 'ghost-sync.config.ts'))
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: folder })
    git('commit', '-q', '--allow-empty', '-m', 'first')
    git('branch', 'master')
    git('update-ref', 'refs/remotes/origin/release/next', 'HEAD')
    await init()
    expect(branches()).toEqual(['master'])
    rmSync(join(folder, '.github'), { recursive: true })
    rmSync(join(folder, 'ghost-sync.config.ts'))
    git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/release/next')
    await init()
    expect(branches()).toEqual(['release/next'])
  })

  test.each([
    [['--url', 'ftp://x'], 'usage/wrong-url'],
    [['--name', 'a b'], 'usage/wrong-name'],
    [['--project', '-'], 'usage/wrong-name'],
    [['--content', '../elsewhere'], 'usage/wrong-name'],
    [['--content', '/tmp'], 'usage/wrong-name'],
    [['--content', 'C:\\x'], 'usage/wrong-name'],
    [['--admin-key-env', KEY], 'usage/wrong-name'],
  ])('refuses %j before it writes anything', async (args, said) => {
    const { code, stderr } = await init(args)
    expect({ code, there: existsSync(join(folder, '.gitignore')) }).toEqual({ code: 2, there: false })
    expect(stderr).toContain(said)
  })

  test('refuses a key of another kind, and never shows it', async () => {
    const { code, stdout, stderr } = await init([], { GHOST_ADMIN_API_KEY: 'c'.repeat(26) })
    expect(code).toBe(2)
    expect(stderr).toContain('usage/wrong-key')
    expect(stdout + stderr).not.toContain('cccc')
  })

  test('needs an address where nobody can be asked', async () => {
    expect((await runCommand(folder, ['init'])).stderr).toContain('usage/no-url')
  })
})
