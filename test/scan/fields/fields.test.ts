import { describe, expect, test } from 'vitest'
import { desire, makeSource, type Setting } from '../make-source.ts'

/** The fields that `yaml` gives besides title and slug, and what is said about it. */
async function read(yaml: string, setting: Setting = {}, path = 'hello.md') {
  const { posts, problems } = await desire([makeSource(path, `title: T\n${yaml}`)], setting)
  const { title, slug, ...fields } = posts[0]?.fields ?? { title: '', slug: '' }
  return {
    fields,
    post: posts[0],
    problems: problems.map(({ severity, line, message, hint }) => [severity, line, message, hint]),
  }
}

describe('fields from front matter', () => {
  test.each<[string, string, object]>([
    ['nothing', '', {}],
    [
      "Ghost's own names",
      'status: published\nfeatured: true\nvisibility: members\nmeta_title: M\ncustom_excerpt: E',
      { status: 'published', featured: true, visibility: 'members', meta_title: 'M', custom_excerpt: 'E' },
    ],
    [
      'in camel case',
      'metaTitle: M\nogDescription: O\nFeatured: on',
      { meta_title: 'M', og_description: 'O', featured: true },
    ],
    [
      'blank clears',
      'custom_excerpt:\nmeta_title: ""\ntags: []\nfeature_image:',
      { custom_excerpt: null, meta_title: null, tags: [], feature_image: null },
    ],
    ['blank where Ghost takes none is not managed', 'status:\nvisibility: ""\nfeatured:\ndate:\nauthors: []', {}],
    ['numbers and booleans as text', 'meta_title: 1.10\nog_title: true', { meta_title: '1.10', og_title: 'true' }],
    [
      'block scalars trimmed, code not',
      'custom_excerpt: |\n  a\n  b\ncodeinjection_head: |\n  <x>',
      { custom_excerpt: 'a\nb', codeinjection_head: '<x>\n' },
    ],
    ['Hugo: draft', 'draft: true', { status: 'draft' }],
    ['Hugo: not a draft', 'draft: false', { status: 'published' }],
    ['Jekyll: published', 'published: false', { status: 'draft' }],
    ['elsewhere: published is a date', 'published: 2026-01-02', { published_at: '2026-01-01T23:00:00.000Z' }],
    ['date', 'date: 2026-01-02 10:00', { published_at: '2026-01-02T09:00:00.000Z' }],
    [
      'Hugo: publishDate beats date',
      'date: 2026-01-01\npublishDate: 2026-01-02 00:00Z',
      { published_at: '2026-01-02T00:00:00.000Z' },
    ],
    ['description', 'description: D', { custom_excerpt: 'D' }],
    ['description beside summary', 'summary: S\ndescription: D', { custom_excerpt: 'S', meta_description: 'D' }],
    [
      'description beside meta_description',
      'excerpt: S\ndescription: D\nmeta_description: M',
      { custom_excerpt: 'S', meta_description: 'M' },
    ],
    ['a blank alias gives way', 'excerpt: ""\ndescription: D', { custom_excerpt: 'D' }],
    ['tags with commas', 'tags: a, b ,c', { tags: ['a', 'b', 'c'] }],
    [
      'categories first, keywords only alone',
      'tags: [b, "#x"]\ncategories: A\nkeywords: k',
      { tags: ['A', 'b', '#x'] },
    ],
    ['categories below tags', 'categories: [A, C]\ntag: b', { tags: ['A', 'C', 'b'] }],
    ['keywords alone', 'keywords: [k, l]', { tags: ['k', 'l'] }],
    ['tags that are numbers', 'tags: [2024, 1.10]', { tags: ['2024', '1.10'] }],
    ['authors by slug, address and name', 'authors: [jane, SAM@example.com]', { authors: ['jane', 'sam'] }],
    ['author by name', 'author: jane doe', { authors: ['jane'] }],
    ['authors as objects', 'authors:\n  - name: Sam\n    url: x', { authors: ['sam'] }],
    ['tiers imply the visibility', 'tiers: Gold Club', { visibility: 'tiers', tiers: ['gold'] }],
    ['tiers', 'visibility: tiers\ntiers: [gold]', { visibility: 'tiers', tiers: ['gold'] }],
    ['a template by its short name', 'custom_template: wide', { custom_template: 'custom-wide' }],
    ['a template by its file', 'custom_template: custom-wide.hbs', { custom_template: 'custom-wide' }],
    ['an image elsewhere', 'image: https://example.org/a.png', { feature_image: 'https://example.org/a.png' }],
    [
      'an image that Ghost has already',
      'image: /content/images/2024/01/a.png',
      { feature_image: 'https://example.com/content/images/2024/01/a.png' },
    ],
    ['a local image', 'feature_image: a.png', { feature_image: 'ghost-sync-asset:612e706e672d2d2d' }],
    [
      'PaperMod: cover',
      'cover:\n  image: a.png\n  alt: A\n  caption: C',
      { feature_image: 'ghost-sync-asset:612e706e672d2d2d', feature_image_alt: 'A', feature_image_caption: 'C' },
    ],
    [
      'Astro: heroImage',
      'heroImage: {src: a.png, alt: A}',
      { feature_image: 'ghost-sync-asset:612e706e672d2d2d', feature_image_alt: 'A' },
    ],
    ['Minimal Mistakes: header', 'header:\n  teaser: a.png', { feature_image: 'ghost-sync-asset:612e706e672d2d2d' }],
    ['Obsidian: a wiki link', 'cover: "[[a.png]]"', { feature_image: 'ghost-sync-asset:612e706e672d2d2d' }],
    ['a list of images', 'images: [a.png, b.png]', { feature_image: 'ghost-sync-asset:612e706e672d2d2d' }],
    [
      'nested seo and og',
      'seo: {title: S, canonical: "https://x.y/z"}\nog: {title: O, image: a.png}',
      { meta_title: 'S', canonical_url: 'https://x.y/z', og_title: 'O', og_image: 'ghost-sync-asset:612e706e672d2d2d' },
    ],
    ['canonicalURL', 'canonicalURL: https://x.y/z', { canonical_url: 'https://x.y/z' }],
    [
      'keys without a meaning for Ghost',
      'layout: post\nweight: 5\ntoc: true\naliases: [/a/]\nlastmod: 2026-01-01\ncssclasses: []\nmath: true',
      {},
    ],
    [
      'an excerpt of exactly 300 characters, emoji counted once',
      `custom_excerpt: ${'🎉'.repeat(300)}`,
      { custom_excerpt: '🎉'.repeat(300) },
    ],
    [
      'scheduled, and past by now',
      'status: scheduled\ndate: 2026-01-01 00:00Z',
      { status: 'published', published_at: '2026-01-01T00:00:00.000Z' },
    ],
    [
      'scheduled',
      'status: scheduled\ndate: 2027-01-01 00:00Z',
      { status: 'scheduled', published_at: '2027-01-01T00:00:00.000Z' },
    ],
    [
      'not a draft, and dated in the future',
      'draft: false\ndate: 2027-01-01 00:00Z',
      { status: 'scheduled', published_at: '2027-01-01T00:00:00.000Z' },
    ],
    [
      'draft: false agrees with scheduled',
      'draft: false\nstatus: scheduled\ndate: 2027-01-01 00:00Z',
      { status: 'scheduled', published_at: '2027-01-01T00:00:00.000Z' },
    ],
  ])('%s', async (_, yaml, fields) => {
    expect(await read(yaml, { assets: ['a.png', 'b.png'] })).toMatchObject({ problems: [] })
    expect((await read(yaml, { assets: ['a.png', 'b.png'] })).fields).toEqual(fields)
  })
})

