import { describe, expect, test } from 'vitest'
import { createAssetReader } from '../../../src/scan/assets/asset-reader.ts'
import { listLostDrawing } from '../../../src/scan/assets/lost-drawing.ts'
import { checkSite } from '../../../src/scan/check-site.ts'
import { scanContent } from '../../../src/scan/scan-content.ts'
import { keyAsset } from '../../../src/scan/source/asset.ts'
import { makeFolder } from '../make-folder.ts'
import { makePng } from '../make-image.ts'
import { SITE } from '../make-source.ts'

async function check(files: Readonly<Record<string, string | Uint8Array>>, apiVersion: 'auto' | 'v4' = 'auto') {
  const { rootDir, content } = makeFolder(files)
  const scanned = await scanContent(content, rootDir)
  const found = await checkSite({
    files: scanned.files,
    site: { ...SITE, apiVersion },
    siteNames: ['blog'],
    now: new Date('2026-06-01T12:00:00Z'),
    readAsset: createAssetReader(content, rootDir),
  })
  return [...scanned.problems, ...found]
}

const LFS = 'version https://git-lfs.github.com/spec/v1\noid sha256:55c3d08b2fd22193fbeac295d859a32f\nsize 225\n'
const ANNEX = '/annex/objects/SHA256E-s225--55c3d08b2fd22193.pdf\n'

describe('pointers of Git LFS and git-annex', () => {
  test.each([
    ['slides.pdf', '[Slides](slides.pdf)', LFS],
    ['clip.mp4', ':::video{src="clip.mp4"}\n:::', LFS],
    ['talk.mp3', ':::audio{src="talk.mp3"}\n:::', LFS],
    ['photo.png', '![Photo](photo.png)', LFS],
    ['flow.svg', '![Flow](flow.svg)', LFS],
    ['data.zip', '[Data](data.zip)', ANNEX],
  ])('%s is an error with the command', async (name, body, pointer) => {
    const problems = await check({ 'content/a.md': `---\ntitle: A\n---\n${body}\n`, [`content/${name}`]: pointer })
    expect(problems).toMatchObject([
      { severity: 'error', code: 'asset/corrupt', line: 4, hint: /^It is a (?:Git LFS|git-annex) pointer: run `git / },
    ])
  })

  test('a post that is one is no text', async () => {
    expect(await check({ 'content/a.md': LFS })).toMatchObject([{ severity: 'error', code: 'scan/pointer', line: 1 }])
  })

  test('a text about them is a text', async () => {
    const text = `---\ntitle: A\n---\n    ${LFS.replaceAll('\n', '\n    ')}\n`
    expect(await check({ 'content/a.md': text })).toEqual([])
  })
})

const svg = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${inner}</svg>`

describe('what Ghost takes away from a drawing', () => {
  test.each([
    ['labels', '<rect/><g><foreignObject><div>Start</div></foreignObject></g>', ['<foreignObject>']],
    ['glyphs', '<defs><path id="a"/></defs><use xlink:href="#a"/><animate/>', ['<use>', '<animate>']],
    ['a change in time', '<rect><set attributeName="x" to="1"/></rect>', ['<set>']],
    ['where its text stands', '<text dominant-baseline="middle">x</text>', ['dominant-baseline']],
    ['nothing', '<rect><animateTransform/></rect><text>t</text><style>.a{}</style><image href="data:,"/>', []],
    ['what no reader sees', '<sodipodi:namedview/><metadata><rdf:RDF/></metadata><script>1</script><rect/>', []],
    ['what is none', '<!-- <use/> --><text>&lt;use></text><rect title="<use>"/>', []],
  ])('%s', (_, inner, lost) => {
    expect(listLostDrawing(svg(inner))).toEqual(lost)
  })

  const drawing = { 'content/flow.svg': svg('<rect/><foreignObject><p>Start</p></foreignObject>') }

  test('is told before the push, with its names', async () => {
    const post = '---\ntitle: A\nfeature_image: flow.svg\n---\nText. ![Flow](flow.svg)\n'
    expect(await check({ 'content/a.md': post, ...drawing })).toMatchObject([
      {
        severity: 'warning',
        code: 'asset/drawing-lost',
        line: 3,
        message: /`<foreignObject>` away from `content\/flow.svg`/,
      },
      { severity: 'warning', code: 'asset/drawing-lost', line: 5 },
    ])
  })

  test('is kept by a Ghost that does not clean', async () => {
    expect(await check({ 'content/a.md': '---\ntitle: A\n---\n![Flow](flow.svg)\n', ...drawing }, 'v4')).toEqual([])
  })

  test('is no matter of other pictures', async () => {
    const files = { 'content/a.md': '---\ntitle: A\n---\n![P](p.png)\n', 'content/p.png': makePng(2, 2) }
    expect(await check(files)).toEqual([])
  })
})

test('the same bytes under two names are two files, and one picture', async () => {
  const png = makePng(2, 2)
  const names = { 'v1.txt': 'same', 'v2.csv': 'same', 'v3.txt': 'same', 'a.png': png, 'b.png': png }
  const { rootDir, content } = makeFolder(
    Object.fromEntries(Object.entries(names).map(([name, bytes]) => [`content/${name}`, bytes])),
  )
  const readAsset = createAssetReader(content, rootDir)
  const keys = await Promise.all(
    Object.keys(names).map(async (name) => {
      const reading = await readAsset(name, 'x.md')
      return reading.kind === 'asset' ? keyAsset(reading.asset) : reading.message
    }),
  )
  const [hash] = (keys[0] ?? '').split('~')
  expect(keys.slice(0, 3).every((key) => key.startsWith(`${hash}~`))).toBe(true)
  expect(new Set(keys).size).toBe(4)
  expect(keys[3]).toBe(keys[4])
})
