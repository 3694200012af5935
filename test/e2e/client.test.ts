import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeBody } from '../../src/ghost/posts/compose-body.ts'
import { composePost, type WirePost } from '../../src/ghost/posts/compose-post.ts'
import { fetchRemotePost } from '../../src/ghost/posts/fetch-post.ts'
import { fetchRemotePosts } from '../../src/ghost/posts/fetch-remote-posts.ts'
import { findPostsBySlug } from '../../src/ghost/posts/list-posts.ts'
import type { RemotePost, Stamp } from '../../src/ghost/posts/remote-post.ts'
import { composeLexical } from '../../src/ghost/posts/stamp.ts'
import { createPost, deletePost, updatePost } from '../../src/ghost/posts/write-post.ts'
import { readContentSettings } from '../../src/ghost/site/content-settings.ts'
import { readKeyOwner } from '../../src/ghost/site/key-owner.ts'
import { readSiteFacts, type SiteFacts } from '../../src/ghost/site/site-facts.ts'
import { askAdmin } from '../../src/ghost/transport/ask-admin.ts'
import type { Connection, ConnectOptions, RequestEvent } from '../../src/ghost/transport/connection.ts'
import { signToken } from '../../src/ghost/transport/tokens.ts'
import { findUpload, uploadAsset } from '../../src/ghost/uploads/upload-asset.ts'
import type { LexicalRoot } from '../../src/markdown/index.ts'
import { GhostSyncFailure } from '../../src/model/failure.ts'
import type { FieldValues, PostType } from '../../src/model/fields.ts'
import { openLine } from './edit-in-ghost.ts'
import { readStaffToken } from './read-staff-token.ts'
import { readTestSites } from './test-sites.ts'

// What the client claims of Ghost, asked of a real one. Every test has slugs of its own, and a tag that no other file uses.
const RUN = `client-${Date.now().toString(36)}`
const TAG = `#${RUN}`

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
const [id = '', secret = ''] = site.adminKey.split(':')

let events: RequestEvent[] = []
const here = site
function connect(options: Partial<ConnectOptions> = {}): Connection {
  return openLine(here, TAG, { onRequest: (event) => events.push(event), ...options })
}

const connection = connect()
let facts: SiteFacts
beforeAll(async () => {
  facts = await readSiteFacts(connection)
})
afterAll(async () => {
  for (const post of await fetchRemotePosts(connection, { slugs: { posts: [], pages: [] } })) {
    await deletePost(connection, post.type, post.id)
  }
})

function rootOf(text: string): LexicalRoot {
  const node = { version: 1, direction: 'ltr', format: '', indent: 0 }
  const leaf = { type: 'extended-text', version: 1, text, format: 0, detail: 0, mode: 'normal', style: '' }
  return {
    type: 'root',
    version: 1,
    direction: 'ltr',
    format: '',
    indent: 0,
    children: [{ ...node, type: 'paragraph', children: [leaf] }],
  }
}

const stampOf = (path: string, title = 'aaa'): Stamp => ({ v: 1, project: RUN, path, fields: { title } })

function compose(fields: FieldValues, text = 'Hello', path = 'a.md'): WirePost {
  const body = composeBody(rootOf(text), stampOf(path), facts)
  return composePost({ fields, body, ownershipTag: TAG, facts })
}

async function make(name: string, fields: FieldValues = {}, type: PostType = 'post'): Promise<RemotePost> {
  const wire = compose({ title: name, slug: `${RUN}-${name}`, tags: [], ...fields }, 'Hello', `${name}.md`)
  return (await createPost(connection, type, wire)).post
}

async function fail(work: Promise<unknown>): Promise<GhostSyncFailure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof GhostSyncFailure) return error
  throw new Error(`expected a GhostSyncFailure, got ${String(error)}`)
}