describe('what front matter is warned of', () => {
  test.each<[string, string, (string | number | undefined)[], object]>([
    [
      'an unknown key',
      'custom_exerpt: x',
      ['warning', 3, '`custom_exerpt` is not a key that Ghost or ghost-sync knows.', 'Did you mean `custom_excerpt`?'],
      {},
    ],
    [
      'an unknown key like no other',
      'zzz: x',
      ['warning', 3, '`zzz` is not a key that Ghost or ghost-sync knows.', 'Remove it, or correct its name.'],
      {},
    ],
    [
      'a name and an alias',
      'date: 2026-01-01\npublished_at: 2026-01-02 00:00Z\npubDate: 2026-01-03',
      [
        'warning',
        5,
        '`pubDate` ("2026-01-03") and `published_at` ("2026-01-02 00:00Z") both give `published_at`; `published_at` counts.',
        'Remove one of the two.',
      ],
      { published_at: '2026-01-02T00:00:00.000Z' },
    ],
    [
      'draft against published',
      'draft: true\npublished: true',
      [
        'warning',
        4,
        '`published` ("published") and `draft` ("draft") both give `status`; `draft` counts.',
        'Remove one of the two.',
      ],
      { status: 'draft' },
    ],
    [
      'a tag in two cases',
      'tags: [News, news]',
      ['warning', 3, 'The tags `News` and `news` are one tag to Ghost.', 'Keep one of the two.'],
      { tags: ['News'] },
    ],
    [
      'our own tag',
      'tags: [a, "#Ghost-Sync"]',
      [
        'warning',
        3,
        '`#Ghost-Sync` marks the posts that ghost-sync manages; it sets it by itself.',
        'Remove it from the front matter.',
      ],
      { tags: ['a'] },
    ],
    [
      'published in the future',
      'status: published\ndate: 2027-01-01 00:00Z',
      [
        'warning',
        3,
        '`status` is `published`, but 2027-01-01T00:00:00.000Z is in the future: the post is scheduled for then.',
        'Write `status: scheduled`, or a date that is past.',
      ],
      { status: 'scheduled', published_at: '2027-01-01T00:00:00.000Z' },
    ],
    [
      'tiers without their visibility',
      'visibility: paid\ntiers: gold',
      ['warning', 4, '`tiers` has no effect with `visibility: paid`.', 'Write `visibility: tiers`, or remove `tiers`.'],
      { visibility: 'paid' },
    ],
    [
      "a page's field on a post",
      'show_title_and_feature_image: false',
      ['warning', 3, '`show_title_and_feature_image` has no meaning for a post.', 'Remove it.'],
      {},
    ],
    [
      "another generator's type",
      'type: docs',
      [
        'warning',
        3,
        '`type` is "docs"; it is published as a post, as its glob says.',
        'Write `type: post` or `type: page`, or remove it.',
      ],
      {},
    ],
  ])('%s', async (_, yaml, problem, fields) => {
    const result = await read(yaml)
    expect(result.problems).toEqual([problem])
    expect(result.fields).toEqual(fields)
  })
})

