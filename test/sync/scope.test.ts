import { describe, expect, test } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import type { Problem } from '../../src/model/problem.ts'
import type { ScannedContent } from '../../src/scan/scan-content.ts'
import type { SourceFile } from '../../src/scan/source/source-file.ts'
import { isUnder, locateChosen, locatePaths } from '../../src/sync/scope.ts'

const config = { rootDir: '/blog', content: { root: '/blog/content' } } as unknown as Config
const scanned = {
  files: ['content/a.md', 'content/posts/b.md', 'content/posts/über.md'].map((file) => ({ file }) as SourceFile),
  problems: [{ file: 'content/broken.md' } as Problem],
} as unknown as ScannedContent

describe('paths', () => {
  test.each([
    ['/blog', 'content/a.md', 'content/a.md'],
    ['/blog', './content/posts/', 'content/posts'],
    ['/blog', 'posts/b.md', 'content/posts/b.md'],
    ['/blog/content/posts', 'b.md', 'content/posts/b.md'],
    ['/blog/content/posts', '../a.md', 'content/a.md'],
    ['/elsewhere', '/blog/content/a.md', 'content/a.md'],
    ['/blog', 'content/broken.md', 'content/broken.md'],
    ['/blog', '.', ''],
  ])('from %s, %s is %s', (cwd, written, located) => {
    expect(locatePaths([written], cwd, config, scanned)).toEqual([located])
  })

  test.each(['no-such.md', 'content/post', '../outside', 'content/a.md/b'])(
    '%s chooses nothing, and is told',
    (path) => {
      expect(() => locatePaths([path], '/blog', config, scanned)).toThrow(
        expect.objectContaining({ code: 'usage/no-such-file', exitCode: 2 }),
      )
    },
  )

  test('a folder is no beginning of a name, and an umlaut is one however it is written', () => {
    expect(isUnder('content/posts/b.md', 'content/post')).toBe(false)
    expect(isUnder('content/posts/b.md', 'content/posts')).toBe(true)
    expect(isUnder('content/posts/über.md'.normalize('NFD'), 'content/posts/über.md'.normalize('NFC'))).toBe(true)
    expect(isUnder('anything', '')).toBe(true)
  })
})

describe('what a run is about', () => {
  const choose = (choice: Partial<Parameters<typeof locateChosen>[3]>) =>
    locateChosen({ cwd: '/blog', env: {} }, config, scanned, { paths: [], options: {}, ...choice })

  test('everything, where nothing is said', async () => {
    expect(await choose({})).toEqual([])
  })

  test('nothing, where a list turned out to be empty: that is not everything', async () => {
    expect(await choose({ isNothing: true })).toBeUndefined()
  })

  test('the paths of a saved plan, as they are: their files may be gone', async () => {
    expect(await choose({ paths: ['content/gone.md'], located: true })).toEqual(['content/gone.md'])
  })

  test('never both what was changed and what was named', async () => {
    await expect(choose({ paths: ['content/a.md'], options: { changed: true } })).rejects.toMatchObject({
      code: 'usage/changed-and-paths',
    })
  })
})
