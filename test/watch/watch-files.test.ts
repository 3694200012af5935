import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { classifyPath, watchFiles } from '../../src/watch/watch-files.ts'

/** On a real file system: what is told of it, by paths relative to the project. */
async function open(files: Readonly<Record<string, string>>, root = 'content') {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ghost-sync-watch-files-')))
  const put = (path: string, text = '') => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const [path, text] of Object.entries(files)) put(path, text)
  const told = new Set<string>()
  const errors: unknown[] = []
  const close = await watchFiles(
    {
      contentRoot: join(folder, root),
      assetRoots: [],
      configFiles: Object.keys(files).flatMap((path) =>
        path.endsWith('.ts') || path.endsWith('config.json') ? [join(folder, path)] : [],
      ),
      envFile: join(folder, '.env'),
    },
    ({ path, what }) => told.add(`${what} ${relative(folder, path) || '.'}`),
    (error) => errors.push(error),
  )
  onTestFinished(async () => {
    await close()
    rmSync(folder, { recursive: true, force: true })
    expect(errors).toEqual([])
  })
  const move = (from: string, to: string) => renameSync(join(folder, from), join(folder, to))
  /** Waits for it, and forgets what was told until then. */
  const hear = async (change: string) => {
    await expect.poll(() => [...told], { timeout: 15_000, interval: 20 }).toContain(change)
    told.clear()
  }
  return { put, move, hear, remove: (path: string) => rmSync(join(folder, path), { recursive: true }) }
}

test('posts, pictures, the config and a new .env', async () => {
  const { put, move, hear, remove } = await open({
    'content/a.md': 'a',
    'ghost-sync.config.json': '{}',
    'settings/sites.ts': '',
  })
  put('content/a.md', 'b')
  await hear('content content/a.md')
  put('content/deep/er/b.png', 'b')
  await hear('content content/deep/er/b.png')
  move('content/deep', 'content/other')
  await hear('content content/other/er/b.png')
  put('.env', 'A=1')
  await hear('environment .env')
  put('ghost-sync.config.json.tmp', '{ }')
  move('ghost-sync.config.json.tmp', 'ghost-sync.config.json')
  await hear('config ghost-sync.config.json')
  put('settings/sites.ts', 'export {}')
  await hear('config settings/sites.ts')
  remove('content/a.md')
  await hear('content content/a.md')
})

test('a content root that is not there yet, goes, and comes back', async () => {
  const { put, move, hear } = await open({ 'ghost-sync.config.json': '{}' })
  put('content/a.md', 'a')
  await hear('content content')
  put('content/a.md', 'b')
  await hear('content content/a.md')
  move('content', 'elsewhere')
  await hear('content content')
  move('elsewhere', 'content')
  await hear('content content')
  put('content/new.md', 'c')
  await hear('content content/new.md')
})

test('the project itself as content root', async () => {
  const { put, hear } = await open({ 'a.md': 'a', '.obsidian/app.json': '{}' }, '.')
  put('.obsidian/app.json', '{ }')
  put('a.md', 'b')
  await hear('content a.md')
  put('.env', 'A=1')
  await hear('environment .env')
})

test('a folder that the config imports from goes, and comes back', async () => {
  const { put, move, hear } = await open({
    'ghost-sync.config.json': '{}',
    'settings/sites.ts': '',
    'content/a.md': 'a',
  })
  move('settings', 'elsewhere')
  await hear('config settings/sites.ts')
  move('content', 'else')
  await hear('content content')
  move('else', 'content')
  await hear('content content')
  move('elsewhere', 'settings')
  await hear('config settings/sites.ts')
  put('settings/sites.ts', 'export {}')
  await hear('config settings/sites.ts')
})

const PLACES = {
  contentRoot: '/blog/content',
  assetRoots: ['/blog/content', '/blog/static'],
  configFiles: ['/blog/ghost-sync.config.ts', '/blog/settings/sites.ts'],
  envFile: '/blog/.env',
}

test.each([
  ['/blog/content/posts/a.md', 'content'],
  ['/blog/content/a b/ä.md', 'content'],
  ['/blog/content/_posts/2026-01-01-a.md', 'content'],
  ['/blog/content/posts/office.jpg', 'content'],
  ['/blog/static/images/a.png', 'content'],
  ['/blog/content/2026.md', 'content'],
  ['/blog/ghost-sync.config.ts', 'config'],
  ['/blog/settings/sites.ts', 'config'],
  ['/blog/settings/other.ts', undefined],
  ['/blog/.env', 'environment'],
  // Vim, Emacs, JetBrains, Kate, gedit, VS Code, LibreOffice, browsers, the systems.
  ['/blog/content/posts/.a.md.swp', undefined],
  ['/blog/content/posts/4913', undefined],
  ['/blog/content/posts/5036', undefined],
  ['/blog/content/posts/a.md~', undefined],
  ['/blog/content/posts/#a.md#', undefined],
  ['/blog/content/posts/.#a.md', undefined],
  ['/blog/content/posts/a.md___jb_tmp___', undefined],
  ['/blog/content/posts/a.md.tmp.4711', undefined],
  ['/blog/content/posts/a.md.tmp-1a2b', undefined],
  ['/blog/content/posts/a.md.bak', undefined],
  ['/blog/content/posts/~$a.docx', undefined],
  ['/blog/content/posts/big.mp4.crdownload', undefined],
  ['/blog/content/posts/.DS_Store', undefined],
  ['/blog/content/Thumbs.db', undefined],
  ['/blog/content/node_modules/x/README.md', undefined],
  ['/blog/content/.obsidian/workspace.json', undefined],
  ['/blog/content', undefined],
  ['/blog/README.md', undefined],
  ['/blog/content-old/a.md', undefined],
  ['/elsewhere/a.md', undefined],
])('%s: %s', (path, kind) => {
  expect(classifyPath(path, PLACES)).toBe(kind)
})

test('the project itself as asset root (Jekyll): hidden files are still hidden, the config is still the config', () => {
  const places = { ...PLACES, assetRoots: ['/blog/content', '/blog'] }
  expect(classifyPath('/blog/assets/a.png', places)).toBe('content')
  expect(classifyPath('/blog/.git/index', places)).toBeUndefined()
  expect(classifyPath('/blog/.env', places)).toBe('environment')
})
