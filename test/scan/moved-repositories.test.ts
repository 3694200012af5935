import { describe, expect, test } from 'vitest'
import type { Policies, PostRules } from '../../src/config/config.ts'
import { parseSource } from '../../src/scan/scan-content.ts'
import type { DesiredPost } from '../../src/scan/source/desired-post.ts'
import type { SourceFile } from '../../src/scan/source/source-file.ts'
import { desire, FACTS, SITE } from './make-source.ts'

// What a repository that another tool wrote asks of the config: authors, titles, slugs, pictures and links.

interface Setting {
  readonly rules?: Partial<PostRules>
  readonly policies?: Partial<Policies>
  readonly assets?: readonly string[]
}

function read(path: string, text: string): SourceFile {
  const { source } = parseSource(text, { path, file: `content/${path}`, type: 'post' })
  if (source === undefined) throw new Error(`${path} is broken`)
  return source
}

async function desireFiles(files: Readonly<Record<string, string>>, { rules, policies, assets }: Setting = {}) {
  const sources = Object.entries(files).map(([path, text]) => read(path, text))
  const site = { rules: { ...SITE.rules, ...rules }, policies: { ...SITE.policies, ...policies } }
  const { posts, held, problems } = await desire(sources, { site, ...(assets && { assets }) })
  return {
    posts,
    held: held.map(({ path }) => path),
    errors: problems.filter(({ severity }) => severity === 'error').map(({ code }) => code),
    warnings: problems.filter(({ severity }) => severity === 'warning').map(({ code }) => code),
    messages: problems.map(({ message }) => message),
  }
}

const textOf = ({ body }: DesiredPost) => JSON.stringify(body)
const post = (front: string, text = 'Text.') => `---\n${front}\n---\n${text}\n`

describe('titles', () => {
  test.each([
    ['Create a base.md', 'Create a base'],
    ['notes/my-first_note.md', 'My first note'],
    ['2024-01-02-a-day-out.md', 'A day out'],
    ['trip/index.md', 'trip'],
    ['Ünïcode – names.md', 'Ünïcode – names'],
  ])('%s is called %s', async (path, title) => {
    const { posts } = await desireFiles({ [path]: 'Text.\n' }, { rules: { titleFrom: 'filename' } })
    expect(posts.map(({ fields }) => fields.title)).toEqual([title])
  })

  test('front matter and a heading come before the name of the file', async () => {
    const files = { 'a.md': post('title: Written'), 'b.md': '# Heading\n\nText.\n' }
    const { posts } = await desireFiles(files, { rules: { titleFrom: 'filename' } })
    expect(posts.map(({ fields }) => fields.title)).toEqual(['Written', 'Heading'])
  })

  test('without the rule a file without a title is an error that names it', async () => {
    expect(await desireFiles({ 'Create a base.md': 'Text.\n' })).toMatchObject({ posts: [], errors: ['title/none'] })
  })
})

describe('dates', () => {
  test.each(['Last Modified', 'git Created', 'created'])('%s is a date that Eleventy computes', async (date) => {
    const files = { 'a.md': post(`title: A\ndate: ${date}`) }
    const { posts, errors, warnings } = await desireFiles(files, { rules: { dialects: ['eleventy'] } })
    expect([posts.length, errors, warnings]).toEqual([1, [], ['front-matter/computed-date']])
    expect((await desireFiles(files)).errors).toEqual(['front-matter/bad-date'])
  })
})

test('a tag that is called like a category is no mistake', async () => {
  const { posts, warnings } = await desireFiles({ 'a.md': post('title: A\ntags: [Go, HTTP]\ncategories: [HTTP]') })
  expect(posts.map(({ fields }) => fields.tags)).toEqual([['HTTP', 'Go']])
  expect(warnings).toEqual([])
  const twice = await desireFiles({ 'a.md': post('title: A\ntags: [Go, Go]\ncategories: [HTTP]') })
  expect(twice.warnings).toEqual(['front-matter/duplicate-tag'])
})

