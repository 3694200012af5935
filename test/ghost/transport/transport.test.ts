import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import jsonwebtoken from 'jsonwebtoken'
import { afterEach, describe, expect, test } from 'vitest'
import { fetchRemotePost } from '../../../src/ghost/posts/fetch-post.ts'
import { createPost, deletePost, updatePost } from '../../../src/ghost/posts/write-post.ts'
import { readContentSettings } from '../../../src/ghost/site/content-settings.ts'
import { askAdmin } from '../../../src/ghost/transport/ask-admin.ts'
import { findUpload, uploadAsset } from '../../../src/ghost/uploads/upload-asset.ts'
import { GhostSyncFailure } from '../../../src/model/failure.ts'
import { ADMIN_KEY, CONTENT_KEY, connect, type Probed } from '../connect.ts'
import { type FaultServer, GHOST_5, ghostError, type Reply, startFaultServer } from './fault-server.ts'

const servers: FaultServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function serve(
  script: readonly Reply[],
  options: Parameters<typeof connect>[1] = {},
): Promise<FaultServer & Probed> {
  const server = await startFaultServer(script)
  servers.push(server)
  return Object.assign(server, connect(server.url, options))
}

async function fail(work: Promise<unknown>): Promise<GhostSyncFailure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof GhostSyncFailure) return error
  throw new Error(`expected a GhostSyncFailure, got ${String(error)}`, { cause: error })
}

const POST = {
  id: 'a1',
  title: 'T',
  slug: 't',
  status: 'draft',
  updated_at: '2026-01-01T00:00:00.000Z',
  url: 'http://x/t/',
}
const OK: Reply = { status: 200, body: { posts: [POST] } }
const read = ({ connection }: Probed) => askAdmin(connection, { method: 'GET', path: 'posts/' })
const update = ({ connection }: Probed) => updatePost(connection, 'post', 'a1', { updated_at: POST.updated_at })
const create = ({ connection }: Probed) => createPost(connection, 'post', { title: 'T' })

describe('reads are repeated after anything passing', () => {
  const passing: [string, Reply][] = [
    ['429', ghostError(429, {})],
    ['500', ghostError(500, {})],
    ['502', { status: 502, body: '<html>' }],
    ['503', { status: 503, body: '<html>' }],
    ['504', { status: 504, body: '<html>' }],
    ['a connection that is cut', 'hang-up'],
    ['an answer that is cut', 'cut-off'],
  ]
  test.each(passing)('%s', async (_, fault) => {
    const site = await serve([fault, fault, OK])
    await expect(read(site)).resolves.toEqual({ posts: [POST] })
    expect(site.waits).toEqual([400, 800])
    expect(site.events.map((event) => event.attempt)).toEqual([1, 1, 2, 3])
  })

  test('and given up after the fourth time', async () => {
    const site = await serve([ghostError(503, {})])
    const failure = await fail(read(site))
    expect([failure.code, failure.status, failure.exitCode]).toEqual(['ghost/server-error', 503, 5])
    expect(site.seen).toHaveLength(4)
    expect(site.waits).toEqual([400, 800, 1600])
  })

  test.each([400, 401, 403, 404, 406, 409, 413, 415, 422, 501])('%s is final', async (status) => {
    const site = await serve([ghostError(status, {}), OK])
    await fail(read(site))
    expect(site.seen).toHaveLength(1)
  })
})

describe('Retry-After', () => {
  test('in seconds', async () => {
    const site = await serve([ghostError(429, {}, { 'retry-after': '7' }), OK])
    await read(site)
    expect(site.waits).toEqual([7000])
  })

  test('as a date', async () => {
    const at = new Date(Date.now() + 20_000).toUTCString()
    const site = await serve([ghostError(503, {}, { 'retry-after': at }), OK])
    await read(site)
    expect(site.waits[0]).toBeGreaterThan(17_000)
    expect(site.waits[0]).toBeLessThan(21_500)
  })

  test('of more than a minute is told, not waited for', async () => {
    const site = await serve([ghostError(429, { message: 'Too many.' }, { 'retry-after': '3600' }), OK])
    const failure = await fail(read(site))
    expect(failure.code).toBe('ghost/rate-limited')
    expect(failure.message).toContain('for 3600 s')
    expect(site.waits).toEqual([])
  })
})