/** An owned post's columns, as the raw API takes them: what an editor in Ghost Admin would send. */
const saveAsEditor = async (post: RemotePost, wire: WirePost, query: Record<string, string> = {}): Promise<void> => {
  const current = await fetchRemotePost(connection, post.type, post.id)
  await askAdmin(connection, {
    method: 'PUT',
    path: `posts/${post.id}/`,
    query,
    body: { kind: 'json', value: { posts: [{ ...wire, updated_at: current?.updatedAt }] } },
  })
}

describe('what a site says of itself', () => {
  test('facts', () => {
    expect(facts).toMatchObject({ url: site?.url, timezone: 'Etc/UTC', templates: undefined })
    expect([5, 6]).toContain(facts.major)
    expect(facts.version).toMatch(new RegExp(`^${facts.major}\\.\\d+`))
    expect(facts.authors[0]).toMatchObject({
      id: expect.any(String),
      slug: expect.any(String),
      email: site?.owner.email,
    })
    expect(facts.tiers).toContainEqual(expect.objectContaining({ slug: 'free', active: true }))
    expect(facts.newsletters).toContainEqual(expect.objectContaining({ slug: 'default-newsletter', active: true }))
  })

  test('content settings', async () => {
    expect(await readContentSettings(connection)).toMatchObject({
      title: facts.title,
      url: site?.url,
      timezone: 'Etc/UTC',
    })
  })

  test("an integration's key is nobody's; a staff token is somebody's, and may see the theme", async () => {
    expect(await readKeyOwner(connection)).toEqual({ kind: 'integration' })
    if (site === undefined) throw new Error('no site')
    const [id = '', secret = ''] = (await readStaffToken(site)).split(':')
    const staff = connect({ adminKey: { id, secret } })
    expect(await readKeyOwner(staff)).toEqual({ kind: 'staff', name: site?.owner.name, roles: ['Owner'] })
    expect((await readSiteFacts(staff)).templates).toEqual([])
  })
})

describe('keys and clocks', () => {
  test.each([
    ['a key of another site', { id: '0'.repeat(24), secret }, /does not know this Admin API key/],
    ['a wrong secret', { id, secret: '0'.repeat(64) }, /its secret is wrong/],
  ])('%s', async (_, adminKey, message) => {
    const failure = await fail(readSiteFacts(connect({ adminKey })))
    expect([failure.code, failure.status]).toEqual(['auth/invalid-key', 401])
    expect(failure.message).toMatch(message)
    expect(`${failure.message}${failure.hint}`).not.toContain(adminKey.secret)
  })

  test('a wrong content key', async () => {
    const failure = await fail(readContentSettings(connect({ contentKey: '0'.repeat(26) })))
    expect(failure.code).toBe('auth/invalid-content-key')
  })

  test('the words by which a wrong clock is known', async () => {
    const token = signToken({ id, secret }, Date.now() - 3_600_000)
    const answer = await fetch(`${site?.url}/ghost/api/admin/posts/`, { headers: { authorization: `Ghost ${token}` } })
    expect(answer.status).toBe(401)
    const { errors } = (await answer.json()) as { errors: { message: string; code: string }[] }
    expect(errors[0]).toMatchObject({ message: 'Invalid token: jwt expired', code: 'INVALID_JWT' })
  })

  test.each([-600_000, 86_400_000])('a local clock that is off by %i ms does no harm', async (off) => {
    const skewed = connect({ now: () => Date.now() + off })
    await expect(findPostsBySlug(skewed, 'post', ['none'])).resolves.toEqual([])
    expect(Math.abs((skewed.clock.skew() ?? 0) + off)).toBeLessThan(5000)
  })

  test('one that is behind by more than a token may be dated ahead is told, with both clocks', async () => {
    const failure = await fail(findPostsBySlug(connect({ now: () => Date.now() - 86_400_000 }), 'post', ['none']))
    expect(failure.code).toBe('auth/clock-skew')
    expect(failure.message).toMatch(/machine's clock says \S+Z, the server's \S+Z: this machine is 24 hours behind\./)
  })
})

