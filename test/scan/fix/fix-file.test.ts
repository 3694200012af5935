import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DEFAULT_OPTIONS } from '../../../src/markdown/index.ts'
import { rewriteDate } from '../../../src/scan/fields/rewrite-date.ts'
import { applyEdits, fixFile } from '../../../src/scan/fix/fix-file.ts'
import { findCertainKey } from '../../../src/scan/fix/fix-front-matter.ts'
import { correctTarget, findTruePath } from '../../../src/scan/fix/fix-paths.ts'
import { makeFolder } from '../make-folder.ts'
import { fakeAssets } from '../make-source.ts'
import { readSource } from '../read-source.ts'

describe('a key that can only be one', () => {
  test.each([
    ['titel', 'title'],
    ['Titel', 'title'],
    ['tilte', 'title'],
    ['tittle', 'title'],
    ['slgu', 'slug'],
    ['feature-imge', 'feature_image'],
    ['autor', 'author'],
    ['publised_at', 'published_at'],
    ['custom_exerpt', 'custom_excerpt'],
  ])('%s is %s', (written, key) => {
    expect(findCertainKey(written)).toBe(key)
  })

  test.each([
    ['maths', 'may be the ignored `math`'],
    ['tgs', 'is too short to be sure'],
    ['tabs', 'is a word of its own'],
    ['og_tilt', 'is two mistakes'],
    ['tweet_title', 'is something else'],
    ['mood', 'is like no key'],
    ['twiter', 'is a group'],
  ])('%s %s', (written) => {
    expect(findCertainKey(written)).toBeUndefined()
  })
})

describe('dates as ISO', () => {
  test.each([
    ['November 20, 2026', '2026-11-20'],
    ['Nov 20th 2026', '2026-11-20'],
    ['20 November 2026', '2026-11-20'],
    ['Friday, 20 Nov 2026', '2026-11-20'],
    ['Sept. 3, 2026', '2026-09-03'],
    ['November 20, 2026 at 9:05 PM', '2026-11-20 21:05'],
    ['20 Nov 2026 09:05', '2026-11-20 09:05'],
    ['20.11.2026', '2026-11-20'],
    ['11/20/2026', '2026-11-20'],
    ['5/5/2026', '2026-05-05'],
    ['20.11.2026, 9:05', '2026-11-20 09:05'],
    ['2026/11/20', '2026-11-20'],
    ['2026.1.2', '2026-01-02'],
    ['2026/1/2 10:00', '2026-01-02 10:00'],
    ['Fri, 20 Nov 2026 09:00:00 +0100', '2026-11-20T09:00:00+01:00'],
    ['Fri, 20 Nov 2026 09:00:00 GMT', '2026-11-20T09:00:00Z'],
  ])('%s is %s', (written, iso) => {
    expect(rewriteDate(written)).toBe(iso)
  })

  test.each([
    ['2026-11-20'],
    ['2026-11-20 10:00:00 +0200'],
    ['03/04/2026'],
    ['3.4.2026'],
    ['31.13.2026'],
    ['February 30, 2026'],
    ['20.11.26'],
    ['tomorrow'],
    [''],
    ['1790000000'],
  ])('%s stays', (written) => {
    expect(rewriteDate(written)).toBeUndefined()
  })
})

test.each([
  ['images/photo.png', 'images/Photo.PNG', 'images/Photo.PNG'],
  ['../Images/photo.png?x=1#y', 'a/images/photo.png', '../images/photo.png?x=1#y'],
  ['My%20photo.png', 'My Photo.png', 'My%20Photo.png'],
  ['%C3%BCber%20uns.png', 'Über uns.png', '%C3%9Cber%20uns.png'],
  ['über%20uns.png', 'Über uns.png', 'Über%20uns.png'],
  ['u\u0308ber.png', '\u00fcber.png', '\u00fcber.png'],
  ['a.png', 'a.png', undefined],
  ['a.png', 'b.png', undefined],
])('%s for %s is %s', (target, path, corrected) => {
  expect(correctTarget(target, path)).toBe(corrected)
})

test('the one file that differs in case alone', async () => {
  const files = { 'Images/Photo.PNG': 'x', 'two/A.png': 'x', 'two/a.png': 'y', 'Folder/x.md': 'x' }
  const { rootDir: root } = makeFolder(files)
  const find = (path: string) => findTruePath(join(root, path), root)
  expect(await find('images/photo.png')).toBe(join(root, 'Images/Photo.PNG'))
  expect(await find('two/A.PNG')).toBeUndefined()
  expect(await find('images/other.png')).toBeUndefined()
  expect(await find('folder')).toBeUndefined()
  expect(await find('../x.png')).toBeUndefined()
})

