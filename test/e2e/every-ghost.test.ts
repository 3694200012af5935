import jsonwebtoken from 'jsonwebtoken'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fetchMailState } from '../../src/ghost/email/email-state.ts'
import { countRecipients } from '../../src/ghost/email/recipients.ts'
import { readLedger, writeLedger } from '../../src/ghost/ledger/ledger.ts'
import type { WireBody } from '../../src/ghost/posts/compose-body.ts'
import { composePost, type WirePost } from '../../src/ghost/posts/compose-post.ts'
import { fetchRemotePost } from '../../src/ghost/posts/fetch-post.ts'
import { fetchRemotePosts } from '../../src/ghost/posts/fetch-remote-posts.ts'
import { readEdits } from '../../src/ghost/posts/read-edits.ts'
import { createPost, deletePost, updatePost } from '../../src/ghost/posts/write-post.ts'
import { readSiteFacts, type SiteFacts } from '../../src/ghost/site/site-facts.ts'
import { askAdmin } from '../../src/ghost/transport/ask-admin.ts'
import { isUploadAccepted } from '../../src/ghost/transport/capabilities.ts'
import type { Connection, ConnectOptions, RequestEvent } from '../../src/ghost/transport/connection.ts'
import { identifySite } from '../../src/ghost/transport/identify-site.ts'
import { signToken } from '../../src/ghost/transport/tokens.ts'
import { findUpload, uploadAsset } from '../../src/ghost/uploads/upload-asset.ts'
import { GhostSyncFailure } from '../../src/model/failure.ts'
import type { FieldValues, PostType } from '../../src/model/fields.ts'
import { drawPng } from './draw-png.ts'
import { openLine } from './edit-in-ghost.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// What differs between the versions of Ghost, asked of the one under test (GHOST_SYNC_TEST_GHOST=3, 4, 5 or 6). Bodies have files of their own; the
// ones here are the smallest that each version takes, written by hand.
const RUN = `every-${Date.now().toString(36)}`
const TAG = `#${RUN}`

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
const [id = '', secret = ''] = site.adminKey.split(':')
const major = Number(site.ghostVersion.split('.')[0])
/** One value for each of Ghost 3, 4, 5 and 6. */
function by<Value>(three: Value, four: Value, five: Value, ...six: readonly Value[]): Value {
  return major === 3 ? three : major === 4 ? four : major >= 6 && six.length > 0 ? (six[0] ?? five) : five
}

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

const MOBILEDOC = { version: '0.3.1', atoms: [], cards: [], markups: [], sections: [[1, 'p', [[0, [], 0, 'Hello']]]] }
const ELEMENT = { version: 1, direction: 'ltr', format: '', indent: 0 }
const LEXICAL = { root: { type: 'root', ...ELEMENT, children: [{ type: 'paragraph', ...ELEMENT, children: [] }] } }
const bodyOf = (): WireBody => {
  const format = facts.capabilities.bodyFormat
  return { format, text: JSON.stringify(format === 'mobiledoc' ? MOBILEDOC : LEXICAL) }
}

const compose = (fields: FieldValues): WirePost => composePost({ fields, body: bodyOf(), ownershipTag: TAG, facts })

async function make(name: string, fields: FieldValues = {}, type: PostType = 'post') {
  const wire = compose({ title: name, slug: `${RUN}-${name}`, status: 'draft', tags: [], ...fields })
  return (await createPost(connection, type, wire)).post
}

/** A post as the API takes and gives it, without any of our checks. */
async function send(wire: WirePost): Promise<Readonly<Record<string, unknown>>> {
  const value = { posts: [{ title: 'raw', tags: [TAG], ...wire }] }
  const answer = await askAdmin(connection, { method: 'POST', path: 'posts/', body: { kind: 'json', value } })
  return (answer.posts as readonly Record<string, unknown>[])[0] ?? {}
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof GhostSyncFailure) return error.code
    throw error
  }
  return 'done'
}

