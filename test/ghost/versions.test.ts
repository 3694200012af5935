import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import jsonwebtoken from 'jsonwebtoken'
import { afterEach, describe, expect, test } from 'vitest'
import type { ApiVersion } from '../../src/config/config.ts'
import { composeMailQuery, readMailState } from '../../src/ghost/email/email-state.ts'
import { countRecipients } from '../../src/ghost/email/recipients.ts'
import { composePostQuery } from '../../src/ghost/posts/read-posts.ts'
import { readContentSettings } from '../../src/ghost/site/content-settings.ts'
import { readSiteFacts } from '../../src/ghost/site/site-facts.ts'
import { chooseDialect, isSupported, listProbeRoots } from '../../src/ghost/transport/api-dialect.ts'
import { askAdmin } from '../../src/ghost/transport/ask-admin.ts'
import { assumeCapabilities, findCapabilities, isUploadAccepted } from '../../src/ghost/transport/capabilities.ts'
import { identifySite } from '../../src/ghost/transport/identify-site.ts'
import { GhostSyncFailure } from '../../src/model/failure.ts'
import { findAssetType } from '../../src/scan/assets/asset-types.ts'
import { CONTENT_KEY, connect } from './connect.ts'

/** Lists that are empty, for whatever is asked. */
const LISTS = { users: [], tiers: [], newsletters: [], themes: [] }

