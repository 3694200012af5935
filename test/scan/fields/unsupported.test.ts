import { describe, expect, test } from 'vitest'
import type { ApiVersion } from '../../../src/config/config.ts'
import { ONLY_NEWSLETTER } from '../../../src/ghost/site/site-facts.ts'
import { assumeCapabilities } from '../../../src/ghost/transport/capabilities.ts'
import { desire, makeSource, type Setting, SITE } from '../make-source.ts'

const OLD: Partial<NonNullable<Setting['facts']>> = { tiers: [], newsletters: [ONLY_NEWSLETTER] }

/** What a file becomes on a site of this version, and what is said about it: severity, line, message. */
async function read(
  version: ApiVersion,
  yaml: string,
  {
    unsupported = 'error',
    path = 'hello.md',
    ...setting
  }: Setting & { unsupported?: 'error' | 'warning'; path?: string } = {},
) {
  const facts = { capabilities: assumeCapabilities(version), ...(version < 'v5' ? OLD : {}), ...setting.facts }
  const site = { ...setting.site, policies: { ...SITE.policies, unsupported } }
  const { posts, problems } = await desire([makeSource(path, `title: T\n${yaml}`)], { ...setting, site, facts })
  return {
    post: posts[0],
    problems: problems.map(({ severity, line, message }) => [severity, line, message]),
    problem: problems[0],
  }
}

describe('front matter that a version cannot hold', () => {
  test.each<[ApiVersion, string, string]>([
    ['v3', 'feature_image_alt: A cat', '`feature_image_alt` cannot be kept: Ghost 3 has no such field.'],
    [
      'v3',
      'feature_image_caption: <em>A cat</em>',
      '`feature_image_caption` cannot be kept: Ghost 3 has no such field.',
    ],
    ['v3', 'tiers: [gold]', '`tiers` cannot be kept: Ghost 3 has no such field.'],
    ['v3', 'email_only: true', '`email_only` cannot be kept: Ghost 3 has no such field.'],
    ['v3', 'visibility: tiers', '`visibility` is `tiers`, and Ghost 3 knows public, members, paid only.'],
    ['v3', 'newsletter: weekly', '`newsletter` names `weekly`, which is no newsletter of this site.'],
    ['v4', 'newsletter: weekly', '`newsletter` names `weekly`, which is no newsletter of this site.'],
    [
      'v3',
      'email_segment: label:vip\nnewsletter: true',
      '`email_segment` is `label:vip`, and Ghost 3 knows no such filter of members.',
    ],
  ])('on %s: %s', async (version, yaml, message) => {
    const { post, problems } = await read(version, yaml)
    expect(post).toBeUndefined()
    expect(problems).toEqual([['error', 3, message]])
  })

  test('a page is asked for its own fields', async () => {
    const path = 'pages/x.md'
    const four = await read('v4', 'show_title_and_feature_image: false', { path })
    expect(four.problems).toEqual([
      ['error', 3, '`show_title_and_feature_image` cannot be kept: Ghost 4 has no such field.'],
    ])
    expect((await read('v5', 'show_title_and_feature_image: false', { path })).problems).toEqual([])
  })

  test('a hint is named, and the site', async () => {
    const { problem } = await read('v3', 'feature_image_alt: A cat')
    expect(problem).toMatchObject({
      site: 'blog',
      code: 'front-matter/unsupported',
      hint: "Remove it, or let it be left out on this site (`policies: { unsupported: 'warning' }` in the config).",
    })
  })

  test('by policy it is left out, and said', async () => {
    const { post, problems } = await read('v3', 'feature_image_alt: A cat\nmeta_title: M', { unsupported: 'warning' })
    expect(post?.fields).toEqual({ title: 'T', slug: 'hello', meta_title: 'M' })
    expect(problems).toEqual([['warning', 3, '`feature_image_alt` is left out: Ghost 3 has no such field.']])
  })

  test.each(['tiers: [gold]', 'visibility: tiers\ntiers: [gold]', 'email_only: true'])(
    'no policy opens to everybody what was for a few: %s',
    async (yaml) => {
      const { post, problems } = await read('v3', yaml, { unsupported: 'warning' })
      expect(post).toBeUndefined()
      expect(problems.map(([severity]) => severity)).toContain('error')
    },
  )

  test('what every post is there anyhow is not worth a word', async () => {
    const { post, problems } = await read('v3', 'feature_image_alt: ""\nemail_only: false\ntiers: []')
    expect(problems).toEqual([])
    expect(post?.fields).toEqual({ title: 'T', slug: 'hello' })
  })

  test('the defaults of the config are held to it as well', async () => {
    const { problems } = await read('v3', '', { site: { defaults: { feature_image_alt: 'A cat' } } })
    expect(problems).toEqual([
      [
        'error',
        undefined,
        '`feature_image_alt` (from the defaults in the config) cannot be kept: Ghost 3 has no such field.',
      ],
    ])
  })

  test.each<ApiVersion>(['v4', 'v5', 'v6'])('%s has them', async (version) => {
    const yaml = 'feature_image_alt: A\nfeature_image_caption: C\nvisibility: tiers\ntiers: [gold]\nemail_only: true'
    const tiers = [{ id: '1', slug: 'gold', name: 'Gold', active: true }]
    const { post, problems } = await read(version, yaml, { facts: { tiers } })
    expect(problems).toEqual([])
    expect(post?.fields).toMatchObject({ tiers: ['gold'], email_only: true, feature_image_alt: 'A' })
  })
})