describe('how it is found out, and spoken to', () => {
  test('the probe, the root and the audience', async () => {
    events = []
    const fresh = connect()
    const { dialect, version } = await identifySite(fresh)
    await askAdmin(fresh, { method: 'GET', path: 'posts/', query: { limit: '1' } })
    const root = by('ghost/api/v3/admin/', 'ghost/api/v4/admin/', 'ghost/api/admin/')
    const probes = by(
      ['ghost/api/admin/', 'ghost/api/v4/admin/', 'ghost/api/v3/admin/'],
      ['ghost/api/admin/'],
      ['ghost/api/admin/'],
    )
    expect(events.map(({ path }) => path)).toEqual([...probes.map((one) => `${one}site/`), `${root}posts/?limit=1`])
    expect(dialect).toEqual({
      adminRoot: root,
      contentRoot: by('ghost/api/v3/content/', 'ghost/api/v4/content/', 'ghost/api/content/'),
      audience: by('/v3/admin/', '/v4/admin/', '/admin/'),
      acceptVersion: by(undefined, undefined, 'v5.0', 'v6.0'),
    })
    expect(site.ghostVersion.startsWith(`${version}.`)).toBe(true)
  })

  test('a token for another root is refused by Ghost 3 and 4', async () => {
    const { dialect } = await identifySite(connection)
    const ask = async (audience: string) => {
      const authorization = `Ghost ${signToken({ id, secret }, Date.now(), audience)}`
      return (await fetch(`${site.url}/${dialect.adminRoot}posts/?limit=1`, { headers: { authorization } })).status
    }
    expect(await ask(dialect.audience)).toBe(200)
    expect(await ask('/v2/admin/')).toBe(by(401, 401, 200))
  })

  test('the v3 root of a Ghost 4 has the fields of Ghost 3: it is never spoken to', async () => {
    const authorization = `Ghost ${signToken({ id, secret }, Date.now(), '/v3/admin/')}`
    const value = { posts: [{ title: 'raw', feature_image_alt: 'x', tags: [TAG] }] }
    const answer = await fetch(`${site.url}/ghost/api/v3/admin/posts/`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(value),
    })
    expect(answer.status).toBe(by(422, 422, 201))
    const override = connect({ apiVersion: 'v3' })
    expect(await codeOf(identifySite(override))).toBe(
      by('done', 'site/unsupported-version', 'site/unsupported-version'),
    )
  })

  test('facts', async () => {
    expect(facts).toMatchObject({ major, url: site.url, timezone: 'Etc/UTC', templates: undefined })
    expect(facts.authors[0]).toMatchObject({ email: site.owner.email })
    expect(facts.tiers.map(({ slug }) => slug)).toEqual(
      by([], expect.arrayContaining(['free']), expect.arrayContaining(['free'])),
    )
    expect(facts.newsletters[0]?.slug).toBe(by('default', 'default', 'default-newsletter'))
    const bare = await readSiteFacts(connect({ contentKey: undefined }))
    expect(bare.assumesTimezone).toBe(by<true | undefined>(true, true, undefined))
  })
})