describe('a write is repeated only when it was certainly not done', () => {
  test.each([
    ['429', ghostError(429, {})],
    ['503 with Retry-After', ghostError(503, {}, { 'retry-after': '1' })],
  ] as [string, Reply][])('%s: repeated', async (_, fault) => {
    const site = await serve([fault, OK])
    await expect(update(site)).resolves.toMatchObject({ post: { id: 'a1' } })
    expect(site.seen.map((request) => request.method)).toEqual(['PUT', 'PUT'])
    expect(site.seen[0]?.body).toBe(site.seen[1]?.body)
  })

  test.each([
    ['a connection that is cut', 'hang-up', undefined],
    ['an answer that is cut', 'cut-off', undefined],
    ['no answer in time', 'silence', undefined],
    ['502', { status: 502, body: '<html>' }, 502],
    ['504', { status: 504, body: '<html>' }, 504],
    ['a page instead of an answer', { status: 200, body: '<html>' }, 200],
  ] as [string, Reply, number | undefined][])('%s: ghost/no-answer, sent once', async (_, fault, status) => {
    for (const write of [update, create]) {
      const site = await serve([fault, OK], { timeoutSeconds: 0.2 })
      const failure = await fail(write(site))
      expect([failure.code, failure.status]).toEqual(['ghost/no-answer', status])
      expect(site.seen).toHaveLength(1)
    }
  })

  test('500 and a bare 503 are no unknown: Ghost said that it failed', async () => {
    for (const status of [500, 503]) {
      const site = await serve([ghostError(status, {}), OK])
      expect((await fail(create(site))).code).toBe('ghost/server-error')
      expect(site.seen).toHaveLength(1)
    }
  })

  test('an upload as well', async () => {
    const site = await serve(['hang-up', OK])
    const asset = {
      endpoint: 'images',
      uploadName: 'a-1.png',
      mimeType: 'image/png',
      bytes: new Uint8Array([1, 2]),
    } as const
    expect((await fail(uploadAsset(site.connection, asset))).code).toBe('ghost/no-answer')
    expect(site.seen).toHaveLength(1)
  })

  test('a refused connection never left, so it is tried again', async () => {
    const { connection, events, waits, ...server } = await serve([OK])
    await askAdmin(connection, { method: 'GET', path: 'posts/' })
    await server.close()
    // Until the kept-alive connection is seen to be gone: a write into it would count as sent.
    await new Promise((resolve) => setTimeout(resolve, 50))
    const failure = await fail(createPost(connection, 'post', { title: 'T' }))
    expect(failure.code).toBe('site/unreachable')
    expect(failure.message).toContain('refused')
    expect(waits).toEqual([400, 800, 1600])
    expect(events.at(-1)).toMatchObject({ method: 'POST', status: undefined, attempt: 4 })
  })
})

describe('DELETE', () => {
  test('gone after an answer that was lost: done', async () => {
    const site = await serve(['hang-up', ghostError(404, {})])
    await expect(deletePost(site.connection, 'post', 'a1')).resolves.toBeUndefined()
  })

  test('gone before we asked: not found', async () => {
    const site = await serve([ghostError(404, {})])
    expect((await fail(deletePost(site.connection, 'post', 'a1'))).code).toBe('ghost/not-found')
  })

  test('refused for its pace, then gone: not found', async () => {
    const site = await serve([ghostError(429, {}), ghostError(404, {})])
    expect((await fail(deletePost(site.connection, 'post', 'a1'))).code).toBe('ghost/not-found')
  })
})

