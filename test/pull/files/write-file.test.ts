import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { writeInside } from '../../../src/pull/files/write-file.ts'

let home: string
let root: string
let outside: string

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'ghost-sync-write-')))
  root = join(home, 'content')
  outside = join(home, 'outside')
  mkdirSync(outside)
  mkdirSync(join(root, 'posts'), { recursive: true })
})

test('makes the folders on the way, and leaves nothing beside the file', async () => {
  await writeInside(root, 'posts/a/b.md', 'text')
  expect(readFileSync(join(root, 'posts/a/b.md'), 'utf8')).toBe('text')
  expect(readdirSync(join(root, 'posts/a'))).toEqual(['b.md'])
})

test.each(['linked/b.md', 'linked/deeper/b.md'])(
  'a folder that is a link out of the root is refused: %s',
  async (name) => {
    symlinkSync(outside, join(root, 'linked'))
    await expect(writeInside(root, name, 'text')).rejects.toMatchObject({ code: 'pull/outside-root', exitCode: 6 })
    expect(readdirSync(outside)).toEqual([])
  },
)

test('so is a file that is a link out of it, or to nowhere', async () => {
  writeFileSync(join(outside, 'mine.md'), 'mine')
  symlinkSync(join(outside, 'mine.md'), join(root, 'a.md'))
  symlinkSync(join(outside, 'new.md'), join(root, 'b.md'))
  for (const name of ['a.md', 'b.md']) {
    await expect(writeInside(root, name, 'text')).rejects.toMatchObject({ code: 'pull/outside-root' })
  }
  expect(readFileSync(join(outside, 'mine.md'), 'utf8')).toBe('mine')
  expect(readdirSync(outside)).toEqual(['mine.md'])
})

test('links within the root are followed, and stay links', async () => {
  symlinkSync(join(root, 'posts'), join(root, 'blog'))
  await writeInside(root, 'blog/a.md', 'one')
  symlinkSync(join(root, 'posts/a.md'), join(root, 'b.md'))
  await writeInside(root, 'b.md', 'two')
  expect(readFileSync(join(root, 'posts/a.md'), 'utf8')).toBe('two')
  expect(lstatSync(join(root, 'b.md')).isSymbolicLink()).toBe(true)
})

test('what cannot be written is said with its name', async () => {
  mkdirSync(join(root, 'posts/a.md'))
  const failed = { code: 'pull/not-written', message: 'posts/a.md could not be written: it is a folder' }
  await expect(writeInside(root, 'posts/a.md', 'text')).rejects.toMatchObject(failed)
  expect(readdirSync(join(root, 'posts'))).toEqual(['a.md'])
})