describe('slugs that collide', () => {
  const twins = {
    '2019/2019-05-01-news.md': post('title: A'),
    '2020/2020-05-01-news.md': post('title: B'),
    '2020/2020-07-01-news.md': post('title: C'),
  }
  const slugs = ({ posts }: { readonly posts: readonly DesiredPost[] }) => posts.map(({ fields }) => fields.slug)

  test('the first keeps it, the others get their year, then their month', async () => {
    const found = await desireFiles(twins, { rules: { slugCollisions: 'year' } })
    expect(slugs(found)).toEqual(['news', 'news-2020', 'news-2020-07'])
    expect(found.errors).toEqual([])
  })

  test('or the name of their folder', async () => {
    const files = {
      'go/intro.md': post('title: A'),
      'rust/intro.md': post('title: B'),
      'rust/x/intro.md': post('title: C'),
    }
    expect(slugs(await desireFiles(files, { rules: { slugCollisions: 'folder' } }))).toEqual([
      'intro',
      'rust-intro',
      'x-intro',
    ])
  })

  test('a later file does not move one that readers know', async () => {
    const first = slugs(await desireFiles(twins, { rules: { slugCollisions: 'year' } }))
    const more = { ...twins, '2018/2021-01-01-news.md': post('title: D') }
    expect(slugs(await desireFiles(more, { rules: { slugCollisions: 'year' } }))).toEqual([...first, 'news-2021'])
  })

  test('what the rule cannot tell apart is an error, and so is a slug that was written twice', async () => {
    const undated = { 'a/x.md': post('title: A'), 'b/x.md': post('title: B') }
    expect((await desireFiles(undated, { rules: { slugCollisions: 'year' } })).errors).toEqual([
      'slug/duplicate',
      'slug/duplicate',
    ])
    const written = {
      'a.md': post('title: A\nslug: x\ndate: 2020-01-01'),
      'b.md': post('title: B\nslug: x\ndate: 2021-01-01'),
    }
    expect((await desireFiles(written, { rules: { slugCollisions: 'year' } })).errors).toEqual([
      'slug/duplicate',
      'slug/duplicate',
    ])
  })
})

describe('authors', () => {
  const files = { 'a.md': post('title: A\nauthor: jdoe') }
  const [known] = FACTS.authors

  test('a name that the config maps', async () => {
    const { posts, errors } = await desireFiles(files, { rules: { authors: new Map([['jdoe', known?.slug ?? '']]) } })
    expect([posts[0]?.fields.authors, errors]).toEqual([[known?.slug], []])
  })

  test.each([
    ['error', 0, ['front-matter/unknown-author'], []],
    ['warn', 1, [], ['front-matter/unknown-author']],
    ['site-owner', 1, [], []],
  ] as const)('an unknown one, by policy %s', async (unknownAuthors, count, errors, warnings) => {
    const found = await desireFiles(files, { policies: { unknownAuthors } })
    expect(found.posts).toHaveLength(count)
    expect(found.posts[0]?.fields.authors).toBeUndefined()
    expect(found).toMatchObject({ errors, warnings })
  })

  test('the known authors of a post stay, and a linked name is a name', async () => {
    const text = post(`title: A\nauthors: ["[${known?.name}](https://example.org)", nobody]`)
    const { posts } = await desireFiles({ 'a.md': text }, { policies: { unknownAuthors: 'warn' } })
    expect(posts[0]?.fields.authors).toEqual([known?.slug])
  })
})