describe('time limits', () => {
  test('a server that says nothing', async () => {
    const site = await serve(['silence', OK], { timeoutSeconds: 0.2 })
    const failure = await fail(read(site))
    expect(failure.code).toBe('site/timeout')
    expect(failure.message).toContain('within 0.2 s')
    expect(site.seen).toHaveLength(1)
  })

  test('a server that never ends', async () => {
    const site = await serve(['drip', OK], { timeoutSeconds: 0.2 })
    const began = Date.now()
    expect((await fail(read(site))).code).toBe('site/timeout')
    expect(Date.now() - began).toBeLessThan(2000)
  })

  test.each(['silence', 'drip'] as const)('%s that outlives a garbage collection', async (fault) => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const site = await serve([fault, fault, fault, fault, OK], { timeoutSeconds: 0.2 })
    const timer = setInterval(collect, 40)
    try {
      expect((await fail(read(site))).code).toBe('site/timeout')
    } finally {
      clearInterval(timer)
    }
  })
})

describe('answers that are none', () => {
  test.each([
    ['a page', { status: 200, body: '<html><title>Log in</title>' }],
    ['half a JSON text', { status: 200, body: '{"posts":[', headers: { 'content-type': 'application/json' } }],
    ['a JSON list', { status: 200, body: [1] }],
    ['nothing', { status: 200, body: '' }],
  ] as [string, Reply][])('%s', async (_, reply) => {
    const site = await serve([reply])
    expect((await fail(read(site))).code).toBe('ghost/bad-answer')
    expect(site.seen).toHaveLength(1)
  })

  test('cut off every time', async () => {
    const site = await serve(['cut-off'])
    expect((await fail(read(site))).code).toBe('ghost/bad-answer')
    expect(site.seen).toHaveLength(4)
  })

  test('a post without an id', async () => {
    const site = await serve([{ status: 200, body: { posts: [{ title: 'x' }] } }])
    expect((await fail(fetchRemotePost(site.connection, 'post', 'a1'))).code).toBe('ghost/bad-answer')
  })
})