describe('what is written is what is read', () => {
  const common: FieldValues = {
    status: 'published',
    published_at: '2020-02-03T04:05:06.000Z',
    featured: true,
    visibility: 'members',
    custom_excerpt: 'Excerpt',
    feature_image: 'https://example.com/a.png',
    feature_image_alt: 'Alt',
    feature_image_caption: 'A <b>caption</b>',
    canonical_url: 'https://example.com/x/',
    meta_title: 'mt',
    meta_description: 'md',
    og_title: 'ot',
    og_description: 'od',
    og_image: 'https://example.com/o.png',
    twitter_title: 'tt',
    twitter_description: 'td',
    twitter_image: 'https://example.com/t.png',
    codeinjection_head: '<!-- h -->',
    codeinjection_foot: '<!-- f -->',
    custom_template: 'custom-x',
  }
  const cases: [PostType, FieldValues][] = [
    ['post', { ...common, email_subject: 'Subject' }],
    ['page', { ...common, show_title_and_feature_image: false }],
  ]
  test.each(cases)('every field of a %s, and cleared again', async (type, more) => {
    const slug = `${RUN}-all-${type}`
    const fields = {
      title: 'All',
      slug,
      tags: ['Zulu', 'Alpha', '#internal'],
      authors: [facts.authors[0]?.slug ?? ''],
      ...more,
    }
    const written = await createPost(connection, type, compose(fields))
    expect(written.post.fields).toMatchObject(fields)
    expect(written.html).toBe('<p>Hello</p>')
    expect(written.post).toMatchObject({ type, owned: true, url: `${site?.url}/${slug}/` })
    const read = await fetchRemotePost(connection, type, written.post.id)
    expect(read).toEqual(written.post)
    const [listed] = await findPostsBySlug(connection, type, [slug])
    expect(listed).toEqual(read)

    const cleared = Object.fromEntries(
      Object.entries(more)
        .filter(
          ([name]) =>
            !['status', 'published_at', 'visibility', 'featured', 'show_title_and_feature_image'].includes(name),
        )
        .map(([name]) => [name, null]),
    )
    const wire = { ...compose(cleared), updated_at: written.post.updatedAt }
    const after = await updatePost(connection, type, written.post.id, wire)
    expect(after.post.fields).toEqual({ ...written.post.fields, ...cleared })
  })

  test('the document comes back as it was sent, stamp included', async () => {
    const post = await make('verbatim')
    expect(post.body).toEqual({ kind: 'lexical', root: rootOf('Hello') })
    expect(post.base).toEqual({ kind: 'stamp', stamp: stampOf('verbatim.md') })
  })

  test('tiers are set by id, and only matter where visibility says so', async () => {
    const tier = facts.tiers.find((entry) => entry.slug !== 'free')?.slug ?? ''
    expect((await make('tiers', { visibility: 'tiers', tiers: [tier] })).fields.tiers).toEqual([tier])
    expect((await make('no-tiers', { visibility: 'public', tiers: [] })).fields.tiers).toEqual([])
  })

  test('a draft has a URL to look at', async () => {
    const post = await make('draft')
    expect((await fetchRemotePost(connection, 'post', post.id))?.url).toMatch(/\/p\/[0-9a-f-]{36}\/$/)
  })

  test('a date without a status makes no post of a draft; published_at null would be now', async () => {
    const post = await make('dated', { status: 'draft', published_at: '2021-01-01T00:00:00.000Z' })
    expect(post.fields).toMatchObject({ status: 'draft', published_at: '2021-01-01T00:00:00.000Z' })
    const cleared = await updatePost(connection, 'post', post.id, {
      ...compose({ status: 'draft', published_at: null }),
      updated_at: post.updatedAt,
    })
    expect(cleared.post.fields.published_at).toBeNull()
  })

  test('published with a date to come is published at once', async () => {
    const post = await make('future', { status: 'published', published_at: '2036-01-01T00:00:00.000Z' })
    expect(post.fields).toMatchObject({ status: 'published', published_at: '2036-01-01T00:00:00.000Z' })
  })

  test('a slug that is taken gets a number without a word', async () => {
    const [first, second] = [await make('taken'), await make('taken')]
    expect(second.fields.slug).toBe(`${first.fields.slug}-2`)
    const page = await make('taken', {}, 'page')
    expect(page.fields.slug).toBe(`${first.fields.slug}-3`)
  })
})

