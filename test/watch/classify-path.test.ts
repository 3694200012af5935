import { expect, test } from 'vitest'
import { classifyPath } from '../../src/watch/classify-path.ts'

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