describe('what front matter is refused for', () => {
  const HINT =
    'Write `2026-11-20`, `2026-11-20 09:00`, `2026-11-20T09:00:00+01:00` or `Fri, 20 Nov 2026 09:00:00 +0100`.'
  test.each<[string, string, string, string]>([
    ['a day that is none', 'date: 2026-02-30', '`date` is "2026-02-30", which does not exist.', HINT],
    ['words', 'published_at: next week', '`published_at` is "next week", which is not a date.', HINT],
    [
      'a wrong status',
      'status: publish',
      '`status` is "publish"; Ghost takes draft, published, scheduled.',
      'Did you mean `published`?',
    ],
    [
      'a wrong visibility',
      'visibility: nobody',
      '`visibility` is "nobody"; Ghost takes public, members, paid, tiers.',
      'Write one of: public, members, paid, tiers.',
    ],
    [
      'scheduled for no time',
      'status: scheduled',
      '`status` is `scheduled`, but there is no date.',
      'Say when, such as `published_at: 2030-01-31 09:00`.',
    ],
    [
      'too long',
      `custom_excerpt: ${'x'.repeat(301)}`,
      '`custom_excerpt` has 301 characters; Ghost takes 300.',
      'Shorten it by 1.',
    ],
    [
      'a list for text',
      'meta_title: [a]',
      '`meta_title` is a list; it must be text.',
      'Write one text, in quotes if it holds a colon.',
    ],
    [
      'an object for text',
      'og_title: {a: b}',
      '`og_title` is an object; it must be text.',
      'Write one text, in quotes if it holds a colon.',
    ],
    ['no flag', 'featured: maybe', '`featured` is "maybe"; it must be true or false.', 'Write true or false.'],
    ['draft that is no flag', 'draft: maybe', '`draft` is "maybe"; it must be true or false.', 'Write true or false.'],
    [
      'an unknown author',
      'author: jan',
      '`author` names `jan`, which is no author of this site.',
      'Did you mean `jane`? This site has: jane, sam.',
    ],
    [
      'an unknown tier',
      'tiers: silver',
      '`tiers` names `silver`, which is no tier of this site.',
      'This site has: gold.',
    ],
    [
      'an archived tier',
      'tiers: old',
      '`tiers` names `old`, which is no tier of this site.',
      'Did you mean `gold`? This site has: gold.',
    ],
    ['no tier', 'visibility: tiers', '`visibility` is `tiers`, but no tier is named.', 'Add `tiers: [name]`.'],
    [
      'an archived newsletter',
      'newsletter: retired',
      '`newsletter` names `retired`, which is no newsletter of this site.',
      'This site has: weekly.',
    ],
    [
      'a segment that is nobody',
      'email_segment: none\nnewsletter: weekly',
      '`email_segment` is `none`, and an e-mail to nobody is none.',
      'Write `newsletter: false`, or say which members, such as `status:free`.',
    ],
    [
      'a newsletter on a page',
      'newsletter: weekly\ntype: page',
      '`newsletter` is on a page, and Ghost sends posts by e-mail only.',
      'Remove it, or make it a post (`type: post`).',
    ],
    [
      'an unknown template',
      'custom_template: wdie',
      '`custom_template` names `wdie`, which is no template of this site.',
      'Did you mean `wide`? This site has: custom-wide, custom-no-image.',
    ],
    [
      'a missing image',
      'image: no.png',
      '`image` names an image that cannot be used: `no.png` does not exist.',
      'Look again.',
    ],
    [
      'a file that is no image',
      'image: a.pdf',
      '`image` names an image that cannot be used: `content/a.pdf` is of no type that Ghost takes as an image.',
      'Convert it, or link to it; Ghost takes jpg, jpeg, png, gif, webp, svg, svgz, ico.',
    ],
    [
      'an image in itself',
      'image: data:image/png;base64,AA',
      '`image` holds the picture itself (`data:`).',
      'Save it as a file and name that.',
    ],
    [
      'no URL',
      'canonical_url: example.com/x',
      '`canonical_url` is not a URL ("example.com/x").',
      'Write the whole address, beginning with https://.',
    ],
    [
      'an object for a tag',
      'tags: [{a: 1}]',
      '`tags` holds {"a":"1"}, which is no name.',
      'Write a list of names: [one, two].',
    ],
  ])('%s', async (_, yaml, message, hint) => {
    const result = await read(yaml, { assets: ['a.pdf'] })
    expect(result.problems).toEqual([['error', 3, message, hint]])
    expect(result.post).toBeUndefined()
  })

  test.each([
    ['description', 310, { meta_description: 'x'.repeat(310) }, /search engines instead/],
    ['description', 501, {}, /^It is left out\. Shorten it by 201\.$/],
    ['summary', 301, {}, /^It is left out\. Shorten it by 1\.$/],
  ])("another tool's `%s` of %i characters does not hold the post back", async (key, length, fields, hint) => {
    const { post, problems } = await read(`${key}: ${'x'.repeat(length)}`)
    expect(post?.fields).toEqual({ title: 'T', slug: 'hello', ...fields })
    expect(problems).toEqual([
      ['warning', 3, `\`${key}\` has ${length} characters; Ghost takes 300.`, expect.stringMatching(hint)],
    ])
  })

  test.each([
    ['subtitle: [a, b]', '`subtitle` is a list; it must be text.'],
    ['canonical: soon', '`canonical` is not a URL ("soon").'],
    ['featured: 4', '`featured` is "4"; it must be true or false.'],

    ['categories: [{ a: { b: 1 } }]', '`categories` holds {"a":{"b":"1"}}, which is no name.'],
  ])('what another tool means otherwise is left out: %s', async (yaml, message) => {
    const { post, problems } = await read(yaml)
    expect(post?.fields).toEqual({ title: 'T', slug: 'hello' })
    expect(problems).toEqual([['warning', 3, message, expect.stringMatching(/^It is left out\. /)]])
  })

  test('a slug that would change is told, and the post goes out with what Ghost makes of it', async () => {
    const { post, problems } = await read('slug: My_Post')
    expect(post?.fields.slug).toBe('my_post')
    expect(problems).toMatchObject([
      ['warning', 3, '`slug` is "My_Post", which Ghost would change to `my_post`.', expect.anything()],
    ])
  })

  test.each([['kanban-plugin: basic'], ['excalidraw-plugin: parsed'], ['excalidraw-plugin: raw']])(
    'a note that is no text is told: %s',
    async (yaml) => {
      const { post, problems } = await read(yaml)
      expect(post?.fields).toEqual({ title: 'T', slug: 'hello' })
      expect(problems).toMatchObject([
        ['warning', 3, expect.stringMatching(/makes this note a (?:board|drawing)/), expect.anything()],
      ])
    },
  )

  test.each([
    ['2020-04-05 21:04:76', '2020-04-05T19:04:00.000Z'],
    ['2020-04-05T21:04:60', '2020-04-05T19:04:00.000Z'],
    ['2020-04-05 21:04:92 +02:00', '2020-04-05T19:04:00.000Z'],
  ])('seconds that are none are left out: %s', async (date, iso) => {
    const { post, problems } = await read(`date: ${date}`)
    expect(post?.fields.published_at).toBe(iso)
    expect(problems).toEqual([
      ['warning', 3, `\`date\` is "${date}", which does not exist.`, expect.stringMatching(/^The minute counts\./)],
    ])
  })

  test('an unknown key, where the policy says so', async () => {
    expect((await read('zzz: x', { unknownKeys: 'error' })).post).toBeUndefined()
  })

  test('every mistake at once', async () => {
    expect((await read('status: x\nfeatured: x\ndate: x\nauthor: x')).problems).toHaveLength(4)
  })
})