describe('the server is asked what it is before it gets a token', () => {
  const probes: [string, Reply, string, RegExp][] = [
    ['a page', { status: 200, body: '<html>' }, 'site/not-ghost', /status 200 and text\/html/],
    ['a plain 404', { status: 404, body: '<html>' }, 'site/not-ghost', /status 404/],
    ['other JSON', { status: 200, body: { hello: 1 } }, 'site/not-ghost', /application\/json/],
    ['Ghost 2 (its own 404)', ghostError(404, {}), 'site/unsupported-version', /older than 3/],
    [
      'Ghost 2',
      { status: 200, body: { site: { version: '2.38', url: 'http://x/' } } },
      'site/unsupported-version',
      /Ghost 2\.38;.*Ghost 3, 4, 5 and 6/,
    ],
    [
      'Ghost 7',
      { status: 200, body: { site: { version: '7.0', url: 'http://x/' } } },
      'site/unsupported-version',
      /Ghost 7\.0/,
    ],
    [
      'no version',
      { status: 200, body: { site: { url: 'http://x/' } } },
      'site/unsupported-version',
      /unknown version/,
    ],
    ['a firewall', { status: 403, body: '<html>Checking your browser' }, 'site/blocked', /before Ghost sees it/],
    ['a password', { status: 401, body: 'Authorization Required' }, 'site/blocked', /before Ghost sees it/],
    [
      'another host',
      { status: 301, headers: { location: 'https://admin.example.com/ghost/api/admin/site/' } },
      'site/redirected',
      /admin\.example\.com/,
    ],
    ['a login page', { status: 302, headers: { location: '/login?next=x' } }, 'site/redirected', /\/login;/],
  ]
  test.each(probes)('%s', async (_, probe, code, message) => {
    const site = await serve([OK])
    site.probe = probe
    const failure = await fail(read(site))
    expect(failure.code).toBe(code)
    expect(failure.message).toMatch(message)
    expect(failure.hint).toBeDefined()
    expect(site.seen).toEqual([])
  })

  test('a redirect to where the site has moved names the URL to configure', async () => {
    const site = await serve([OK])
    site.probe = { status: 308, headers: { location: 'https://new.example.com/blog/ghost/api/admin/site/' } }
    expect((await fail(read(site))).hint).toBe(
      'If that is your site, set its `url` in the config to https://new.example.com/blog',
    )
  })

  test('asked once, by all that wait for it', async () => {
    const site = await serve([OK])
    await Promise.all([read(site), read(site), read(site)])
    expect(site.events.filter((event) => event.path === 'ghost/api/admin/site/')).toHaveLength(1)
  })

  test('asked again after it failed', async () => {
    const site = await serve([OK])
    site.probe = { status: 404, body: '<html>' }
    await fail(read(site))
    site.probe = GHOST_5
    await expect(read(site)).resolves.toBeDefined()
  })

  test.each([
    ['auto', '5.130', 'v5.0'],
    ['auto', '6.65', 'v6.0'],
    ['v5', '6.65', 'v5.0'],
  ] as const)('%s on %s says Accept-Version %s', async (apiVersion, version, expected) => {
    const site = await serve([OK], { apiVersion })
    site.probe = { status: 200, body: { site: { version, url: 'http://x/' } } }
    await read(site)
    expect(site.seen[0]?.headers['accept-version']).toBe(expected)
  })

  test('a version asked for that the server is too old for', async () => {
    const site = await serve([OK], { apiVersion: 'v6' })
    expect((await fail(read(site))).message).toContain("`apiVersion: 'v6'`")
  })
})

test('a redirect is not followed with a token, not even on the same host', async () => {
  const site = await serve([{ status: 307, headers: { location: '/elsewhere/' } }, OK])
  expect((await fail(update(site))).code).toBe('site/redirected')
  expect(site.seen).toHaveLength(1)
})

test('a site in a folder is asked there', async () => {
  const server = await startFaultServer([OK])
  servers.push(server)
  const { connection } = connect(`${server.url}/blog`)
  await askAdmin(connection, { method: 'GET', path: 'posts/', query: { filter: "slug:['a&b']" } })
  expect(server.seen.map(({ path }) => decodeURIComponent(path))).toEqual([
    "/blog/ghost/api/admin/posts/?filter=slug:['a&b']",
  ])
})

test('the content key is in the query, and in no event', async () => {
  const site = await serve([{ status: 200, body: { settings: { title: 'T' } } }])
  expect(await readContentSettings(site.connection)).toMatchObject({ title: 'T', url: null })
  expect(site.seen[0]?.path).toBe(`/ghost/api/content/settings/?key=${CONTENT_KEY}`)
  expect(JSON.stringify(site.events)).not.toContain(CONTENT_KEY)
})