describe('pictures that are not there', () => {
  const files = { 'p/a.md': post('title: A\nimage: gone.png', 'Before.\n\n![Gone](gone.png)\n\nAfter [x](gone.pdf).') }

  test('are errors without a policy', async () => {
    expect((await desireFiles(files)).errors).toEqual(['asset/missing', 'asset/missing', 'link/missing'])
  })

  test('stay as they are for readers, with a warning', async () => {
    const { posts, warnings } = await desireFiles(files, { policies: { missingAssets: 'warn', deadLinks: 'warn' } })
    expect(warnings).toEqual(['asset/missing', 'asset/missing', 'link/missing'])
    expect(posts[0]?.fields.feature_image).toBeUndefined()
    expect(posts.map(textOf).join()).toContain('https://example.com/p/gone.png')
  })

  test('are no others where a path leads out of the repository', async () => {
    const far = { 'a.md': post('title: A\nimage: ../../far.png', '![Far](../../far.png)') }
    expect((await desireFiles(far)).errors).toEqual(['asset/outside-root', 'asset/outside-root'])
    const { posts, warnings } = await desireFiles(far, { policies: { missingAssets: 'warn' } })
    expect(warnings).toEqual(['asset/outside-root', 'asset/outside-root'])
    expect(posts.map(textOf).join()).toContain('https://example.com/far.png')
  })

  test('are left out, and nothing empty stays in their place', async () => {
    const { posts } = await desireFiles(files, { policies: { missingAssets: 'leave-out', deadLinks: 'warn' } })
    expect(posts[0]?.body.children.map(({ type }) => type)).toEqual(['paragraph', 'paragraph'])
    expect(posts.map(textOf).join()).not.toMatch(/gone/)
    expect(posts.map(textOf).join()).toContain('After x.')
  })

  test('are taken from where the config says that they are', async () => {
    const { posts, errors } = await desireFiles(files, {
      rules: { assetUrl: 'https://cdn.example.org/x' },
      policies: { deadLinks: 'warn' },
    })
    expect(errors).toEqual([])
    expect(posts[0]?.fields.feature_image).toBe('https://cdn.example.org/x/p/gone.png')
    expect(posts.map(textOf).join()).toContain('"https://cdn.example.org/x/p/gone.png"')
  })

  test.each([
    ['in a list', '- one ![a](gone.png) two\n- [![a](gone.png)](other.md)'],
    ['in a table', '| a | b |\n|---|---|\n| ![a](gone.png) | [x](gone.md) |'],
    ['in a quotation', '> ![a](gone.png)\n>\n> words'],
    ['in a note', 'Text[^1].\n\n[^1]: See ![a](gone.png) [x](gone.md).'],
    ['in a toggle', '<details>\n<summary>More</summary>\n\n![a](gone.png)\n\n</details>'],
  ])('wherever they are: %s', async (_, text) => {
    const all = { 'a.md': post('title: A', text), 'other.md': post('title: B') }
    const { posts, errors } = await desireFiles(all, { policies: { missingAssets: 'leave-out', deadLinks: 'warn' } })
    expect(errors).toEqual([])
    expect(posts.map(textOf).join()).not.toMatch(/gone/)
  })
})

test.each([
  ['![A](a.png)\n\nText.', ['image/twice']],
  ['Text.\n\n![A](a.png)', []],
  ['![B](b.png)\n\n![A](a.png)', []],
  ['![Gone](gone.png)\n\n![A](a.png)', []],
])('a text that begins with its feature image is told: %j', async (text, warnings) => {
  const files = { 'a.md': post('title: A\nimage: a.png', text) }
  expect((await desireFiles(files, { assets: ['a.png', 'b.png'] })).warnings).toEqual(warnings)
})

describe('links to what is not there', () => {
  test('a link to a private note loses its address, and nothing of the note is told', async () => {
    const files = {
      'a.md': post('title: A', 'See [my diary](diary.md).'),
      'diary.md': post('title: Secret\npublish: false'),
    }
    const strict = await desireFiles(files)
    expect([strict.posts.length, strict.errors]).toEqual([0, ['link/private']])
    const { posts, warnings } = await desireFiles(files, { policies: { deadLinks: 'warn' } })
    expect([posts.map(({ path }) => path), warnings]).toEqual([['a.md'], ['link/private']])
    expect(posts.map(textOf).join()).not.toMatch(/diary\.md|Secret|"link"/)
  })

  test('a post that links to one with an error waits, or goes with a warning', async () => {
    const files = {
      'a.md': post('title: A', '[b](b.md)'),
      'b.md': post('title: B', '[c](c.md)'),
      'c.md': post('slug: c'),
    }
    const strict = await desireFiles(files)
    expect([strict.posts.length, strict.held]).toEqual([0, ['a.md', 'b.md']])
    const found = await desireFiles(files, { policies: { deadLinks: 'warn' } })
    expect([found.posts.map(({ path }) => path), found.errors, found.warnings]).toEqual([
      ['a.md', 'b.md'],
      ['title/none'],
      ['link/blocked'],
    ])
  })
})