describe('tags', () => {
  test('ours comes last, and alone it does not become the primary one', async () => {
    const answer = await askAdmin(connection, {
      method: 'POST',
      path: 'posts/',
      body: { kind: 'json', value: { posts: [compose({ title: 'Only ours', slug: `${RUN}-only`, tags: [] })] } },
    })
    expect(answer.posts).toMatchObject([{ primary_tag: null, tags: [{ name: TAG, visibility: 'internal' }] }])
  })

  test('order is kept, and changes', async () => {
    const post = await make('order', { tags: ['B tag', 'A tag'] })
    const { post: after } = await updatePost(connection, 'post', post.id, {
      ...compose({ tags: ['A tag', 'C tag', 'B tag'] }),
      updated_at: post.updatedAt,
    })
    expect(after.fields.tags).toEqual(['A tag', 'C tag', 'B tag'])
  })

  test('are spelled as the site has them, and merged within one: SQLite would make a second tag of another case', async () => {
    expect((await make('case-1', { tags: [`${RUN} Case`] })).fields.tags).toEqual([`${RUN} Case`])
    const other = await make('case-2', { tags: [`${RUN} case`, `${RUN} CASE`] })
    expect(other.fields.tags).toEqual([`${RUN} Case`])
  })

  test('a tag like ours in another case does not hide our posts', async () => {
    const tag = `#${RUN}-b`
    const body = { kind: 'json', value: { tags: [{ name: tag.toUpperCase() }] } } as const
    await askAdmin(connection, { method: 'POST', path: 'tags/', body })
    const other = connect({ ownershipTag: tag })
    const wire = composePost({ fields: { title: 'x', tags: [] }, body: undefined, ownershipTag: tag, facts })
    const { post } = await createPost(other, 'post', wire)
    expect((await fetchRemotePosts(other, { slugs: { posts: [], pages: [] } })).map((found) => found.id)).toEqual([
      post.id,
    ])
    await deletePost(other, 'post', post.id)
  })
})

describe('base', () => {
  test('an edit in Ghost Admin drops the stamp; the newest revision that has one is the base', async () => {
    const post = await make('edited')
    const second = await updatePost(connection, 'post', post.id, {
      lexical: composeLexical(rootOf('Second'), stampOf('edited.md', 'bbb')),
      updated_at: post.updatedAt,
    })
    // Within the same second as our write: created_at alone cannot tell the order.
    await saveAsEditor(post, { lexical: JSON.stringify({ root: rootOf('By an editor') }) }, { save_revision: '1' })
    const found = (await fetchRemotePosts(connection, { slugs: { posts: [], pages: [] } })).find(
      ({ id }) => id === post.id,
    )
    expect(found?.body).toEqual({ kind: 'lexical', root: rootOf('By an editor') })
    expect(found?.base).toMatchObject({ kind: 'revision', stamp: stampOf('edited.md', 'bbb'), root: rootOf('Second') })
    expect(second.post.base.kind).toBe('stamp')
    expect((await fetchRemotePost(connection, 'post', post.id))?.base).toEqual(found?.base)
  })

  test('a page as well', async () => {
    const page = await make('edited-page', {}, 'page')
    await askAdmin(connection, {
      method: 'PUT',
      path: `pages/${page.id}/`,
      body: {
        kind: 'json',
        value: { pages: [{ lexical: JSON.stringify({ root: rootOf('x') }), updated_at: page.updatedAt }] },
      },
    })
    expect((await fetchRemotePost(connection, 'page', page.id))?.base).toMatchObject({
      kind: 'revision',
      root: rootOf('Hello'),
    })
  })

  test('25 saves of others later there is none', async () => {
    const post = await make('forgotten')
    for (let save = 0; save < 26; save += 1) {
      await saveAsEditor(post, { lexical: JSON.stringify({ root: rootOf(`Save ${save}`) }) }, { save_revision: '1' })
    }
    expect((await fetchRemotePost(connection, 'post', post.id))?.base).toEqual({ kind: 'none' })
  })

  test('a stamp alone is a change: updated_at moves, and a revision keeps it', async () => {
    const post = await make('stamp-only')
    await new Promise((resolve) => setTimeout(resolve, 1100))
    const { post: after } = await updatePost(connection, 'post', post.id, {
      lexical: composeLexical(rootOf('Hello'), stampOf('stamp-only.md', 'ccc')),
      updated_at: post.updatedAt,
    })
    expect(after.updatedAt).not.toBe(post.updatedAt)
    await saveAsEditor(post, { lexical: JSON.stringify({ root: rootOf('Hello') }) })
    expect((await fetchRemotePost(connection, 'post', post.id))?.base).toMatchObject({
      stamp: { fields: { title: 'ccc' } },
    })
  })

  test('a post that is duplicated in Ghost Admin has our tag and our stamp too', async () => {
    const post = await make('copied')
    await askAdmin(connection, { method: 'POST', path: `posts/${post.id}/copy/` })
    const all = await fetchRemotePosts(connection, { slugs: { posts: [], pages: [] } })
    const twins = all.filter(({ base }) => base.kind === 'stamp' && base.stamp.path === 'copied.md')
    expect(twins.map(({ owned, fields }) => [owned, fields.slug])).toEqual([
      [true, `${RUN}-copied`],
      [true, 'copied-copy'],
    ])
  })
})

