import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createAssetReader, nameUpload } from '../../../src/scan/assets/asset-reader.ts'
import { measureImage } from '../../../src/scan/assets/measure.ts'
import { makeFolder } from '../make-folder.ts'
import { makeJpegHead, makePng } from '../make-image.ts'

const PNG = makePng(3, 2)

describe('where an asset is found', () => {
  test.each([
    ['beside the file', 'a.png', 'content/posts/a.png'],
    ['with a dot', './a.png', 'content/posts/a.png'],
    ['a folder up', '../images/b.png', 'content/images/b.png'],
    ['bare, from the content root', 'images/b.png', 'content/images/b.png'],
    ['from the content root', '/images/b.png', 'content/images/b.png'],
    ['from another asset root', '/s.png', 'static/s.png'],
    ['URL-encoded', 'my%20photo.png', 'content/posts/my photo.png'],
    ['with a space', 'my photo.png', 'content/posts/my photo.png'],
    ['composed, on disk decomposed', 'caf\u00e9.png', 'content/posts/cafe\u0301.png'],
    ['encoded and composed', 'caf%C3%A9.png', 'content/posts/cafe\u0301.png'],
    ['decomposed, on disk composed', 'u\u0308ber.png', 'content/posts/\u00fcber.png'],
    ['with a query', 'a.png?v=2', 'content/posts/a.png'],
    ['with a fragment', 'a.png#center', 'content/posts/a.png'],
    ['a name with a hash sign', 'x#y.png', 'content/posts/x#y.png'],
    ['a name with a percent sign', '50%.png', 'content/posts/50%.png'],
    ['a name that looks encoded', 'q%20r.png', 'content/posts/q%20r.png'],
    ['written on Windows', '..\\images\\b.png', 'content/images/b.png'],
    ['through a link within the root', 'inner.png', 'content/images/b.png'],
  ])('%s', async (_, target, file) => {
    const names = [
      'posts/a.png',
      'images/b.png',
      'posts/my photo.png',
      'posts/cafe\u0301.png',
      'posts/\u00fcber.png',
      'posts/x#y.png',
      'posts/50%.png',
      'posts/q%20r.png',
    ]
    const { rootDir, content } = makeFolder({
      ...Object.fromEntries(names.map((name) => [`content/${name}`, PNG])),
      'static/s.png': PNG,
    })
    symlinkSync('../images/b.png', path.join(content.root, 'posts/inner.png'))
    const readAsset = createAssetReader(
      { ...content, assetRoots: [content.root, path.join(rootDir, 'static')] },
      rootDir,
    )
    expect(await readAsset(target, 'posts/hello.md')).toMatchObject({
      kind: 'asset',
      asset: { file, endpoint: 'images', mimeType: 'image/png', width: 3, height: 2, size: PNG.length },
    })
  })
})

describe('what is never read', () => {
  test.each([
    ['a folder up and out', '../../secret.png', 'outside-root'],
    ['encoded', '..%2f..%2fsecret.png', 'outside-root'],
    ['dots encoded', '%2e%2e/%2e%2e/secret.png', 'outside-root'],
    ['out and back into a neighbour', '../../content-old/x.png', 'outside-root'],
    ['a file URL', 'file:///etc/hostname', 'outside-root'],
    ['another host', '//example.com/a.png', 'outside-root'],
    ['a link that leads out', 'out.png', 'outside-root'],
    ['through a linked folder that leads out', 'outdir/secret.png', 'outside-root'],
    ['an absolute path', '/etc/hostname', 'missing'],
    ['a NUL byte', 'a%00.png', 'missing'],
    ['a hidden file', '../.env', 'hidden'],
    ['a file in a hidden folder', '/.git/config', 'hidden'],
  ])('%s', async (_, target, kind) => {
    const { rootDir, content } = makeFolder({
      'secret.png': PNG,
      'content-old/x.png': PNG,
      'content/.env': 'KEY=1',
      'content/.git/config': 'x',
      'content/posts/a.png': PNG,
    })
    symlinkSync(path.join(rootDir, 'secret.png'), path.join(content.root, 'posts/out.png'))
    symlinkSync(rootDir, path.join(content.root, 'posts/outdir'))
    expect(await createAssetReader(content, rootDir)(target, 'posts/hello.md')).toMatchObject({ kind })
  })
})