describe('a file', () => {
  async function mend(text: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
    const { rootDir: root } = makeFolder(files)
    await mkdir(join(root, 'posts'), { recursive: true })
    await writeFile(join(root, 'posts/a.md'), text)
    const content = {
      root,
      posts: [],
      pages: [],
      ignore: [],
      assetRoots: [root],
      maxAssetBytes: 1000,
      maxAssetsBytes: 2_147_483_648,
      maxSourceBytes: 10_485_760,
      maxFiles: 20_000,
      markdown: DEFAULT_OPTIONS,
    }
    const world = {
      content,
      readAsset: fakeAssets([]),
      paths: new Set(['posts/a.md']),
      siteUrls: ['https://a.example', 'https://b.example/blog'],
    }
    return applyEdits(text, await fixFile(text, readSource('posts/a.md', text), world))
  }

  test.each([
    [
      'YAML: order, blanks, comments and quotes stay',
      '---\n# top\ntitel:   "A b"  # c\ndate: \'20.11.2026\'\n\ntags: News, C++ # t\nslug: "My Post"\n---\nx\n',
      '---\n# top\ntitle:   "A b"  # c\ndate: \'2026-11-20\'\n\ntags: [News, C++] # t\nslug: "my-post"\n---\nx\n',
    ],
    [
      'CRLF and a byte order mark stay',
      '\uFEFF---\r\ntitel: A\r\n---\r\nx\r\n',
      '\uFEFF---\r\ntitle: A\r\n---\r\nx\r\n',
    ],
    [
      'names that YAML would take for something else',
      '---\ntitle: A\ntags: "one, #two, true, c: d"\n---\n',
      '---\ntitle: A\ntags: [one, "#two", "true", "c: d"]\n---\n',
    ],
    ['a key and its value', '---\ntitle: A\ndaate: 20.11.2026\n---\n', '---\ntitle: A\ndate: 2026-11-20\n---\n'],
    ['a key with a list', '---\ntitle: A\nautors:\n  - me\n---\n', '---\ntitle: A\nauthors:\n  - me\n---\n'],
    [
      'TOML',
      '+++\ntitel = "A" # c\ndate = \'Nov 2, 2026\'\ntags = "a, b"\n[params]\nslug = "X Y"\n+++\nx\n',
      '+++\ntitle = "A" # c\ndate = \'2026-11-02\'\ntags = ["a", "b"]\n[params]\nslug = "X Y"\n+++\nx\n',
    ],
    [
      'JSON',
      '{\n\t"titel": "A", "slug": "X Y",\n\t"tags": "a, b"\n}\nx\n',
      '{\n\t"title": "A", "slug": "x-y",\n\t"tags": ["a", "b"]\n}\nx\n',
    ],
  ])('%s', async (_, text, mended) => {
    expect(await mend(text)).toBe(mended)
    expect(await mend(mended)).toBe(mended)
  })

  test.each([
    ['a key that is there already', '---\ntitle: A\ntitel: B\n---\n'],
    ['a key whose value is another kind of thing', '---\ntitle: A\ndates: [a, b]\nfeaturd: never\n---\n'],
    ['a slug in several lines', '---\ntitle: A\nslug: >\n  X Y\n---\n'],
    ['a slug that the folder of one site changes', '---\ntitle: A\nslug: Blog\n---\n'],
    ['a slug of which nothing is left', '---\ntitle: A\nslug: "!!!"\n---\n'],
    ['an anchor', '---\ntitle: &t A b\nslug: *t\n---\n'],
    ['one tag', '---\ntitle: A\ntags: News\n---\n'],
    ['what stands in the text', '---\ntitle: A\n---\ntitel: B\n\n`![x](p.png)`\n'],
    ['no front matter', '# A\n\ntext\n'],
  ])('is left alone: %s', async (_, text) => {
    expect(await mend(text, { 'posts/P.png': 'x' })).toBe(text)
  })

  test('paths', async () => {
    const files = { 'Images/Photo.PNG': 'x', 'posts/Other.md': '# O\n', 'posts/My File.pdf': 'x' }
    const text = [
      '---\ntitle: A\nfeature_image: ../images/photo.png # c\n---',
      '![x](../images/photo.png "t") [o](other.md?a#b) `../images/photo.png`',
      '[p](my%20file.pdf) ![y][r] [gone](gone.pdf) [site](/tag/news/)',
      '<img src="/images/photo.png">\n\n[r]: ../images/photo.png\n',
    ]
    expect(await mend(text.join('\n\n'), files)).toBe(
      text
        .join('\n\n')
        .replaceAll('images/photo.png', 'Images/Photo.PNG')
        .replace('`../Images/Photo.PNG`', '`../images/photo.png`')
        .replace('other.md', 'Other.md')
        .replace('my%20file', 'My%20File'),
    )
  })
})

describe('Markdown that would be shown as text, or lost', () => {
  async function mend(text: string): Promise<string> {
    const { content } = makeFolder({})
    const source = readSource('posts/a.md', text.replaceAll('\r\n', '\n'))
    const world = { content, readAsset: fakeAssets([]), paths: new Set<string>(), siteUrls: [] }
    return applyEdits(text, await fixFile(text, source, world))
  }

  test.each([
    ['a path with a space', '![a](Screen Shot.png) b', '![a](<Screen Shot.png>) b'],
    ['quotes in a title', '[a](b "say "hi" now")', '[a](b "say \\"hi\\" now")'],
    ['a type', '- x\n- List<String>', '- x\n- List\\<String>'],
    ['several on a line', '<x> [a](b c.pdf) <x>', '\\<x> [a](<b c.pdf>) \\<x>'],
  ])('%s', async (_, markdown, mended) => {
    expect(await mend(`---\ntitle: T\n---\n${markdown}\n`)).toBe(`---\ntitle: T\n---\n${mended}\n`)
    expect(await mend(`---\r\ntitle: T\r\n---\r\n${markdown.replaceAll('\n', '\r\n')}\r\n`)).toBe(
      `---\r\ntitle: T\r\n---\r\n${mended.replaceAll('\n', '\r\n')}\r\n`,
    )
  })
})