describe('collisions and refusals', () => {
  const stale = { updated_at: '2020-01-01T00:00:00.000Z' }

  test('a stale updated_at collides where the title or the tags differ, and not where only meta fields do', async () => {
    const post = await make('stale')
    const failure = await fail(updatePost(connection, 'post', post.id, { title: 'Other', ...stale }))
    expect([failure.code, failure.status]).toEqual(['ghost/collision', 409])
    expect((await fail(updatePost(connection, 'post', post.id, { tags: [{ name: 'x' }], ...stale }))).code).toBe(
      'ghost/collision',
    )
    const { post: after } = await updatePost(connection, 'post', post.id, { meta_title: 'Slipped through', ...stale })
    expect(after.fields.meta_title).toBe('Slipped through')
    expect(after.updatedAt).toBe(post.updatedAt)
  })

  test.each([
    ['a title of 256', { title: 'x'.repeat(256) }, /255/],
    ['a schedule in the past', { title: 'x', status: 'scheduled', published_at: '2020-01-01T00:00:00.000Z' }, /future/],
    [
      'an empty document',
      { title: 'x', lexical: '{"root":{"type":"root","version":1,"children":[]}}' },
      /Invalid lexical/,
    ],
    [
      'an unknown node',
      { title: 'x', lexical: '{"root":{"type":"root","version":1,"children":[{"type":"nope","version":1}]}}' },
      /Invalid lexical/,
    ],
  ])('%s is refused with the reason', async (_, wire, message) => {
    const failure = await fail(createPost(connection, 'post', wire))
    expect([failure.code, failure.status]).toEqual(['ghost/validation', 422])
    expect(failure.message).toMatch(message)
  })

  test('a post that is gone', async () => {
    const post = await make('gone')
    await deletePost(connection, 'post', post.id)
    expect(await fetchRemotePost(connection, 'post', post.id)).toBeUndefined()
    expect((await fail(deletePost(connection, 'post', post.id))).code).toBe('ghost/not-found')
    expect((await fail(updatePost(connection, 'post', post.id, { title: 'x', updated_at: post.updatedAt }))).code).toBe(
      'ghost/not-found',
    )
  })
})

