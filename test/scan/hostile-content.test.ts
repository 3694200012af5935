import { symlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createAssetReader } from '../../src/scan/assets/asset-reader.ts'
import { desirePosts } from '../../src/scan/desire-posts.ts'
import { scanContent } from '../../src/scan/scan-content.ts'
import { ASSET_SCHEME } from '../../src/scan/source/asset.ts'
import { makeFolder } from './make-folder.ts'
import { makePng } from './make-image.ts'
import { FACTS, SITE } from './make-source.ts'

const PNG = makePng(3, 2)

/** Every place where content can name a file. `$` is the file. */
const PLACES: Readonly<Record<string, string>> = {
  image: '![a]($)',
  'image by reference': '![a][r]\n\n[r]: $',
  link: '[a]($)',
  'linked image': '[![a]($)]($)',
  'img src': '<img src="$" alt="a">',
  'img srcset': '<img src="fine.png" srcset="$ 2x" alt="a">',
  'img srcset in a picture': '<picture><source srcset="$"><img src="fine.png" alt="a"></picture>',
  'a href': '<p><a href="$">a</a></p>',
  'img src in capitals': '<IMG SRC=$ ALT=a>',
  'product image': ':::product{title="a" image="$"}\nText.\n:::',
  'header background': ':::header{background-image="$"}\n## A\n:::',
  'call to action': ':::cta{image="$"}\nText.\n:::',
  'bookmark thumbnail': ':::bookmark{url="https://example.com" title="a" thumbnail="$" icon="$"}\n:::',
  gallery: ':::gallery\n![a]($)\n![b](fine.png)\n:::',
  feature_image: 'FRONT feature_image',
  og_image: 'FRONT og_image',
  twitter_image: 'FRONT twitter_image',
  cover: 'FRONT cover',
}

/** Every way to say a file that is not content. */
const TARGETS: readonly string[] = [
  '../../../home/keys.png',
  '..%2f..%2f..%2fhome%2fkeys.png',
  '%2e%2e/%2e%2e/%2e%2e/home/keys.png',
  '/etc/hostname',
  'file:///etc/hostname',
  '//fileserver/share/keys.png',
  'C:/keys.png',
  'linked.png',
  'chained.png',
  'folder/keys.png',
  'environment.png',
  '/.env',
  '/.ENV',
  '/.git/keys.png',
]

function write(place: string, target: string): string {
  const text = PLACES[place] ?? ''
  const field = /^FRONT (.*)$/.exec(text)?.[1]
  return field === undefined
    ? `---\ntitle: T\nslug: s\n---\n${text.replaceAll('$', target)}\n`
    : `---\ntitle: T\nslug: s\n${field}: ${JSON.stringify(target)}\n---\nText.\n`
}

async function desire(texts: readonly string[]) {
  const { rootDir, content } = makeFolder({
    'home/keys.png': PNG,
    'project/.env': 'KEY=1',
    'project/.ENV': 'KEY=1',
    'project/.git/keys.png': PNG,
    'project/content/posts/fine.png': makePng(9, 9),
    ...Object.fromEntries(
      texts.map((text, nth) => [`project/content/posts/${nth}.md`, text.replace('slug: s', `slug: s${nth}`)]),
    ),
  })
  const project = path.join(rootDir, 'project')
  const root = path.join(project, 'content')
  symlinkSync('../../../home/keys.png', path.join(root, 'posts/linked.png'))
  symlinkSync('linked.png', path.join(root, 'posts/chained.png'))
  symlinkSync('../../../home', path.join(root, 'posts/folder'))
  symlinkSync('/proc/self/environ', path.join(root, 'posts/environment.png'))
  const settings = { ...content, root, assetRoots: [root, project] }
  const { files, problems } = await scanContent(settings, project)
  expect(problems).toEqual([])
  const readAsset = createAssetReader(settings, project)
  return desirePosts({ files, site: SITE, siteNames: ['blog'], facts: FACTS, now: new Date(0), readAsset })
}