describe('what comes from elsewhere', () => {
  test("the config's defaults, under what the file says", async () => {
    const site = { defaults: { status: 'published', visibility: 'members', tags: ['a'] } }
    expect((await read('tags: [b]', { site })).fields).toEqual({
      status: 'published',
      visibility: 'members',
      tags: ['b'],
    })
    expect((await read('draft: true', { site })).fields).toMatchObject({ status: 'draft' })
    expect((await read('tiers: gold', { site })).fields).toMatchObject({ visibility: 'tiers', tiers: ['gold'] })
  })

  test('a wrong default names the config and the site, and no line', async () => {
    const { problems } = await desire([makeSource('a.md', 'title: T')], { site: { defaults: { authors: ['nobody'] } } })
    expect(problems).toEqual([
      {
        severity: 'error',
        code: 'front-matter/unknown-author',
        file: 'content/a.md',
        site: 'blog',
        message: '`authors` (from the defaults in the config) names `nobody`, which is no author of this site.',
        hint: 'This site has: jane, sam.',
      },
    ])
  })

  test('a date and a draft from the path', async () => {
    expect((await read('', {}, '2026-01-02-x.md')).fields).toEqual({ published_at: '2026-01-01T23:00:00.000Z' })
    expect((await read('date: 2026-03-01 00:00Z', {}, '2026-01-02-x.md')).fields).toEqual({
      published_at: '2026-03-01T00:00:00.000Z',
    })
    expect((await read('', { site: { defaults: { status: 'published' } } }, '_drafts/x.md')).fields).toEqual({
      status: 'draft',
    })
    expect((await read('', {}, '2026-13-45-x.md')).fields).toEqual({})
  })

  test('templates are not checked when the key may not ask for them', async () => {
    expect((await read('custom_template: custom-x.hbs', { facts: { templates: undefined } })).fields).toEqual({
      custom_template: 'custom-x',
    })
  })

  test('newsletter and segment', async () => {
    expect((await read('newsletter: The Weekly\nemail_segment: status:free')).post?.newsletter).toEqual({
      slug: 'weekly',
      segment: 'status:free',
      line: 3,
    })
    expect((await read('newsletter: weekly')).post?.newsletter).toMatchObject({ slug: 'weekly', segment: 'all' })
    expect((await read('newsletter: false')).post?.newsletter).toMatchObject({ slug: null })
    expect((await read('newsletter:')).post?.newsletter).toBeUndefined()
    expect((await read('')).post?.newsletter).toBeUndefined()
    expect((await read('newsletter: false', {}, 'pages/x.md')).post?.newsletter).toBeUndefined()
  })

  test('the type: glob, then front matter', async () => {
    expect((await read('', {}, 'pages/x.md')).post?.type).toBe('page')
    expect((await read('type: page')).post?.type).toBe('page')
    expect((await read('type: posts', {}, 'pages/x.md')).post?.type).toBe('post')
  })

  test('where each field was written', async () => {
    const { post } = await read('slug: s\nmeta_title: M')
    expect(post?.lines).toEqual({ title: 2, slug: 3, meta_title: 4 })
  })
})

