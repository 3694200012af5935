import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGzip } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { listPosts } from '../../src/ghost/posts/list-posts.ts'
import { createPost } from '../../src/ghost/posts/write-post.ts'
import { askAdmin } from '../../src/ghost/transport/ask-admin.ts'
import { downloadFile } from '../../src/ghost/uploads/download-file.ts'
import { GhostSyncFailure } from '../../src/model/failure.ts'
import { openSiteFiles } from '../../src/pull/files/site-files.ts'
import { readFraming } from '../../src/watch/preview/framing.ts'
import { connect } from './connect.ts'

const MIB = 2 ** 20
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A server that says of itself that it is a Ghost at `home`, its own address unless something else is given. */
async function serveGhost(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  home?: string,
): Promise<string> {
  const own = await serve((request, response) => {
    if (request.url === '/ghost/api/admin/site/') {
      const site = { version: '5.130', title: 'Hostile', url: home ?? own }
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ site }))
    }
    handle(request, response)
  })
  return own
}

async function fail(work: Promise<unknown>): Promise<GhostSyncFailure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof GhostSyncFailure) return error
  throw new Error(`expected a GhostSyncFailure, got ${String(error)}`, { cause: error })
}

/** JSON without end, in 1000 times fewer bytes. @returns how much of it was made, before compression */
function sendBomb(response: ServerResponse): { made: number } {
  const count = { made: 0 }
  const zip = createGzip({ level: 9 })
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
  zip.pipe(response)
  zip.write('{"posts":[{"title":"')
  const piece = Buffer.alloc(MIB, 'a')
  const more = () => {
    if (response.destroyed || count.made > 1500 * MIB) return
    count.made += MIB
    if (zip.write(piece)) setImmediate(more)
    else zip.once('drain', more)
  }
  more()
  return count
}

describe('an answer is read as far as the limit, however much it becomes', () => {
  test('1.5 GB in 1.5 MB of gzip', async () => {
    let bomb = { made: 0 }
    const url = await serveGhost((_, response) => {
      bomb = sendBomb(response)
    })
    const { connection } = connect(url, { maxAnswerBytes: 8 * MIB })
    const failure = await fail(askAdmin(connection, { method: 'GET', path: 'posts/' }))
    expect([failure.code, failure.exitCode]).toEqual(['site/answer-too-large', 5])
    expect(failure.message).toContain('more than 8.0 MiB in answer to GET ghost/api/admin/posts/')
    expect(failure.hint).toContain('policies.maxAnswerSize')
    expect(connection.traffic.received).toBeLessThan(9 * MIB)
    expect(bomb.made).toBeLessThan(700 * MIB)
  })

  test('of a write nobody knows whether it was done, and it is not repeated', async () => {
    let writes = 0
    const url = await serveGhost((_, response) => {
      writes += 1
      response.writeHead(200, { 'content-type': 'application/json' }).end(`{"posts":["${'x'.repeat(MIB)}"]}`)
    })
    const { connection } = connect(url, { maxAnswerBytes: MIB / 2 })
    expect((await fail(createPost(connection, 'post', { title: 'T' }))).code).toBe('ghost/no-answer')
    expect(writes).toBe(1)
  })

  test('an answer of exactly the limit is whole, with letters that are cut between two pieces', async () => {
    const body = JSON.stringify({ posts: [], filler: 'ü€😀'.repeat(40_000) })
    const url = await serveGhost((_, response) => {
      const bytes = Buffer.from(body)
      response.writeHead(200, { 'content-type': 'application/json' })
      for (let at = 0; at < bytes.length; at += 1013) response.write(bytes.subarray(at, at + 1013))
      response.end()
    })
    const { connection } = connect(url, { maxAnswerBytes: Buffer.byteLength(body) })
    await expect(askAdmin(connection, { method: 'GET', path: 'posts/' })).resolves.toEqual(JSON.parse(body))
  })
})

describe('what is nested so deep that it would overflow the stack is no answer', () => {
  const nest = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  const serveText = (text: string) =>
    serveGhost((_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(text))
  const row = (more: Record<string, unknown>) => ({
    id: '1',
    title: 'T',
    slug: 't',
    status: 'draft',
    updated_at: '2026-01-02T03:04:05.000Z',
    ...more,
  })

  test('an answer', async () => {
    const url = await serveText(`{"posts":[${nest(100_000)}]}`)
    const failure = await fail(askAdmin(connect(url).connection, { method: 'GET', path: 'posts/' }))
    expect([failure.code, failure.exitCode]).toEqual(['ghost/bad-answer', 5])
    expect(failure.message).toContain('nested more than 500 deep')
  })

  test.each(['lexical', 'mobiledoc'])('a document (%s)', async (format) => {
    const posts = [row({ [format]: `{"root":{"type":"root","children":[${nest(100_000)}]}}` })]
    const url = await serveText(JSON.stringify({ posts }))
    const failure = await fail(listPosts(connect(url).connection, 'post', 'status:draft'))
    expect([failure.code, failure.exitCode]).toEqual(['ghost/bad-answer', 5])
    expect(failure.message).toContain('nested more than 500 deep')
  })
})

describe('a list', () => {
  const row = (id: number, size: number) => ({
    id: String(id).padStart(24, '0'),
    title: 'x'.repeat(size),
    slug: `p-${id}`,
    status: 'draft',
    updated_at: '2026-01-02T03:04:05.000Z',
  })
  const answer = (response: ServerResponse, posts: readonly unknown[], next: number | null) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ posts, meta: { pagination: { next } } }))

  test('of long posts is read in smaller pages, and none is missing', async () => {
    const limits: number[] = []
    const url = await serveGhost((request, response) => {
      const { searchParams } = new URL(String(request.url), 'http://x')
      // What posts without a document are asked for besides.
      if (searchParams.get('fields') === 'id,html') return void answer(response, [], null)
      const limit = Number(searchParams.get('limit'))
      limits.push(limit)
      const after = Number(/id:>'0*(\d+)'/.exec(searchParams.get('filter') ?? '')?.[1] ?? 0)
      const ids = Array.from({ length: 25 }, (_, index) => index + 1).filter((id) => id > after)
      const page = ids.slice(0, limit)
      answer(
        response,
        page.map((id) => row(id, 50_000)),
        page.length < ids.length ? 2 : null,
      )
    })
    const { connection } = connect(url, { maxAnswerBytes: 600_000 })
    const posts = await listPosts(connection, 'post', 'status:draft')
    expect(posts.map(({ fields }) => fields.slug)).toEqual(Array.from({ length: 25 }, (_, index) => `p-${index + 1}`))
    expect(limits).toEqual([100, 10, 10, 10])
  })

  test('that never ends is given up', async () => {
    let id = 0
    const url = await serveGhost((_, response) => {
      id += 1
      answer(response, [row(id, 100_000)], 2)
    })
    const { connection } = connect(url, { maxAnswerBytes: 200_000 })
    const failure = await fail(listPosts(connection, 'post', 'status:draft'))
    expect([failure.code, failure.exitCode]).toEqual(['site/list-too-large', 5])
    expect(id).toBeLessThan(20)
  })
})