describe('no file outside of the content is taken', () => {
  test.each(Object.keys(PLACES))('by %s', async (place) => {
    const taken = await desire([write(place, 'fine.png')])
    expect(
      taken.posts[0]?.assets.map(({ file }) => file),
      'the place is one that takes files',
    ).toEqual(['content/posts/fine.png'])
    const { posts, problems } = await desire(TARGETS.map((target) => write(place, target)))
    for (const { assets } of posts) for (const { file } of assets) expect(file).toBe('content/posts/fine.png')
    // Another host's address stays as it is written, and links may lead to a page of the site: neither is a file.
    const fine = `${ASSET_SCHEME}${taken.posts[0]?.assets[0]?.hash}`
    const published = JSON.stringify(posts.map(({ fields, body }) => [fields, body])).replaceAll(fine, '')
    expect(published).not.toContain(ASSET_SCHEME)
    expect(
      new Set(problems.filter(({ severity }) => severity === 'error').map(({ file }) => file)).size,
    ).toBeGreaterThanOrEqual(TARGETS.length - 4)
  })
})

describe('no code in front matter runs', () => {
  test.each([
    ['---js\nmodule.exports = (globalThis.pwned = true)\n---\n'],
    ['---javascript\nglobalThis.pwned = true\n---\n'],
    ['---JS\nglobalThis.pwned = true\n---\n'],
    ['---coffee\nglobalThis.pwned = true\n---\n'],
    ['---cson\npwned: globalThis.pwned = true\n---\n'],
    ['---constructor\nglobalThis.pwned = true\n---\n'],
    ['---__proto__\nglobalThis.pwned = true\n---\n'],
    ['---toString\nglobalThis.pwned = true\n---\n'],
    ['---\ntitle: !!js/function "function () { globalThis.pwned = true }"\n---\n'],
    ['---\ntitle: !<tag:yaml.org,2002:js/function> "() => { globalThis.pwned = true }"\n---\n'],
    ['---\n__proto__: { pwned: true }\nconstructor: { prototype: { pwned: true } }\ntitle: a\n---\n'],
    ['---json\n{"title": "a", "__proto__": {"pwned": true}}\n---\n'],
    ['+++\ntitle = "a"\n[__proto__]\npwned = true\n+++\n'],
    ['---\ntitle: a\nsites: { blog: { __proto__: { pwned: true } } }\n---\n'],
  ])('%j', async (text) => {
    const { rootDir, content } = makeFolder({ 'content/a.md': text, 'content/b.md': text })
    const { files } = await scanContent(content, rootDir)
    const readAsset = createAssetReader(content, rootDir)
    const site = { files, site: SITE, siteNames: ['blog'], facts: FACTS, now: new Date(0), readAsset }
    await desirePosts(site)
    expect(globalThis).not.toHaveProperty('pwned')
    expect({}).not.toHaveProperty('pwned')
  })

  test('a block that is broken is broken the second time as well', async () => {
    const text = '---\ntitle: [\n---\n'
    const { rootDir, content } = makeFolder({ 'content/a.md': text, 'content/b.md': text })
    const { problems } = await scanContent(content, rootDir)
    expect(problems.map(({ code, file }) => [code, file])).toEqual([
      ['front-matter/syntax', 'content/a.md'],
      ['front-matter/syntax', 'content/b.md'],
    ])
  })

  test('aliases of aliases do not fill the memory', async () => {
    const levels = Array.from({ length: 30 }, (_, nth) => `a${nth + 1}: &a${nth + 1} [*a${nth}, *a${nth}, *a${nth}]`)
    const { rootDir, content } = makeFolder({ 'content/a.md': `---\na0: &a0 x\n${levels.join('\n')}\n---\n` })
    const started = performance.now()
    const { problems } = await scanContent(content, rootDir)
    expect(problems).toMatchObject([{ severity: 'error', file: 'content/a.md' }])
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
