import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createAssetReader } from '../../src/scan/assets/asset-reader.ts'
import { findTruePath } from '../../src/scan/fix/fix-paths.ts'
import { scanContent } from '../../src/scan/scan-content.ts'
import { makeFolder } from './make-folder.ts'
import { makePng } from './make-image.ts'

const PNG = makePng(3, 2)

/** A project, and files of somebody else beside it. */
function makeVictim(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const { rootDir, content } = makeFolder({
    'home/keys.md': 'SECRET',
    'home/pages/keys.md': 'SECRET',
    'home/keys.png': PNG,
    'project/.env': 'KEY=SECRET',
    'project/.git/config': 'SECRET',
    'project/.git/notes.md': 'SECRET',
    'project/node_modules/x/readme.md': 'SECRET',
    'project/content/posts/fine.md': 'Fine.',
    ...Object.fromEntries(Object.entries(files).map(([name, body]) => [`project/${name}`, body])),
  })
  const project = path.join(rootDir, 'project')
  const root = path.join(project, 'content')
  return { project, content: { ...content, root, assetRoots: [root] } }
}

describe('a link where the Markdown should be', () => {
  test.each<[string, link: string, target: string, code: string]>([
    ['a file out of the root', 'content/posts/x.md', '../../../home/keys.md', 'scan/outside-root'],
    ['an absolute one', 'content/posts/x.md', '/etc/hostname', 'scan/outside-root'],
    ['the environment of this process', 'content/posts/x.md', '/proc/self/environ', 'scan/outside-root'],
    ['the env file', 'content/posts/x.md', '../../.env', 'scan/outside-root'],
    ['a folder that a glob begins with', 'content/pages', '../../home/pages', 'scan/outside-root'],
    ['a device', 'content/posts/x.md', '/dev/zero', 'scan/outside-root'],
    ['nothing', 'content/posts/x.md', 'nowhere.md', 'scan/broken-link'],
    ['itself', 'content/posts/x.md', 'x.md', 'scan/broken-link'],
  ])('%s', async (_, link, target, code) => {
    const { project, content } = makeVictim()
    symlinkSync(target, path.join(project, link))
    const { files, problems } = await scanContent(content, project)
    expect(files.map((file) => file.path)).toEqual(['posts/fine.md'])
    expect(problems).toMatchObject([{ severity: 'error', code }])
  })

  test('a chain of links', async () => {
    const { project, content } = makeVictim()
    symlinkSync('../../home/keys.md', path.join(project, 'content/one.md'))
    symlinkSync('one.md', path.join(project, 'content/two.md'))
    const { files, problems } = await scanContent(content, project)
    expect(files.map((file) => file.path)).toEqual(['posts/fine.md'])
    expect(problems.map(({ code }) => code)).toEqual(['scan/outside-root', 'scan/outside-root'])
  })

  test.each([
    ['.env', '../.env'],
    ['.git/config', '../.git/config'],
    ['.git/notes.md', '../.git/notes.md'],
    ['node_modules', '../node_modules/x/readme.md'],
  ])('hidden in a project that is its own content root: %s', async (_, target) => {
    const { project, content } = makeVictim()
    symlinkSync(target, path.join(project, 'content/x.md'))
    const { files, problems } = await scanContent({ ...content, root: project }, project)
    expect(files.map((file) => file.path)).toEqual(['content/posts/fine.md'])
    expect(problems).toMatchObject([{ code: 'scan/outside-root', file: 'content/x.md' }])
  })

  test.each([
    ['the disk', '/'],
    ['the folder beside', '../home'],
    ['the folder above', '..'],
    ['the hidden folder', '.git'],
  ])('the content root itself is a link to %s', async (_, target) => {
    const { project, content } = makeVictim()
    rmSync(content.root, { recursive: true })
    symlinkSync(target, content.root)
    const { files, problems } = await scanContent(content, project)
    expect(files).toEqual([])
    expect(problems).toMatchObject([{ code: 'scan/root-outside-project', file: 'content' }])
    const readAsset = createAssetReader(content, project)
    for (const wanted of ['/home/keys.png', '/keys.png', '/config', '/etc/hostname', '/proc/self/environ'])
      expect(await readAsset(wanted, 'a.md')).not.toHaveProperty('asset')
  })

  test('a content root that is a link to another folder of the project is read', async () => {
    const { project, content } = makeVictim({ 'docs/a.md': 'A.' })
    rmSync(content.root, { recursive: true })
    symlinkSync('docs', content.root)
    expect((await scanContent(content, project)).files.map((file) => file.path)).toEqual(['a.md'])
  })
})

describe('what is no file', () => {
  const makePipe = (at: string) => execFileSync('mkfifo', [at])

  test.skipIf(process.platform === 'win32')('a pipe for a post, and a link to one', async () => {
    const { project, content } = makeVictim()
    makePipe(path.join(project, 'content/pipe.md'))
    makePipe(path.join(project, 'content/pipe.bin'))
    symlinkSync('pipe.bin', path.join(project, 'content/linked.md'))
    mkdirSync(path.join(project, 'content/folder.md'))
    const { files, problems } = await scanContent(content, project)
    expect(files.map((file) => file.path)).toEqual(['posts/fine.md'])
    expect(problems.map(({ code, file }) => [code, file])).toEqual([
      ['scan/not-a-file', 'content/linked.md'],
      ['scan/not-a-file', 'content/pipe.md'],
    ])
  })

  test.skipIf(process.platform === 'win32')('a pipe for a picture', async () => {
    const { project, content } = makeVictim()
    makePipe(path.join(project, 'content/posts/pipe.png'))
    expect(await createAssetReader(content, project)('pipe.png', 'posts/fine.md')).toMatchObject({ kind: 'unreadable' })
  })
})