describe('tokens', () => {
  const claims = (site: FaultServer, index: number) =>
    jsonwebtoken.decode((site.seen[index]?.headers.authorization ?? '').replace('Ghost ', '')) as {
      iat: number
      exp: number
    }

  test('are signed again for an attempt that follows a long wait', async () => {
    let now = Date.now()
    const wait = async (milliseconds: number) => {
      now += milliseconds + 290_000
    }
    const site = await serve([ghostError(429, {}, { 'retry-after': '60' }), OK], { now: () => now, wait })
    await read(site)
    expect(site.seen[0]?.headers.authorization).not.toBe(site.seen[1]?.headers.authorization)
  })

  const expired = ghostError(401, { message: 'Invalid token: jwt expired', code: 'INVALID_JWT' })
  const seconds = (milliseconds: number) => milliseconds / 1000

  test('go by this machine’s clock as long as the server takes them, whatever it says the time is', async () => {
    const lie = { date: 'Thu, 01 Jan 2099 00:00:00 GMT' }
    const site = await serve([{ status: 200, headers: lie, body: { posts: [POST] } }])
    site.probe = { status: 200, headers: lie, body: (GHOST_5 as { body: unknown }).body }
    await read(site)
    await read(site)
    for (const nth of [0, 1]) expect(Math.abs(claims(site, nth).iat - seconds(Date.now()))).toBeLessThan(3)
    expect(site.connection.clock.skew()).toBeGreaterThan(3_600_000)
  })

  test.each([-10 * 60_000, 7_200_000])('follow a server that refuses them for their times: %i ms off', async (off) => {
    const site = await serve([expired, OK, OK], { now: () => Date.now() + off })
    await read(site)
    await read(site)
    expect(Math.abs(claims(site, 0).iat - seconds(Date.now() + off))).toBeLessThan(3)
    for (const nth of [1, 2]) expect(Math.abs(claims(site, nth).iat - seconds(Date.now()))).toBeLessThan(3)
    expect(site.seen).toHaveLength(3)
  })

  test('follow a Ghost 3 or 4, which has no word for one that has not begun, in a write as well', async () => {
    const broken = ghostError(500, { message: 'The server has encountered an error.' })
    const site = await serve([broken, OK], { now: () => Date.now() + 7_200_000 })
    await expect(update(site)).resolves.toMatchObject({ post: { id: 'a1' } })
    expect(Math.abs(claims(site, 1).iat - seconds(Date.now()))).toBeLessThan(3)
    // A token that had begun may have been taken: then it is not known what was done.
    const sound = await serve([broken, OK])
    expect((await fail(update(sound))).code).toBe('ghost/server-error')
    expect(sound.seen).toHaveLength(1)
  })

  test('are not dated years ahead for a server that refuses them and lies about the time', async () => {
    const lie = { date: 'Thu, 01 Jan 2099 00:00:00 GMT' }
    const site = await serve([ghostError(401, { message: 'Invalid token: jwt expired', code: 'INVALID_JWT' }, lie)])
    const failure = await fail(read(site))
    expect(failure.code).toBe('auth/clock-skew')
    expect(failure.message).toMatch(
      /This machine's clock says 20\d\d-\S+Z, the server's 2099-01-01T00:00:\d\dZ: this machine is \d+ days behind\./,
    )
    expect(failure.hint).toContain('at most 15 minutes ahead')
    expect(site.seen).toHaveLength(1)
  })

  test('are renewed once when the server calls them expired', async () => {
    const stale = {
      status: 200,
      headers: { date: new Date(Date.now() - 600_000).toUTCString() },
      body: (GHOST_5 as { body: unknown }).body,
    }
    const site = await serve([expired, OK])
    site.probe = stale
    await read(site)
    expect(Math.abs(claims(site, 1).iat - Date.now() / 1000)).toBeLessThan(3)
    expect(site.waits).toEqual([])
  })

  test('and only once', async () => {
    const site = await serve([ghostError(401, { message: 'Invalid token: jwt expired', code: 'INVALID_JWT' })])
    const failure = await fail(read(site))
    expect(failure.code).toBe('auth/clock-skew')
    expect(site.seen).toHaveLength(2)
  })

  test('a site that cannot say whether it has a file is not taken for one that has not', async () => {
    const site = await serve([{ status: 502, body: '<html>' }])
    const failure = await fail(findUpload(site.connection, { endpoint: 'images', uploadName: 'a.png' }))
    expect(failure.code).toBe('ghost/server-error')
    expect(site.seen).toHaveLength(4)
  })

  test('do not go to public addresses', async () => {
    const site = await serve([{ status: 404, body: '<html>' }])
    await findUpload(site.connection, { endpoint: 'images', uploadName: 'a.png' })
    expect(site.seen.length).toBeGreaterThanOrEqual(2)
    for (const { method, headers } of site.seen) expect([method, headers.authorization]).toEqual(['HEAD', undefined])
  })
})