describe('files', () => {
  test('pass through: what is kept of one is its hash', async () => {
    const url = await serveGhost((_, response) => void response.end('hello'))
    const files = openSiteFiles(connect(url).connection, { maxBytes: 100 })
    const pieces: Uint8Array[] = []
    const saved = await files.save(`${url}/content/files/a.pdf`, (piece) => void pieces.push(piece))
    expect(saved).toEqual({ kind: 'file', hash: '2cf24dba5fb0a30e', size: 5 })
    expect(Buffer.concat(pieces).toString()).toBe('hello')
    expect(await files.hash(`${url}/content/files/a.pdf`)).toEqual(saved)
  })

  test('of one run end at their limit, those that are turned away included', async () => {
    const url = await serveGhost((_, response) => void response.end('x'.repeat(60)))
    const files = openSiteFiles(connect(url).connection, { maxBytes: 50, maxTotal: 100 })
    const of = (name: string) => files.save(`${url}/content/files/${name}.pdf`, () => {})
    const reasons = []
    for (const name of ['a', 'b', 'c']) {
      const saved = await of(name)
      reasons.push(saved.kind === 'refused' ? saved.reason : saved.kind)
    }
    expect(reasons).toEqual(['it is larger than 50 bytes', 'it is larger than 50 bytes', 'it is larger than 50 bytes'])
    const small = openSiteFiles(connect(url).connection, { maxBytes: 70, maxTotal: 100 })
    expect((await small.save(`${url}/content/files/a.pdf`, () => {})).kind).toBe('file')
    expect(await small.save(`${url}/content/files/b.pdf`, () => {})).toEqual({
      kind: 'refused',
      reason: 'with it, the files of this run would come to more than `content.maxAssetsSize`',
    })
  })

  test('what the taker throws is its own failure, and not that of the site', async () => {
    const url = await serveGhost((_, response) => void response.end('hello'))
    const full = downloadFile(connect(url).connection, `${url}/a.pdf`, { maxBytes: 100, left: 100 }, () => {
      throw new TypeError('disk full')
    })
    await expect(full).rejects.toThrow('disk full')
  })
})

describe('whether a site may be framed is asked of the site that the config names', () => {
  const setTrap = async () => {
    const seen: string[] = []
    const url = await serve((request, response) => {
      seen.push(String(request.url))
      response.end('x')
    })
    return { url, seen }
  }
  const ORIGIN = 'http://127.0.0.1:4000'

  test('and of no other host that a post names', async () => {
    const trap = await setTrap()
    const url = await serveGhost((_, response) => void response.end())
    const { connection } = connect(url)
    expect(await readFraming(connection, `${trap.url}/admin/reboot`, ORIGIN)).toBe(false)
    expect(await readFraming(connection, `${url}@${trap.url.slice(7)}/`, ORIGIN)).toBe(false)
    expect(await readFraming(connection, 'file:///etc/passwd', ORIGIN)).toBe(false)
    expect(trap.seen).toEqual([])
  })

  test('nor of the address that the server says to be its own', async () => {
    const trap = await setTrap()
    const asked: string[] = []
    const url = await serveGhost((request, response) => {
      asked.push(String(request.url))
      response.writeHead(200, { 'x-frame-options': 'DENY' }).end()
    }, trap.url)
    expect(await readFraming(connect(url).connection, `${trap.url}/hello/`, ORIGIN)).toBe(false)
    expect([asked, trap.seen]).toEqual([['/hello/'], []])
  })

  test('without following a redirect, and without a token', async () => {
    const trap = await setTrap()
    const tokens: unknown[] = []
    const url = await serveGhost((request, response) => {
      tokens.push(request.headers.authorization)
      response.writeHead(302, { location: `${trap.url}/x` }).end()
    })
    expect(await readFraming(connect(url).connection, `${url}/hello/`, ORIGIN)).toBe(true)
    expect([tokens, trap.seen]).toEqual([[undefined], []])
  })

  test('and a site that does not answer gets the benefit of the doubt', async () => {
    const url = await serveGhost((_, response) => response.destroy())
    expect(await readFraming(connect(url).connection, `${url}/hello/`, ORIGIN)).toBe(true)
  })
})