describe('the website that the files made before', () => {
  const rules = {
    formerUrl: 'https://old.example.org/blog',
    formerPermalinks: ['/{year}/{month}/{name}/', '/{path}/'],
  }
  const target = {
    'posts/2020-05-06-trip.md': post('title: Trip\naliases: [/old/trip, Other name]\nredirect_from: /even-older/'),
  }
  const linkOf = async (href: string) => {
    const files = { ...target, 'posts/2021-01-01-from.md': post('title: From', `[x](${href})`) }
    const { posts, warnings } = await desireFiles(files, { rules, assets: ['pic.png'] })
    const from = posts.find(({ path }) => path.includes('from'))
    return { text: from === undefined ? '' : textOf(from), warnings }
  }

  test.each([
    '/2020/05/trip/',
    '/2020/05/Trip',
    '/2020/05/trip.html',
    '/2020/05/trip/index.html',
    '/blog/2020/05/trip/',
    'https://old.example.org/blog/2020/05/trip/',
    'http://www.old.example.org/blog/2020/05/trip',
    '//old.example.org/blog/old/trip/',
    '/old/trip',
    '/even-older/',
    '/posts/2020-05-06-trip/',
    '../../../2020/05/trip/',
  ])('%s is the post', async (href) => {
    const { text, warnings } = await linkOf(href)
    expect(text).toContain('"https://example.com/trip/"')
    expect(warnings).toEqual([])
  })

  test.each([
    ['https://old.example.org/blog/gone/', 'https://old.example.org/blog/gone/', 'link/former-site'],
    ['/2020/05/gone/', 'https://old.example.org/blog/2020/05/gone/', 'link/dead-path'],
  ])('%s is told, and leads where it led', async (href, url, code) => {
    const { text, warnings } = await linkOf(href)
    expect(text).toContain(`"${url}"`)
    expect(warnings).toEqual([code])
  })

  test.each(['/tag/news/', '/author/jane/', '/rss/', '/', '/content/images/a.png', 'https://old.example.net/blog/x/'])(
    '%s is no address of a file, and right',
    async (href) => {
      expect((await linkOf(href)).warnings).toEqual([])
    },
  )

  test('a picture at its former address is the file here', async () => {
    const text = '![a](https://old.example.org/blog/pic.png)'
    const { posts, warnings } = await desireFiles({ 'a.md': post('title: A', text) }, { rules, assets: ['pic.png'] })
    expect([posts[0]?.assets.length, warnings]).toEqual([1, []])
  })

  test('an address that two posts had means neither', async () => {
    const files = {
      'a.md': post('title: A\naliases: [/same/]'),
      'b.md': post('title: B\naliases: [/same/]'),
      'c.md': post('title: C', '[x](/same/)'),
    }
    expect((await desireFiles(files, { rules })).warnings).toEqual(['link/dead-path'])
  })
})

describe('what the other tool would not publish', () => {
  test.each([
    ['publish: false', undefined],
    ['publish: "no"', undefined],
    ['draft: true', 'draft'],
    ['published: false', 'draft'],
    ['expiryDate: 2020-01-01', 'draft'],
    ['expiryDate: 2030-01-01', 'published'],
    ['date: 2030-01-01', 'scheduled'],
    ['draft: false', 'published'],
    ['layout: post', 'published'],
  ])('%s', async (front, status) => {
    const source = read('a.md', post(`title: A\n${front}`))
    const { posts, problems } = await desire([source], { site: { defaults: { status: 'published' } } })
    expect(posts.map(({ fields }) => fields.status)).toEqual(status === undefined ? [] : [status])
    expect(problems).toEqual([])
  })
})

describe('tags in the text', () => {
  const text =
    'About #travel and #Travel/Italy (#food), not #42, a#b, `#code`, [#link](https://e.com) or # heading.\n\n- #日本 #a_b-c.\n'
  test.each([
    ['title: A', ['travel', 'Travel/Italy', 'food', '日本', 'a_b-c']],
    ['title: A\ntags: [Food, Home]', ['Food', 'Home', 'travel', 'Travel/Italy', '日本', 'a_b-c']],
    ['title: A\ntags: Food, Home', ['Food', 'Home', 'travel', 'Travel/Italy', '日本', 'a_b-c']],
  ])('are tags of the post, where the config says so: %j', async (front, tags) => {
    const { posts } = await desireFiles({ 'a.md': post(front, text) }, { rules: { inlineTags: true } })
    expect(posts[0]?.fields.tags).toEqual(tags)
    expect(posts.map(textOf).join()).toContain('#travel')
  })

  test('and text elsewhere', async () => {
    expect((await desireFiles({ 'a.md': post('title: A', text) })).posts[0]?.fields.tags).toBeUndefined()
  })
})