describe('refusals', () => {
  const table: [number, Record<string, unknown>, string, RegExp][] = [
    [
      401,
      { code: 'UNKNOWN_ADMIN_API_KEY', message: 'Unknown Admin API Key' },
      'auth/invalid-key',
      /does not know this Admin API key/,
    ],
    [
      401,
      { code: 'INVALID_JWT', message: 'Invalid token: invalid signature' },
      'auth/invalid-key',
      /its secret is wrong/,
    ],
    [401, { code: 'INVALID_API_KEY_TYPE', message: 'Invalid API Key type' }, 'auth/invalid-key', /no Admin API key/],
    [400, { code: 'INVALID_JWT', message: 'Invalid token' }, 'auth/invalid-key', /Invalid token/],
    [403, { type: 'NoPermissionError', message: 'No.' }, 'auth/forbidden', /does not allow/],
    [501, { type: 'NotImplementedError' }, 'auth/forbidden', /to an integration/],
    [404, {}, 'ghost/not-found', /does not have this/],
    [406, { code: 'UPDATE_CLIENT' }, 'ghost/unknown-endpoint', /does not know this request/],
    [409, { code: 'UPDATE_COLLISION' }, 'ghost/collision', /in the meantime/],
    [413, {}, 'ghost/too-large', /too large/],
    [415, { message: 'Please select a valid image.' }, 'ghost/unsupported-file', /Please select a valid image/],
    [
      422,
      { message: 'Validation error.', context: 'Value in [posts.title] exceeds 255' },
      'ghost/validation',
      /Validation error\. Value in \[posts\.title\]/,
    ],
    [418, {}, 'ghost/refused', /status 418/],
  ]
  test.each(table)('%s %o', async (status, error, code, message) => {
    const site = await serve([ghostError(status, error)])
    const failure = await fail(create(site))
    expect([failure.code, failure.status, failure.exitCode]).toEqual([code, status, 5])
    expect(failure.message).toMatch(message)
  })

  test('a field that this Ghost does not have is named', async () => {
    const details = [
      { keyword: 'additionalProperties', params: { additionalProperty: 'email_only' } },
      { keyword: 'enum', params: { allowedValues: ['public'] } },
    ]
    const failure = await fail(create(await serve([ghostError(422, { details })])))
    expect(failure.hint).toContain('does not have `email_only`')
    expect((await fail(create(await serve([ghostError(422, { details: 'odd' })])))).hint).toBeUndefined()
  })

  test('the words of a server are cut: it may quote the whole post', async () => {
    const site = await serve([ghostError(500, { context: 'x'.repeat(100_000) })])
    expect((await fail(create(site))).message.length).toBeLessThan(500)
  })

  test('no key and no token in any message, nor in the events', async () => {
    const token = jsonwebtoken.sign({}, 'x', { keyid: ADMIN_KEY.id })
    const said = `bad ${ADMIN_KEY.id}:${ADMIN_KEY.secret} ${token}`
    const site = await serve([ghostError(422, { message: said, context: said })])
    const failure = await fail(create(site))
    const text = `${failure.message} ${failure.hint} ${JSON.stringify(site.events)}`
    expect(text).not.toContain(ADMIN_KEY.secret)
    expect(text).not.toContain(token)
  })
})

test.each([
  ['http://no-such-host.invalid', /no host of that name/],
  ['http://127.0.0.1:1', /blocked by the Fetch standard/],
])('%s', async (url, message) => {
  const { connection } = connect(url)
  const failure = await fail(askAdmin(connection, { method: 'GET', path: 'posts/' }))
  expect(failure.code).toBe('site/unreachable')
  expect(failure.message).toMatch(message)
  expect(failure.hint).toBeDefined()
})