describe('fields', () => {
  test('all that the table promises can be written, is read back, and can be emptied', async () => {
    const common: FieldValues = {
      featured: true,
      visibility: 'members',
      custom_excerpt: 'E',
      canonical_url: 'https://example.com/x/',
      meta_title: 'M',
      meta_description: 'D',
      og_title: 'O',
      og_description: 'OD',
      og_image: `${site.url}/content/images/og.png`,
      twitter_title: 'X',
      twitter_description: 'XD',
      twitter_image: `${site.url}/content/images/x.png`,
      codeinjection_head: '<!-- h -->',
      codeinjection_foot: '<!-- f -->',
      custom_template: 'custom-x',
      feature_image: `${site.url}/content/images/f.png`,
      feature_image_alt: 'A',
      feature_image_caption: '<em>C</em>',
      published_at: '2024-01-02T03:04:05.000Z',
    }
    for (const type of ['post', 'page'] as const) {
      const only: FieldValues =
        type === 'post' ? { email_subject: 'S', email_only: true } : { show_title_and_feature_image: false }
      const { fields } = facts.capabilities
      const wanted = Object.entries({ ...common, ...only }).filter(([name]) => fields[type].some((one) => one === name))
      const post = await make(`all-${type}`, Object.fromEntries(wanted), type)
      expect((await fetchRemotePost(connection, type, post.id))?.fields).toMatchObject(Object.fromEntries(wanted))

      const kept: readonly string[] = [
        'featured',
        'visibility',
        'published_at',
        'email_only',
        'show_title_and_feature_image',
      ]
      const cleared = Object.fromEntries(wanted.flatMap(([name]) => (kept.includes(name) ? [] : [[name, null]])))
      const wire = composePost({ fields: cleared, body: undefined, ownershipTag: TAG, facts })
      await updatePost(connection, type, post.id, { ...wire, updated_at: post.updatedAt })
      expect((await fetchRemotePost(connection, type, post.id))?.fields).toMatchObject(cleared)
    }
  })

  test.each([
    ['feature_image_alt', 'A', by(422, 201, 201)],
    ['feature_image_caption', 'C', by(422, 201, 201)],
    ['email_only', true, by(422, 201, 201)],
    ['show_title_and_feature_image', false, by(422, 422, 201)],
    ['surprise', 'x', by(422, 422, 201)],
  ])('one field that it does not know fails a whole request: %s', async (name, value, status) => {
    expect(await codeOf(send({ [name]: value }))).toBe(status === 201 ? 'done' : 'ghost/validation')
  })

  test('a tier counts by its id only, and an unknown author is the owner: both are checked before', async () => {
    if (major >= 4) {
      expect((await send({ visibility: 'tiers', tiers: [{ slug: 'default-product' }] })).tiers).toEqual([])
      expect((await make('tiers', { visibility: 'tiers', tiers: ['default-product'] })).fields.tiers).toEqual([
        'default-product',
      ])
    } else {
      expect(await codeOf(send({ visibility: 'tiers' }))).toBe('ghost/validation')
    }
    const raw = await send({ authors: ['nobody@example.com'] })
    expect(raw.authors).toMatchObject([{ email: site.owner.email }])
    expect(await codeOf(make('nobody', { authors: ['nobody'] }))).toBe('ghost/unknown-author')
    expect((await make('no-author', { authors: [] })).fields.authors).toHaveLength(1)
  })

  test('a tag in another spelling', async () => {
    const name = `Zeta ${RUN}`
    await make('upper', { tags: [name] })
    // On SQLite, on which the sites of these tests run, Ghost itself would make a second tag.
    expect((await make('lower', { tags: [name.toLowerCase()] })).fields.tags).toEqual([name])
    const raw = await send({ tags: [name.toUpperCase(), TAG] })
    const [first] = raw.tags as readonly { readonly name: string }[]
    expect(first?.name).toBe(name.toUpperCase())
    // Where the site has two by now, each post keeps the one that it names.
    const later = connect()
    const wire = compose({ title: 'exact', slug: `${RUN}-exact`, status: 'draft', tags: [name.toUpperCase()] })
    expect((await createPost(later, 'post', wire)).post.fields.tags).toEqual([first?.name])
  })
})

describe('the times of a token', { tags: ['calendar'] }, () => {
  const now = Math.floor(Date.now() / 1000)
  const HOUR = 3600

  /** What Ghost answers to a token with these times, in whole seconds. */
  async function present(times: { iat: number; exp: number; nbf?: number }): Promise<readonly [number, string]> {
    const { dialect } = await identifySite(connection)
    const audience = dialect.audience
    const options = { algorithm: 'HS256', keyid: id, audience } as const
    const token = jsonwebtoken.sign(times, Buffer.from(secret, 'hex'), options)
    const answer = await fetch(`${here.url}/${dialect.adminRoot}posts/?limit=1`, {
      headers: { authorization: `Ghost ${token}`, origin: here.url },
    })
    const { errors } = (await answer.json()) as { errors?: readonly { readonly message: string }[] }
    return [answer.status, errors?.[0]?.message ?? '']
  }

  test('one that begins now is taken', async () => {
    expect(await present({ iat: now, nbf: now, exp: now + 300 })).toEqual([200, ''])
  })

  test('one that is dated ahead is taken, unless it says when it begins', async () => {
    for (const lead of [HOUR, 70 * 365 * 24 * HOUR]) {
      const times = { iat: now + lead, exp: now + lead + 300 }
      expect(await present(times)).toEqual([200, ''])
      const [status, message] = await present({ ...times, nbf: now + lead })
      expect(status).toBe(by(500, 500, 401))
      if (status === 401) expect(message).toMatch(/jwt not active/)
    }
  })

  test('an old one is refused by words that say so', async () => {
    const [status, message] = await present({ iat: now - HOUR, nbf: now - HOUR, exp: now - HOUR + 300 })
    expect(status).toBe(401)
    expect(message).toMatch(/jwt expired/)
    expect((await present({ iat: now - HOUR, nbf: now - HOUR, exp: now + HOUR }))[1]).toMatch(/maxAge exceeded/)
  })

  test.each([-10 * 60, 2 * HOUR])('a machine that is %i s off is allowed for', async (off) => {
    const skewed = connect({ now: () => Date.now() + off * 1000 })
    expect((await readSiteFacts(skewed)).url).toBe(facts.url)
    expect(Math.abs((skewed.clock.skew() ?? 0) + off * 1000)).toBeLessThan(5000)
  })
})