interface VersionedGhost {
  readonly url: string
  /** Method, path, and of the token the audience, of every request. */
  readonly seen: { readonly path: string; readonly audience: unknown; readonly acceptVersion: unknown }[]
}

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A server that has these Admin API roots, and answers for all others as Ghost 3 and 4 do. */
async function serveGhost(
  version: string,
  roots: readonly string[],
  { missing = 404, absent = 'nothing' } = {},
): Promise<VersionedGhost> {
  const seen: VersionedGhost['seen'] = []
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*/, '')
    const token = request.headers.authorization?.replace('Ghost ', '')
    const payload = token === undefined ? undefined : jsonwebtoken.decode(token)
    const audience = typeof payload === 'object' ? payload?.aud : undefined
    seen.push({ path, audience, acceptVersion: request.headers['accept-version'] })
    const isKnown = roots.some((root) => path.startsWith(`/ghost/api/${root}`)) || path.includes('/content/')
    const isThere = isKnown && !path.endsWith(`/${absent}/`)
    const body = isThere
      ? { site: { version, url: 'http://old.example.com/' }, posts: [], settings: { timezone: 'Asia/Tokyo' }, ...LISTS }
      : { errors: [{ message: 'Resource not found', errorType: 'NotFoundError' }] }
    response.writeHead(isThere ? 200 : missing, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

const UNVERSIONED = 'admin/'
const OLD_ROOTS = ['v2/admin/', 'v3/admin/', 'canary/admin/']
const LATE_4 = [UNVERSIONED, 'v4/admin/', ...OLD_ROOTS]

describe('what a server is, and how it is spoken to', () => {
  test.each<[string, readonly string[], readonly string[], string, string | undefined]>([
    ['6.65', LATE_4, ['admin'], '/admin/', 'v6.0'],
    ['5.130', LATE_4, ['admin'], '/admin/', 'v5.0'],
    // From 4.44 on the first question is answered, and all others go to the root of its own version.
    ['4.48', LATE_4, ['admin'], '/v4/admin/', undefined],
    ['4.32', ['v4/admin/', ...OLD_ROOTS], ['admin', 'v4/admin'], '/v4/admin/', undefined],
    ['3.42', OLD_ROOTS, ['admin', 'v4/admin', 'v3/admin'], '/v3/admin/', undefined],
  ])('Ghost %s', async (version, roots, probes, audience, acceptVersion) => {
    const { url, seen } = await serveGhost(version, roots)
    const { connection } = connect(url)
    await askAdmin(connection, { method: 'GET', path: 'posts/' })
    await askAdmin(connection, { method: 'GET', path: 'posts/' })
    const asked = seen.slice(0, -2)
    expect(asked.map(({ path }) => path)).toEqual(probes.map((root) => `/ghost/api/${root}/site/`))
    expect(asked.every((probe) => probe.audience === undefined && probe.acceptVersion === undefined)).toBe(true)
    const posts = { path: `/ghost/api${audience}posts/`, audience, acceptVersion }
    expect(seen.slice(-2)).toEqual([posts, posts])
  })

  test('a root that answers 406 is not there either', async () => {
    const { url } = await serveGhost('3.42', OLD_ROOTS, { missing: 406 })
    expect((await identifySite(connect(url).connection)).version).toBe('3.42')
  })

  test.each<[string, ApiVersion, string, readonly string[], string]>([
    ['nothing that we speak', 'auto', '2.38', ['v2/admin/'], 'older than 3; ghost-sync works with Ghost 3, 4, 5 and 6'],
    ['a newer one', 'auto', '7.0', LATE_4, 'is Ghost 7.0; ghost-sync works with Ghost 3, 4, 5 and 6'],
    ['v3 of a Ghost 4', 'v3', '4.48', LATE_4, "is Ghost 4.48, but the config asks for `apiVersion: 'v3'`"],
    ['v4 of a Ghost 5', 'v4', '5.130', LATE_4, "is Ghost 5.130, but the config asks for `apiVersion: 'v4'`"],
    ['v4 of a Ghost 3', 'v4', '3.42', OLD_ROOTS, "a Ghost without the API `apiVersion: 'v4'`"],
    ['v5 of a Ghost 4', 'v5', '4.48', LATE_4, "is Ghost 4.48, but the config asks for `apiVersion: 'v5'`"],
  ])('refused: %s', async (_, apiVersion, version, roots, message) => {
    const { url, seen } = await serveGhost(version, roots)
    const { connection } = connect(url, { apiVersion })
    const failure = await askAdmin(connection, { method: 'GET', path: 'posts/' }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(GhostSyncFailure)
    expect(failure).toMatchObject({ code: 'site/unsupported-version', message: expect.stringContaining(message) })
    expect(seen.every(({ audience }) => audience === undefined)).toBe(true)
  })

  test('its settings are read under the root of its version', async () => {
    const { url, seen } = await serveGhost('3.42', OLD_ROOTS)
    const { connection } = connect(url, { contentKey: CONTENT_KEY })
    expect((await readContentSettings(connection)).timezone).toBe('Asia/Tokyo')
    expect(seen.at(-1)).toEqual({
      path: '/ghost/api/v3/content/settings/',
      audience: undefined,
      acceptVersion: undefined,
    })
  })

  test('an early Ghost 4 without tiers has none; on Ghost 5 that is a failure', async () => {
    const four = await serveGhost('4.20', ['v4/admin/'], { absent: 'tiers' })
    expect(await readSiteFacts(connect(four.url).connection)).toMatchObject({ tiers: [], timezone: 'Asia/Tokyo' })
    const five = await serveGhost('5.130', LATE_4, { absent: 'tiers' })
    await expect(readSiteFacts(connect(five.url).connection)).rejects.toMatchObject({ code: 'ghost/not-found' })
  })

  test.each<[ApiVersion, readonly string[]]>([
    ['auto', ['ghost/api/admin/', 'ghost/api/v4/admin/', 'ghost/api/v3/admin/']],
    ['v3', ['ghost/api/v3/admin/']],
    ['v4', ['ghost/api/v4/admin/']],
    ['v5', ['ghost/api/admin/']],
    ['v6', ['ghost/api/admin/']],
  ])('asked with %s', (apiVersion, roots) => {
    expect(listProbeRoots(apiVersion)).toEqual(roots)
  })
})

describe('what a Ghost can do', () => {
  const [three, four, five, six] = (['v3', 'v4', 'v5', 'v6'] as const).map(assumeCapabilities)
  const all = [three, four, five, six].flatMap((one) => one ?? [])

  test('is known of every version that is spoken to, and of no other', () => {
    for (let major = 0; major < 12; major += 1) {
      expect(findCapabilities(major) !== undefined).toBe(isSupported(major))
      expect(chooseDialect('auto', major) !== undefined).toBe(isSupported(major))
    }
    expect(all.map(({ ghost }) => ghost)).toEqual(['Ghost 3', 'Ghost 4', 'Ghost 5', 'Ghost 6'])
  })

  test('a Ghost 5 from before cards could be kept from some readers says so', () => {
    expect([115, 118, 130].map((minor) => findCapabilities(5, minor)?.cardVisibility)).toEqual([false, true, true])
    expect(findCapabilities(5, 115)?.ghost).toBe('Ghost 5.115')
    expect(findCapabilities(6, 0)?.cardVisibility).toBe(true)
  })

  test.each<[string, (found: (typeof all)[number]) => unknown, readonly unknown[]]>([
    ['document', ({ bodyFormat }) => bodyFormat, ['mobiledoc', 'mobiledoc', 'lexical', 'lexical']],
    ['rows of a page', ({ pageSize }) => pageSize, [100, 100, 100, 100]],
    ['title', ({ fields }) => fields.post.includes('title'), [true, true, true, true]],
    ['feature_image_alt', ({ fields }) => fields.page.includes('feature_image_alt'), [false, true, true, true]],
    ['feature_image_caption', ({ fields }) => fields.post.includes('feature_image_caption'), [false, true, true, true]],
    ['tiers', ({ fields }) => fields.post.includes('tiers'), [false, true, true, true]],
    ['email_only of posts', ({ fields }) => fields.post.includes('email_only'), [false, true, true, true]],
    ['email_only of pages', ({ fields }) => fields.page.includes('email_only'), [false, false, false, false]],
    ['email_subject of pages', ({ fields }) => fields.page.includes('email_subject'), [false, false, false, false]],
    [
      'show_title_and_feature_image',
      ({ fields }) => fields.page.includes('show_title_and_feature_image'),
      [false, false, true, true],
    ],
    ['visibility: tiers', ({ visibilities }) => visibilities.includes('tiers'), [false, true, true, true]],
    ['tiers are named', ({ tiers }) => tiers, ['none', 'by-id', 'by-id', 'by-id']],
    ['revisions', ({ revisions }) => revisions, [false, false, true, true]],
    ['timezone', ({ settings }) => settings, ['content', 'content', 'admin', 'admin']],
    ['embeds', ({ embeds }) => embeds, [false, false, true, true]],
    ['cards for some readers', ({ cardVisibility }) => cardVisibility, [false, false, true, true]],
    ['newsletters', ({ newsletters }) => newsletters.kind, ['only-one', 'only-one', 'by-slug', 'by-slug']],
  ])('%s', (_, read, expected) => {
    expect(all.map(read)).toEqual(expected)
  })

  test.each<[string, readonly boolean[]]>([
    ['png', [true, true, true, true]],
    ['SVG', [true, true, true, true]],
    ['webp', [false, true, true, true]],
    ['mp4', [false, true, true, true]],
    ['m4a', [false, false, true, true]],
    ['pdf', [false, true, true, true]],
    ['exe', [false, true, true, false]],
    // Of no image type on any: it would be stored as a file.
    ['avif', [false, true, true, true]],
  ])('an upload of .%s', (extension, accepted) => {
    const { endpoint } = findAssetType(extension)
    expect(all.map((one) => isUploadAccepted(one, endpoint, extension))).toEqual(accepted)
  })

  test('no version takes an image or a film that the scanner sends as something else', () => {
    for (const { uploads } of all) {
      for (const endpoint of ['images', 'media'] as const) {
        const accepted = uploads[endpoint]
        const extensions = accepted.kind === 'only' ? accepted.extensions : []
        expect(extensions.map((extension) => findAssetType(extension).endpoint)).toEqual(extensions.map(() => endpoint))
      }
    }
  })

  test('only what a version has is asked for', () => {
    const ask = (one: (typeof all)[number] | undefined) => (one === undefined ? {} : composePostQuery('post', one))
    expect(ask(three)).toMatchObject({ formats: 'mobiledoc', include: 'tags,authors' })
    expect(ask(three).fields).not.toMatch(/lexical|feature_image_alt|email_only/)
    expect(ask(four)).toMatchObject({ formats: 'mobiledoc', include: 'tags,authors,tiers' })
    expect(ask(five)).toEqual(ask(six))
    expect(ask(six)).toMatchObject({ formats: 'lexical,mobiledoc', include: 'tags,authors,tiers' })
  })
})

describe('e-mail', () => {
  test.each<[string, string, string]>([
    ['3.42', 'all', 'filter=subscribed:true&fields=id&limit=1'],
    ['3.42', 'status:free', 'filter=subscribed:true&paid=false&limit=1'],
    ['3.42', 'status:-free', 'filter=subscribed:true&paid=true&limit=1'],
    ['4.48', 'all', 'filter=subscribed:true&fields=id&limit=1'],
    ['4.48', 'label:vip', 'filter=subscribed:true+(label:vip)&fields=id&limit=1'],
    ['5.130', 'label:vip', "filter=newsletters.id:'n'+email_disabled:0+(label:vip)&fields=id&limit=1"],
  ])('Ghost %s counts %s', async (version, segment, query) => {
    const { url } = await serveGhost(version, version < '4' ? OLD_ROOTS : LATE_4)
    const { connection, events } = connect(url)
    const newsletter = { id: 'n', slug: 'weekly', name: 'Weekly', active: true, paidOnly: false }
    await countRecipients(connection, newsletter, segment)
    expect(events.at(-1)?.path.split('?')[1]).toBe(query)
  })

  const [four, five] = [assumeCapabilities('v4'), assumeCapabilities('v5')]

  test.each<[string, object]>([
    ['all', { send_email_when_published: 'true', email_recipient_filter: 'all' }],
    ['status:free', { send_email_when_published: 'true', email_recipient_filter: 'free' }],
    ['status:-free', { send_email_when_published: 'true', email_recipient_filter: 'paid' }],
    ['label:vip', { send_email_when_published: 'true', email_recipient_filter: 'label:vip' }],
  ])('to %s', (segment, query) => {
    expect(composeMailQuery({ slug: 'default', segment }, four)).toEqual(query)
    expect(composeMailQuery({ slug: 'weekly', segment }, five)).toEqual({
      newsletter: 'weekly',
      email_segment: segment,
    })
  })

  test.each<[string, object, object]>([
    ['none', { email_recipient_filter: 'none' }, { newsletter: undefined, segment: 'all' }],
    // Ghost 4 gives a newsletter to every post that is published.
    ['none, with an id', { email_recipient_filter: 'none', newsletter_id: 'x' }, { newsletter: undefined }],
    ['not told', {}, { newsletter: undefined }],
    ['everybody', { email_recipient_filter: 'all', newsletter_id: 'x' }, { newsletter: 'default', segment: 'all' }],
    ['free members', { email_recipient_filter: 'free' }, { newsletter: 'default', segment: 'status:free' }],
    ['a filter', { email_recipient_filter: 'label:vip' }, { newsletter: 'default', segment: 'label:vip' }],
    [
      'sent',
      { email_recipient_filter: 'all', email: { status: 'submitted', email_count: 3 } },
      { newsletter: 'default', email: { status: 'submitted', recipients: 3 } },
    ],
  ])('read: %s', (_, wire, state) => {
    expect(readMailState({ ...wire }, four)).toMatchObject(state)
  })
})