describe('a newsletter without a name', () => {
  test.each<[ApiVersion, string]>([
    ['v3', 'newsletter: true'],
    ['v4', 'newsletter: true'],
    ['v4', 'newsletter: default'],
  ])('on %s: %s', async (version, yaml) => {
    const { post, problems } = await read(version, yaml)
    expect(problems).toEqual([])
    expect(post?.newsletter).toEqual({ slug: 'default', segment: 'all', line: 3 })
  })

  test('any filter on Ghost 4, two on Ghost 3', async () => {
    const ask = async (version: ApiVersion, segment: string) =>
      (await read(version, `newsletter: true\nemail_segment: "${segment}"`)).post?.newsletter?.segment
    expect(await ask('v4', 'label:vip')).toBe('label:vip')
    expect(await ask('v3', 'status:-free')).toBe('status:-free')
    expect(await ask('v3', 'label:vip')).toBeUndefined()
  })

  test('`true` names none where newsletters have names', async () => {
    expect((await read('v5', 'newsletter: true')).problems).toEqual([
      ['error', 3, '`newsletter` names `true`, which is no newsletter of this site.'],
    ])
  })
})

describe('a date without an offset, where the site does not tell its timezone', () => {
  const unknown: Setting = { facts: { timezone: 'Etc/UTC', assumesTimezone: true } }
  const SAID = 'is taken for a time in UTC: Ghost 4 tells its timezone to a Content API key only.'

  test.each<[string, string, readonly unknown[][]]>([
    ['a time', 'published_at: 2024-01-01 09:00', [['warning', 3, `\`published_at\` ${SAID}`]]],
    ['a day', 'date: 2024-01-01', [['warning', 3, `\`date\` ${SAID}`]]],
    ['an offset', 'published_at: 2024-01-01T09:00:00+01:00', []],
    ['no date', '', []],
  ])('%s', async (_, yaml, problems) => {
    expect((await read('v4', yaml, unknown)).problems).toEqual(problems)
  })

  test('and one in the file name', async () => {
    const { problems } = await read('v4', '', { ...unknown, path: '2024-01-01-hello.md' })
    expect(problems).toEqual([['warning', undefined, `\`the date in the file name\` ${SAID}`]])
  })
})