describe('writes', () => {
  test('a stale write is refused, unless it changes nothing', async () => {
    const post = await make('stale')
    const stale = { updated_at: '2020-01-01T00:00:00.000Z' }
    expect(await codeOf(updatePost(connection, 'post', post.id, { title: 'New', ...stale }))).toBe('ghost/collision')
    expect(await codeOf(updatePost(connection, 'post', post.id, { title: 'stale', ...stale }))).toBe('done')
  })

  test('tags alone do not move updated_at', async () => {
    const post = await make('tags-only')
    await new Promise((resolve) => setTimeout(resolve, 1100))
    const wire = composePost({ fields: { tags: ['Added'] }, body: undefined, ownershipTag: TAG, facts })
    const { post: after } = await updatePost(connection, 'post', post.id, { ...wire, updated_at: post.updatedAt })
    expect([after.fields.tags, after.updatedAt]).toEqual([['Added'], post.updatedAt])
  })

  test('posts and pages are listed, found by their slug, and deleted', async () => {
    const [post, page] = [await make('listed'), await make('listed-page', {}, 'page')]
    const listed = await fetchRemotePosts(connection, { slugs: { posts: [], pages: [] } })
    for (const made of [post, page]) {
      expect(listed).toContainEqual(expect.objectContaining({ id: made.id, type: made.type, owned: true }))
      await deletePost(connection, made.type, made.id)
      expect(await fetchRemotePost(connection, made.type, made.id)).toBeUndefined()
    }
  })

  test('who changed a post last', async () => {
    const post = await make('edits')
    await updatePost(connection, 'post', post.id, { title: 'Edited', updated_at: post.updatedAt })
    expect(await readEdits(connection, [post.id], 'edited')).toEqual(
      new Map([[post.id, { by: 'the integration ghost-sync', at: expect.any(String) }]]),
    )
  })

  test('the ledger', async () => {
    const post = await make('ledger')
    await writeLedger(connection, { set: new Map([['abcdef', post.id]]), drop: new Set() })
    expect((await readLedger(connection)).entries).toEqual(new Map([['abcdef', post.id]]))
    await writeLedger(connection, { set: new Map(), drop: new Set(['abcdef']) })
    expect((await readLedger(connection)).entries.size).toBe(0)
  })
})

describe('uploads', { tags: ['calendar'] }, () => {
  const png = drawPng(3, 2, [120, 40, 200])
  test.each([
    ['images', 'png', 'image/png'],
    ['images', 'webp', 'image/webp'],
    ['images', 'avif', 'image/avif'],
    ['media', 'mp4', 'video/mp4'],
    ['media', 'm4a', 'audio/mp4'],
    ['files', 'pdf', 'application/pdf'],
    ['files', 'exe', 'application/octet-stream'],
  ] as const)('%s: .%s is taken as the table says', async (endpoint, extension, mimeType) => {
    const uploadName = `${RUN}-${endpoint}.${extension}`
    const sent = codeOf(uploadAsset(connection, { endpoint, uploadName, mimeType, bytes: png }))
    const code = await sent
    if (isUploadAccepted(facts.capabilities, endpoint, extension)) {
      expect(code).toBe('done')
      expect(await findUpload(connection, { endpoint, uploadName, size: png.length })).toContain(uploadName)
    } else {
      expect(code).toMatch(/^ghost\/(unsupported-file|not-found)$/)
      expect(await findUpload(connection, { endpoint, uploadName })).toBeUndefined()
    }
  })
})