describe('a picture', () => {
  test.each([
    ['a folder up and out', '../../../home/keys.png'],
    ['encoded', '..%2f..%2f..%2fhome%2fkeys.png'],
    ['encoded twice', '%252e%252e/%252e%252e/%252e%252e/home/keys.png'],
    ['half encoded', '.%2e/.%2e/.%2e/home/keys.png'],
    ['with backslashes', '..\\..\\..\\home\\keys.png'],
    ['in the root of the site', '/../../home/keys.png'],
    ['in the root of the disk', '/etc/hostname'],
    ['a file address', 'file:../../../home/keys.png'],
    ['a file address of this machine', 'file://localhost/etc/hostname'],
    ['a file address in capitals', 'FILE:///etc/hostname'],
    ['another host', '//fileserver/share/a.png'],
    ['UNC', '\\\\fileserver\\share\\a.png'],
    ['UNC, long', '\\\\?\\C:\\Windows\\win.ini'],
    ['a drive', 'C:\\Windows\\win.ini'],
    ['a drive, with slashes', 'c:/Windows/win.ini'],
    ['the env file', '/.env'],
    ['the env file in capitals', '/.ENV'],
    ['the env file with a dot at its end, as Windows ignores', '/.env.'],
    ['a stream of NTFS', '/.env::$DATA'],
    ['a short name of NTFS', '/GIT~1/config'],
    ['the repository in capitals', '/.Git/config'],
    ['the repository, encoded', '/%2egit/config'],
    ['installed packages in capitals', '/Node_Modules/x/readme.md'],
    ['through a folder that is a link', 'out/keys.png'],
    ['through a chain', 'chain/keys.png'],
    ['a NUL byte', '../fine.png%00.md'],
  ])('%s', async (_, target) => {
    // The project is an asset root, as with Jekyll: all that is hidden in it lies inside.
    const { project, content } = makeVictim({ '.ENV': 'SECRET', 'content/posts/fine.png': PNG })
    symlinkSync('../../../home', path.join(project, 'content/posts/out'))
    symlinkSync('out', path.join(project, 'content/posts/chain'))
    const readAsset = createAssetReader({ ...content, assetRoots: [content.root, project] }, project)
    expect(await readAsset('fine.png', 'posts/fine.md')).toHaveProperty('asset')
    expect(await readAsset(target, 'posts/fine.md')).not.toHaveProperty('asset')
  })

  test('an asset root that is a link out of the project holds nothing', async () => {
    const { project, content } = makeVictim()
    symlinkSync('../home', path.join(project, 'static'))
    const readAsset = createAssetReader(
      { ...content, assetRoots: [content.root, path.join(project, 'static')] },
      project,
    )
    expect(await readAsset('/keys.png', 'posts/fine.md')).not.toHaveProperty('asset')
  })

  test('no suggestion tells the names in a folder behind a link', async () => {
    const { project, content } = makeVictim()
    symlinkSync('../../../home', path.join(project, 'content/posts/out'))
    const reading = await createAssetReader(content, project)('out/key.png', 'posts/fine.md')
    expect(JSON.stringify(reading)).not.toContain('keys')
    expect(await findTruePath(path.join(content.root, 'posts/out/KEYS.png'), content.root)).toBeUndefined()
  })
})

describe('limits', () => {
  test('more Markdown files than may be', async () => {
    const names = Array.from({ length: 4 }, (_, nth) => [`content/${nth}.md`, 'x'])
    const { project, content } = makeVictim(Object.fromEntries(names))
    expect((await scanContent({ ...content, maxFiles: 5 }, project)).files).toHaveLength(5)
    expect(await scanContent({ ...content, maxFiles: 4 }, project)).toEqual({
      refused: true,
      files: [],
      problems: [
        {
          severity: 'error',
          code: 'scan/too-many-files',
          file: 'content',
          message: 'There are more than 4 Markdown files under `content`; none was read.',
          hint: 'Leave out with `content.ignore` what is no content, or raise `content.maxFiles`.',
        },
      ],
    })
  })

  test('a Markdown file that is too large is not read, and names the option', async () => {
    const { project, content } = makeVictim({ 'content/large.md': 'x'.repeat(101) })
    const { files, problems } = await scanContent({ ...content, maxSourceBytes: 100 }, project)
    expect(files.map((file) => file.path)).toEqual(['posts/fine.md'])
    expect(problems).toMatchObject([
      {
        code: 'scan/too-large',
        file: 'content/large.md',
        message: 'The file is 101 bytes; a Markdown file may have 100 bytes.',
        hint: 'Split it, leave it out with `content.ignore`, or raise `content.maxSourceSize`.',
      },
    ])
  })

  test('pictures that come to too much together', async () => {
    const { project, content } = makeVictim({ 'content/a.png': PNG, 'content/b.png': makePng(4, 4) })
    const readAsset = createAssetReader({ ...content, maxAssetsBytes: PNG.length }, project)
    expect(await readAsset('a.png', 'x.md')).toHaveProperty('asset')
    // The same file again is no more.
    expect(await readAsset('./a.png', 'x.md')).toHaveProperty('asset')
    expect(await readAsset('b.png', 'x.md')).toEqual({
      kind: 'too-large',
      message: `With \`content/b.png\` the pictures and files of this run come to more than ${PNG.length} bytes.`,
      hint: 'Make them smaller, or raise `content.maxAssetsSize`.',
    })
  })
})
