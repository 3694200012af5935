import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { convertMarkdown, type MarkdownProblem, parseMarkdown } from '../../src/markdown/index.ts'
import { listFileUrls } from '../../src/pull/files/list-file-urls.ts'
import { measureWidth, shortenPair, shortenText } from '../../src/report/text/width.ts'
import { createAssetReader } from '../../src/scan/assets/asset-reader.ts'
import { measureImage } from '../../src/scan/assets/measure.ts'
import { checkSite, findSilentImages } from '../../src/scan/check-site.ts'
import { parseFrontMatter } from '../../src/scan/front-matter/parse-front-matter.ts'
import { splitFrontMatter } from '../../src/scan/front-matter/split-front-matter.ts'
import { createSuggester } from '../../src/scan/source/finding.ts'
import { makeFolder } from './make-folder.ts'
import { fakeAssets, SITE } from './make-source.ts'
import { readSource } from './read-source.ts'

// Little that becomes very much, and what was looked through once for each part of it: every one of these took minutes, or gigabytes.

/** Seconds of processor time; what else runs on the machine counts for little. */
function spend(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const check = (...files: ReturnType<typeof readSource>[]) =>
  checkSite({
    files,
    site: SITE,
    siteNames: ['blog'],
    now: new Date('2026-06-01T12:00:00Z'),
    readAsset: fakeAssets(['a.png']),
  })

describe('front matter', () => {
  const read = (block: string) => () => parseFrontMatter({ language: 'yaml', block, blockLine: 2 })

  test.each([
    ['a very long list on one line', `tags: [${'a, '.repeat(30_000)}a]\n`],
    ['comments in a long list', `tags: [${'a #b,\n '.repeat(20_000)}a]\n`],
    ['keys that are written again and again', 'title: a\n'.repeat(5_000)],
    ['values that need quotes, very many of them', 'title: @a\n'.repeat(20_000)],
    ['anchors that nobody uses', `tags: [${'&a b, '.repeat(20_000)}c]\n`],
    ['many lines that need quotes', Array.from({ length: 300 }, (_, nth) => `k${nth}: @a`).join('\n')],
    ['tabs', `a:\n${'\t- a\n'.repeat(20_000)}`],
  ])('%s', (_, block) => {
    expect(spend(read(block))).toBeLessThan(4)
  })

  test('lines that look like front matter, down to no fence', () => {
    expect(spend(() => splitFrontMatter('title: a\n'.repeat(200_000)))).toBeLessThan(1)
  })
})

describe('pictures', () => {
  const flood = '<svg'.repeat(60_000)

  test('a text of nothing but `<svg` is no drawing, at once', () => {
    expect(spend(() => measureImage(Buffer.from(flood), 'svg'))).toBeLessThan(1)
    expect(measureImage(Buffer.from(`${flood}>`), 'svg').kind).toBe('corrupt')
    expect(spend(() => measureImage(Buffer.from(`<svg ${' width="'.repeat(30_000)}>a</svg>`), 'svg'))).toBeLessThan(1)
  })

  test('what Ghost takes for a drawing is one', () => {
    const holds = (text: string) => measureImage(Buffer.from(text), 'svg').kind === 'image'
    const ghost = (text: string) => /<svg[^>]*>\s*\S[\s\S]*<\/svg>/i.test(text)
    const pieces = ['<svg', '<SVG ', '>', ' ', 'a', '</svg>', '</Svg >', '\n', '<svg/>']
    const texts = pieces.flatMap((a) =>
      pieces.flatMap((b) => pieces.flatMap((c) => pieces.flatMap((d) => pieces.map((e) => a + b + c + d + e)))),
    )
    expect(texts.filter((text) => holds(text) !== ghost(text))).toEqual([])
  })

  test('a small file that unpacks to very much is refused, and told of', async () => {
    const bomb = gzipSync(`<svg>${'<svg'.repeat(8_000_000)}</svg>`)
    expect(bomb.length).toBeLessThan(64 * 1024)
    const { rootDir, content } = makeFolder({
      'content/bomb.svgz': bomb,
      'content/fine.svgz': gzipSync('<svg width="3" height="2"><g/></svg>'),
    })
    const read = createAssetReader({ ...content, maxAssetBytes: 100_000 }, rootDir)
    expect(await read('bomb.svgz', 'a.md')).toMatchObject({
      kind: 'too-large',
      message: expect.stringMatching(/^`.*bomb\.svgz` unpacks to more than/),
    })
    expect(await read('fine.svgz', 'a.md')).toMatchObject({ kind: 'asset', asset: { width: 3, height: 2 } })
  })
})

describe('a definition that is used very often', () => {
  const target = `https://example.com/${'x'.repeat(30_000)}`

  test.each([
    ['links', '[a][r]', `[r]: ${target}`],
    ['pictures', '![a][r]', `[r]: ${target}`],
    ['titles', '[a][r]', `[r]: /x "${'*t* '.repeat(8_000)}"`],
    ['captions', '![a][r]', `[r]: /x "${'*t* '.repeat(8_000)}"`],
    ['shortcuts', '[r]', `[r]: ${target}`],
  ])('%s: is an error with the line where it becomes too much', (_, use, definition) => {
    const uses = `${`${use}\n\n`.repeat(10_000)}${definition}\n`
    let problems: readonly MarkdownProblem[] = []
    const seconds = spend(() => {
      problems = parseMarkdown(uses, 1).problems
    })
    expect(seconds).toBeLessThan(15)
    expect(problems).toMatchObject([{ code: 'markdown/too-often-used', line: expect.any(Number) }])
    expect(problems[0]?.line).toBeGreaterThan(10)
    expect(problems[0]?.line).toBeLessThan(60)
  })

  test('a text with many ordinary ones is none', () => {
    const text = `${'[a][r] and ![b][r]\n\n'.repeat(3_000)}[r]: https://example.com/a/path/of/a/page "Title"\n`
    const document = parseMarkdown(text, 1)
    expect(document.problems).toEqual([])
    expect(JSON.stringify(convertMarkdown(document, { resolve: (url) => ({ url }) }))).toContain('a/path/of/a/page')
  })
})

describe('one part looked at for each other', () => {
  test.each(['<?', '<!--', '<!A ', '<![CDATA['])('`%s` again and again in a line', (open) => {
    expect(spend(() => parseMarkdown(`a ${open.repeat(120_000 / open.length)}`, 1))).toBeLessThan(8)
    // Those that are closed are read as before.
    const close = { '<?': '?>', '<!--': '-->', '<!A ': '>', '<![CDATA[': ']]>' }[open]
    const one = `x ${open}b${close} y ${open}c`
    const found = JSON.stringify(parseMarkdown(one, 1).tokens)
    expect(found).toContain(JSON.stringify({ type: 'html', raw: `${open}b${close}` }).slice(1, -1))
  })

  test('links to headings, of a page that has very many', async () => {
    const headings = Array.from({ length: 3_000 }, (_, n) => `## Part ${n}\n\n`).join('')
    const links = Array.from(
      { length: 3_000 },
      (_, n) => `[a](#part-${n})\n[b](#${n % 2 === 0 ? 'Part' : 'x'}%20${n})\n\n`,
    ).join('')
    const source = readSource('a.md', `---\ntitle: A\n---\n${headings}${links}`)
    const before = process.cpuUsage()
    const problems = await check(source)
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(15)
    expect(problems).toHaveLength(1_500)
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['link/unknown-anchor']))
  })

  test('links that lead nowhere, and names that they may mean', () => {
    const names = Array.from({ length: 20_000 }, (_, n) => `name-${n}.md`)
    const suggest = createSuggester()
    expect(suggest('name-7x.md', () => names)).toBe('name-7.md')
    expect(spend(() => Array.from({ length: 5_000 }, (_, n) => suggest(`nome-${n}.md`, () => names)))).toBeLessThan(10)
    expect(suggest('x'.repeat(30_000), () => ['y'.repeat(30_000)])).toBeUndefined()
  })

  test('files that want the same slug name some of the others, and say how many there are', async () => {
    const files = Array.from({ length: 600 }, (_, n) => readSource(`${n}.md`, '---\ntitle: A\nslug: same\n---\nx\n'))
    const problems = await check(...files)
    const twins = problems.filter(({ code }) => code === 'slug/duplicate')
    expect(twins).toHaveLength(600)
    expect(twins[0]?.message).toMatch(/`, 579 more\.$/)
    expect(twins[0]?.message.length).toBeLessThan(1_000)
  })

  test('images without a text on one line', () => {
    const source = readSource('a.md', `---\ntitle: A\n---\n${'![](a.png) '.repeat(20_000)}\n`)
    expect(spend(() => findSilentImages(source))).toBeLessThan(3)
    expect(findSilentImages(source)).toHaveLength(20_000)
  })

  test('addresses of files without an extension', () => {
    const text = '/content/media/0'.repeat(15_000)
    expect(spend(() => listFileUrls(text, 'https://example.com'))).toBeLessThan(2)
    const site = 'https://example.com'
    const urls = [`${site}/content/images/2026/a.b.png`, `${site}/content/files/x/y.tar.gz`]
    expect(
      listFileUrls(`"${urls[0]}?v=1" (${urls[1]}) ${site}/content/files/x ${site}/content/images/.png`, site),
    ).toEqual(urls)
  })

  test('the width of a long text that is not ASCII', () => {
    const text = 'ä世👍🏽e\u0301 '.repeat(10_000)
    expect(spend(() => shortenPair(text, `${text}x`, 80))).toBeLessThan(5)
    expect(spend(() => shortenText(`a${'\u0301'.repeat(200_000)}`, 80))).toBeLessThan(1)
    expect(measureWidth(text)).toBe(10_000 * 7)
    expect(shortenText('ä世👍🏽', 4)).toBe('ä世…')
  })
})