describe('e-mail', () => {
  test('a post that is brought out with its newsletter carries it', async () => {
    const [newsletter] = facts.newsletters
    const post = await make('mail')
    const wire = { status: 'scheduled', published_at: '2040-01-01T00:00:00.000Z', updated_at: post.updatedAt }
    const asked = { slug: newsletter?.slug ?? '', segment: 'status:free' }
    expect(await fetchMailState(connection, post.id)).toMatchObject({ newsletter: undefined })
    const { mail } = await updatePost(connection, 'post', post.id, wire, asked)
    expect(mail).toMatchObject({ newsletter: asked.slug, segment: 'status:free' })
    expect(await fetchMailState(connection, post.id)).toMatchObject({ newsletter: asked.slug, segment: 'status:free' })
  })

  test('and one that is brought out without does not', async () => {
    const post = await make('no-mail')
    await updatePost(connection, 'post', post.id, { status: 'published', updated_at: post.updatedAt })
    expect(await fetchMailState(connection, post.id)).toEqual({
      newsletter: undefined,
      segment: 'all',
      email: undefined,
    })
  })

  test('its readers are counted where a key may ask for them', async () => {
    const [newsletter] = facts.newsletters
    if (newsletter === undefined) throw new Error('no newsletter')
    for (const segment of ['all', 'status:free', 'status:-free']) {
      // The members of a new Ghost 3 are switched off.
      expect((await countRecipients(connection, newsletter, segment)).kind).toBe(by('unknown', 'counted', 'counted'))
    }
  })
})

describe('the command line', () => {
  const workspace = openWorkspace({ name: `${RUN}-cli`, sites: [site] })

  test('front matter that it cannot hold is a problem with file and line, and nothing is sent', async () => {
    const files = {
      'content/caption.md': 'title: C\nfeature_image_caption: <em>x</em>',
      'content/gold.md': 'title: G\nvisibility: tiers\ntiers: [free]',
      'content/film.md': 'title: F\n---\n\n<video src="./film.mp4" controls></video>\n\n[paper](./paper.pdf)',
    }
    workspace.write('content/film.mp4', 'xxxx')
    workspace.write('content/paper.pdf', '%PDF-1.4')
    for (const [path, text] of Object.entries(files)) {
      workspace.write(path, `---\n${text}\n${text.includes('---') ? '' : '---\n\nHello.\n'}`)
    }
    const { stdout, code } = await workspace.run('plan')
    if (major > 3) {
      expect(stdout).not.toContain('front-matter/unsupported')
      return
    }
    expect(code).toBe(3)
    expect(stdout).toMatch(/caption\.md:3 +error +`feature_image_caption` cannot be kept: Ghost 3 has no such field/)
    expect(stdout).toMatch(/gold\.md:3 +error +`visibility` is `tiers`, and Ghost 3 knows public, members, paid only/)
    expect(stdout).toMatch(
      /film\.md:\d+ +error +`content\/film\.mp4` cannot be stored on this site: Ghost 3 takes images only/,
    )
    expect(stdout).toMatch(/film\.md:\d+ +error +`content\/paper\.pdf` cannot be stored on this site/)
  })

  test('doctor and sites show what was found', async () => {
    const limits = by(
      ['no tiers,', 'no uploads of media and files', 'no revisions'],
      ['no revisions', '`newsletter: true`'],
      [],
    )
    for (const command of ['doctor', 'sites']) {
      const { stdout } = await workspace.run(command)
      expect(stdout).toContain((await identifySite(connection)).dialect.adminRoot)
      expect(stdout).toContain(by('mobiledoc', 'mobiledoc', 'Lexical'))
      expect(stdout.includes('limit')).toBe(limits.length > 0)
    }
    const json: unknown = JSON.parse((await workspace.run('sites', '--json')).stdout)
    expect(json).toMatchObject({ sites: [{ version: facts.version, bodyFormat: facts.capabilities.bodyFormat }] })
  })
})
