import { chmodSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { scanContent } from '../../src/scan/scan-content.ts'
import { makeFolder } from './make-folder.ts'

describe('which files are read', () => {
  test('posts and pages, in the order of their paths, without hidden and ignored ones', async () => {
    const names = [
      'b.md',
      'a.markdown',
      'pages/p.md',
      '.hidden.md',
      '_draft.md',
      '_posts/x.md',
      'node_modules/m.md',
      'skip/s.md',
      'note.txt',
      'Z.md',
      'posts/ü.md',
    ]
    const { rootDir, content } = makeFolder(Object.fromEntries(names.map((name) => [`content/${name}`, 'x'])))
    const { files, problems } = await scanContent({ ...content, ignore: ['skip/**'] }, rootDir)
    expect(problems).toEqual([])
    expect(files.map(({ path, type, file }) => [path, type, file])).toEqual([
      ['Z.md', 'post', 'content/Z.md'],
      ['a.markdown', 'post', 'content/a.markdown'],
      ['b.md', 'post', 'content/b.md'],
      ['pages/p.md', 'page', 'content/pages/p.md'],
      ['posts/ü.md', 'post', 'content/posts/ü.md'],
    ])
  })

  test('a glob that spells an underscore out reads it: Jekyll', async () => {
    const { rootDir, content } = makeFolder({
      'content/_posts/a.md': 'x',
      'content/_posts/_old/b.md': 'x',
      'content/_other/c.md': 'x',
    })
    const { files } = await scanContent({ ...content, posts: ['_posts/**/*.md'] }, rootDir)
    expect(files.map(({ path }) => path)).toEqual(['_posts/a.md'])
  })

  test('no file is no problem, no folder is one', async () => {
    const { rootDir, content } = makeFolder({})
    expect(await scanContent(content, rootDir)).toEqual({ files: [], problems: [] })
    rmSync(content.root, { recursive: true })
    expect((await scanContent(content, rootDir)).problems).toEqual([
      {
        severity: 'error',
        code: 'scan/no-content-root',
        file: 'content',
        message: 'The content root `content` is not a folder.',
        hint: 'Create it, or set `content.root` in the config to the folder that holds your Markdown.',
      },
    ])
  })

  test('links are followed within the root only', async () => {
    const { rootDir, content } = makeFolder({ 'secret.md': 'x', 'content/a.md': 'x', 'elsewhere/e.md': 'x' })
    symlinkSync('a.md', path.join(content.root, 'inner.md'))
    symlinkSync('../secret.md', path.join(content.root, 'outer.md'))
    symlinkSync('nothing.md', path.join(content.root, 'broken.md'))
    symlinkSync('../elsewhere', path.join(content.root, 'folder'))
    symlinkSync('.', path.join(content.root, 'ring'))
    const { files, problems } = await scanContent(content, rootDir)
    expect(files.map(({ path }) => path)).toEqual(['a.md', 'inner.md'])
    expect(problems.map(({ code, file }) => [code, file])).toEqual([
      ['scan/broken-link', 'content/broken.md'],
      ['scan/outside-root', 'content/outer.md'],
    ])
  })

  test('a glob that reaches out of the root finds nothing there', async () => {
    const { rootDir, content } = makeFolder({ 'secret.md': 'x', 'content/a.md': 'x' })
    const { files, problems } = await scanContent({ ...content, posts: ['../*.md', '*.md'] }, rootDir)
    expect(files.map(({ path }) => path)).toEqual(['a.md'])
    expect(problems).toMatchObject([{ code: 'scan/outside-root', file: 'secret.md' }])
  })

  test('paths that differ in case only are refused both', async () => {
    const { rootDir, content } = makeFolder({ 'content/Post.md': 'x', 'content/post.md': 'x', 'content/other.md': 'x' })
    const { files, problems } = await scanContent(content, rootDir)
    expect(files.map(({ path }) => path)).toEqual(['other.md'])
    expect(problems.map(({ file, message }) => [file, message])).toEqual([
      [
        'content/Post.md',
        "The file's path differs from `post.md` in case or accents' encoding only; on macOS and Windows they are one file.",
      ],
      [
        'content/post.md',
        "The file's path differs from `Post.md` in case or accents' encoding only; on macOS and Windows they are one file.",
      ],
    ])
  })
})

describe('how files are read', () => {
  test('a byte order mark and Windows line ends do not show', async () => {
    const { rootDir, content } = makeFolder({
      'content/a.md': '\ufeff---\r\ntitle: A\r\ntags:\r\n  - x\r\n---\r\nHello\r\nyou\r\n',
    })
    const { files, problems } = await scanContent(content, rootDir)
    expect(problems).toEqual([])
    expect([...(files[0]?.frontMatter.entries ?? [])]).toEqual([
      ['title', { value: 'A', line: 2 }],
      ['tags', { value: ['x'], line: 3 }],
    ])
    expect(files[0]?.document).toMatchObject({ text: 'Hello\nyou\n', firstLine: 6 })
  })

  test.each<[string, string | Uint8Array, string, number | undefined, string]>([
    ['Latin-1', Buffer.from('---\ntitle: Caf\xe9\n---\n', 'latin1'), 'scan/not-utf-8', 2, 'The file is not UTF-8.'],
    ['UTF-16', Buffer.from('\ufeffhello', 'utf16le'), 'scan/not-utf-8', 1, 'The file is not UTF-8.'],
    ['a NUL byte', 'a\nb\0c', 'scan/nul-byte', 2, 'The file holds a NUL byte, so it is not a text.'],
    [
      'too large',
      'x'.repeat(10 * 1024 * 1024 + 1),
      'scan/too-large',
      undefined,
      'The file is 10.0 MiB; a Markdown file may have 10.0 MiB.',
    ],
    [
      'evaluating front matter',
      '---js\nprocess.exit(7)\n---\n',
      'front-matter/code',
      1,
      'The front matter is written in `js`, which would have to be run to be read; ghost-sync runs no code from content.',
    ],
    [
      'broken front matter',
      '---\na: [\n---\n',
      'front-matter/syntax',
      2,
      expect.stringContaining('The YAML front matter is broken here: '),
    ],
  ])('%s is refused, and the others are read', async (_, body, code, line, message) => {
    const { rootDir, content } = makeFolder({ 'content/bad.md': body, 'content/good.md': 'x' })
    const { files, problems } = await scanContent(content, rootDir)
    expect(files.map(({ path }) => path)).toEqual(['good.md'])
    expect(problems).toMatchObject([{ severity: 'error', code, file: 'content/bad.md', message }])
    expect(problems[0]?.line).toBe(line)
  })

  test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    const { rootDir, content } = makeFolder({ 'content/bad.md': 'x' })
    chmodSync(path.join(content.root, 'bad.md'), 0)
    expect((await scanContent(content, rootDir)).problems).toMatchObject([
      { code: 'scan/unreadable', message: 'The file cannot be read (EACCES).' },
    ])
  })

  test('a mistake in the Markdown itself, with the line of the file', async () => {
    const { rootDir, content } = makeFolder({ 'content/bad.md': '---\ntitle: a\n---\n\nb\n\n:::nope\n:::\n\n$\\frac$' })
    const { files, problems } = await scanContent(content, rootDir)
    expect(files).toEqual([])
    expect(problems).toMatchObject([
      { severity: 'error', code: 'directive/unknown', file: 'content/bad.md', line: 7 },
      { severity: 'error', code: 'math/syntax', file: 'content/bad.md', line: 10 },
    ])
    const markdown = { ...content.markdown, math: false } as const
    const read = await scanContent({ ...content, markdown }, rootDir)
    expect(read.problems.map(({ code }) => code)).toEqual(['directive/unknown'])
  })
})