describe('many posts', () => {
  test('more than a page, each once, in few requests', async () => {
    const tag = `#${RUN}-many`
    const many = connect({ ownershipTag: tag })
    const numbers = Array.from({ length: 104 }, (_, index) => index)
    const lanes = [0, 1, 2].map(async (lane) => {
      for (const number of numbers.filter((entry) => entry % 3 === lane)) {
        const wire = {
          title: `Many ${number}`,
          slug: `${RUN}-many-${number}`,
          lexical: composeLexical(rootOf('x'), stampOf(`m/${number}.md`)),
        }
        await createPost(many, 'post', { ...wire, tags: [{ name: tag }] })
      }
    })
    await Promise.all(lanes)
    events = []
    const slugs = numbers.map((number) => `${RUN}-many-${number}`)
    const found = await fetchRemotePosts(many, { slugs: { posts: slugs, pages: [] } })
    expect(new Set(found.map((post) => post.fields.slug))).toEqual(new Set(slugs))
    expect(found).toHaveLength(104)
    expect(found.every((post) => post.base.kind === 'stamp')).toBe(true)
    // The tag, two pages of posts, one of pages.
    expect(events.map((event) => event.path.split('?')[0]?.split('/').at(-2)).sort()).toEqual([
      'pages',
      'posts',
      'posts',
      'tags',
    ])

    // Not ours for another tag: found by slug then, however many there are.
    expect(await findPostsBySlug(connection, 'post', slugs)).toHaveLength(104)
    for (const post of found) await deletePost(many, 'post', post.id)
  })

  test('a slug that is taken by another type, or by somebody else, is found', async () => {
    const foreign = connect({ ownershipTag: `#${RUN}-other` })
    const wire = { title: 'Foreign', slug: `${RUN}-foreign` }
    const { post: page } = await createPost(foreign, 'page', wire)
    const found = await fetchRemotePosts(connection, {
      slugs: { posts: [`${RUN}-foreign`, `${RUN}-nobody`], pages: [] },
    })
    expect(found.filter((post) => !post.owned)).toEqual([page])
    await deletePost(foreign, 'page', page.id)
  })

  test('a tag that nobody has used yet', async () => {
    expect(
      await fetchRemotePosts(connect({ ownershipTag: `#${RUN}-it's new` }), { slugs: { posts: [], pages: [] } }),
    ).toEqual([])
  })
})

describe('uploads', () => {
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const assets = [
    { endpoint: 'images', uploadName: `${RUN}.png`, mimeType: 'image/png', bytes: pixel },
    { endpoint: 'media', uploadName: `${RUN}.mp3`, mimeType: 'audio/mpeg', bytes: Buffer.from('sound') },
    { endpoint: 'files', uploadName: `${RUN}.pdf`, mimeType: 'application/pdf', bytes: Buffer.from('paper') },
    { endpoint: 'files', uploadName: `${RUN}.html`, mimeType: 'text/html', bytes: Buffer.from('<p>page') },
  ] as const

  test.each(assets)('$uploadName: not there, sent, found again', async (asset) => {
    const size = asset.bytes.length
    expect(await findUpload(connection, { ...asset, size })).toBeUndefined()
    const url = await uploadAsset(connection, asset)
    expect(url).toMatch(new RegExp(`^${site?.url}/content/${asset.endpoint}/\\d{4}/\\d\\d/${asset.uploadName}$`))
    expect(await findUpload(connection, { ...asset, size })).toBe(url)
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
    expect(bytes.equals(asset.bytes)).toBe(true)
  })

  test('a file that was stored cut off is not taken for the whole', async () => {
    expect(await findUpload(connection, { ...assets[2], size: 1000 })).toBeUndefined()
  })

  test.each([
    [
      'a broken image',
      { endpoint: 'images', uploadName: 'b.png', mimeType: 'image/png', bytes: Buffer.from('no') },
      'ghost/validation',
    ],
    [
      'a type that Ghost does not take',
      { endpoint: 'images', uploadName: 'b.bmp', mimeType: 'image/bmp', bytes: pixel },
      'ghost/unsupported-file',
    ],
  ] as const)('%s', async (_, asset, code) => {
    expect((await fail(uploadAsset(connection, asset))).code).toBe(code)
  })
})