describe('sites', () => {
  const on = async (sites: string, site: string) => {
    const { posts, problems } = await desire([makeSource('a.md', `title: T\nsites: ${sites}`)], {
      site: { name: site },
    })
    return problems.length > 0 ? problems.map(({ message }) => message) : posts.map(({ fields }) => fields.title)
  }
  test.each<[string, string[], string[]]>([
    ['blog', ['T'], []],
    ['[news]', [], ['T']],
    ['[blog, news]', ['T'], ['T']],
    ['{blog: true}', ['T'], []],
    ['{news: false}', ['T'], []],
    ['{blog: {title: B}, news: true}', ['B'], ['T']],
    ['{blog: {title: B}}', ['B'], []],
    ['[]', [], []],
  ])('%s', async (sites, blog, news) => {
    expect(await on(sites, 'blog')).toEqual(blog)
    expect(await on(sites, 'news')).toEqual(news)
  })

  test('an unknown site', async () => {
    expect(await on('[blgo]', 'blog')).toEqual(['`sites` names `blgo`, which is no site of the config.'])
  })

  test('an unknown key for one site is warned of there', async () => {
    const { problems } = await desire([makeSource('a.md', 'title: T\nsites: {blog: {metatitel: x}}')])
    expect(problems).toMatchObject([{ code: 'front-matter/unknown-key', line: 3, site: 'blog' }])
  })
})

test('files that want the same slug, posts or pages, name each other', async () => {
  const { posts, problems } = await desire([
    makeSource('a.md', 'title: A\nslug: same'),
    makeSource('pages/same.md', 'title: B'),
    makeSource('c.md', 'title: C'),
  ])
  expect(posts.map(({ path }) => path)).toEqual(['c.md'])
  expect(problems).toEqual([
    {
      severity: 'error',
      code: 'slug/duplicate',
      file: 'content/a.md',
      line: 3,
      site: 'blog',
      message: 'The slug `same` is also that of `content/pages/same.md`.',
      hint: 'Give one of them another `slug`, rename its file, or set `content.slugCollisions` to `year` or `folder`.',
    },
    {
      severity: 'error',
      code: 'slug/duplicate',
      file: 'content/pages/same.md',
      site: 'blog',
      message: 'The slug `same` is also that of `content/a.md`.',
      hint: 'Give one of them another `slug`, rename its file, or set `content.slugCollisions` to `year` or `folder`.',
    },
  ])
})