describe('what cannot be uploaded', () => {
  test.each<[string, string, string | Uint8Array, object]>([
    ['an empty file', 'a.png', '', { kind: 'empty', message: '`content/a.png` is empty.' }],
    [
      'too large',
      'a.txt',
      'x'.repeat(10_001),
      { kind: 'too-large', message: '`content/a.txt` is 10001 bytes; at most 10000 bytes are uploaded.' },
    ],
    [
      'no image',
      'a.png',
      'hello',
      { kind: 'corrupt', message: '`content/a.png` is not a PNG image; Ghost would refuse it.' },
    ],
    [
      'a Git LFS pointer',
      'a.png',
      'version https://git-lfs.github.com/spec/v1\n',
      { kind: 'corrupt', hint: 'It is a Git LFS pointer: run `git lfs pull`.' },
    ],
    [
      'cut short',
      'a.png',
      PNG.subarray(0, -14),
      { kind: 'corrupt', message: '`content/a.png` is cut short; Ghost would refuse it.' },
    ],
    ['Markdown', 'a.md', 'hi', { kind: 'unsupported-type' }],
  ])('%s', async (_, name, body, expected) => {
    const { rootDir, content } = makeFolder({ [`content/${name}`]: body })
    expect(await createAssetReader(content, rootDir)(name, 'hello.md')).toMatchObject(expected)
  })

  test('a folder', async () => {
    const { rootDir, content } = makeFolder({ 'content/images/a.png': PNG })
    expect(await createAssetReader(content, rootDir)('images/', 'hello.md')).toMatchObject({
      kind: 'is-a-directory',
      message: '`images/` is a folder.',
    })
  })

  test('a name that differs in case, and one with a slip', async () => {
    const { rootDir, content } = makeFolder({ 'content/images/Photo.PNG': PNG })
    const readAsset = createAssetReader(content, rootDir)
    expect(await readAsset('images/photo.png', 'hello.md')).toEqual({
      kind: 'missing',
      message: '`images/photo.png` does not exist.',
      hint: 'Did you mean `images/Photo.PNG`? Upper and lower case count.',
    })
    expect(await readAsset('images/Phto.PNG', 'hello.md')).toMatchObject({
      hint: expect.stringContaining('images/Photo.PNG'),
    })
  })

  test('the project as an asset root does not open its hidden files', async () => {
    const { rootDir, content } = makeFolder({ '.env': 'KEY=1', 'assets/a.png': PNG })
    const readAsset = createAssetReader({ ...content, assetRoots: [content.root, rootDir] }, rootDir)
    expect(await readAsset('/.env', 'hello.md')).toMatchObject({ kind: 'hidden' })
    expect(await readAsset('/assets/a.png', 'hello.md')).toMatchObject({ kind: 'asset' })
  })
})

describe('what an asset is called', () => {
  const HASH = '0123456789abcdef'
  test.each([
    ['Photo.PNG', 'PNG', `photo-${HASH}.png`],
    ['Größe & Maß.jpeg', 'jpeg', `grosse-mass-${HASH}.jpeg`],
    ['🎉.gif', 'gif', `image-${HASH}.gif`],
    [`${'x'.repeat(99)}.png`, 'png', `${'x'.repeat(60)}-${HASH}.png`],
    ['archive.tar.gz', 'gz', `archive-tar-${HASH}.gz`],
    ['LICENSE', '', `license-${HASH}`],
    ['a_o.png', 'png', `a_o-${HASH}.png`],
  ])('%s', (name, extension, expected) => {
    expect(nameUpload(name, extension, HASH)).toBe(expected)
  })

  test('the same bytes have the same hash under every name, other bytes another', async () => {
    const { rootDir, content } = makeFolder({
      'content/a.png': PNG,
      'content/b.png': PNG,
      'content/c.png': makePng(4, 4),
    })
    const readAsset = createAssetReader(content, rootDir)
    const hashes = await Promise.all(
      ['a.png', 'b.png', 'c.png'].map(async (name) => {
        const reading = await readAsset(name, 'hello.md')
        return reading.kind === 'asset' ? reading.asset.hash : ''
      }),
    )
    expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/)
    expect(hashes[1]).toBe(hashes[0])
    expect(hashes[2]).not.toBe(hashes[0])
  })

  test('a file is read once', async () => {
    const { rootDir, content } = makeFolder({ 'content/posts/a.png': PNG })
    const readAsset = createAssetReader(content, rootDir)
    const first = await readAsset('a.png', 'posts/x.md')
    writeFileSync(path.join(content.root, 'posts/a.png'), makePng(9, 9))
    mkdirSync(path.join(content.root, 'other'))
    expect(await readAsset('../posts/a.png', 'other/y.md')).toBe(first)
  })
})

describe('how large an image is', () => {
  const size = (width: number | undefined, height: number | undefined) => ({ kind: 'image', width, height })
  const svg = (attributes: string) =>
    Buffer.from(`<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><rect/></svg>`)
  test.each<[string, Uint8Array, string, object]>([
    ['PNG', makePng(30, 20), 'png', size(30, 20)],
    ['a PNG called JPEG, which Ghost takes', makePng(30, 20), 'jpg', size(30, 20)],
    ['JPEG', makeJpegHead(300, 200), 'jpg', size(300, 200)],
    ['JPEG upright', makeJpegHead(300, 200, 1), 'jpeg', size(300, 200)],
    ['JPEG on its side', makeJpegHead(300, 200, 6), 'jpg', size(200, 300)],
    ['JPEG on its other side', makeJpegHead(300, 200, 8), 'jpg', size(200, 300)],
    ['SVG with a size', svg('width="40" height="30"'), 'svg', size(40, 30)],
    ['SVG with a viewBox', svg('viewBox="0 0 40 30"'), 'svg', size(40, 30)],
    ['SVG that does not say', svg(''), 'svg', size(undefined, undefined)],
    ['SVGZ', gzipSync(svg('width="40" height="30"')), 'svgz', size(40, 30)],
    ['JPEG cut short', makeJpegHead(300, 200, 1, []), 'jpg', { kind: 'corrupt', reason: 'is cut short' }],
    [
      'SVG called PNG',
      svg('width="40" height="30"'),
      'png',
      { kind: 'corrupt', reason: 'is named .png but holds SVG' },
    ],
    [
      'an empty SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'svg',
      { kind: 'corrupt', reason: 'is not an SVG image, or an empty one' },
    ],
    ['SVGZ that is not zipped', svg(''), 'svgz', { kind: 'corrupt', reason: 'is not a gzipped SVG' }],
  ])('%s', (_, bytes, extension, expected) => {
    expect(measureImage(bytes, extension)).toEqual(expected)
  })
})
