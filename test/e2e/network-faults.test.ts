import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import type { DescribedOutcome } from '../../src/report/outcome/explain-result.ts'
import { listFiles } from './crashes/read-site-state.ts'
import { nameRequest } from './crashes/strike.ts'
import { drawPng } from './draw-png.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { type Fault, startFaultProxy } from './fault-proxy.ts'
import { openWorkspace, type Run } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// Every way in which a network breaks, on every kind of request that a push makes, all the way through that push. Each ends in bounded time,
// with a message that is written down in the golden file, and with the next push everything is as it should be.
//
// Here every fault meets three kinds of requests and every kind some faults; `npm run test:faults` takes the whole table.
// GHOST_SYNC_WRITE_GOLDEN=1 npm run test:faults -- --runs 0 writes the golden file anew.

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')

const KINDS = ['site', 'settings', 'list', 'read', 'probe', 'upload', 'create', 'update', 'delete'] as const
type Kind = (typeof KINDS)[number]

const WHOLE_TABLE = process.env.GHOST_SYNC_FAULTS_RUNS !== undefined

/** Four attempts with their pauses or two time-outs are some 20 s; the rest is for a machine that is busy with much else. */
const BOUND_MILLISECONDS = 120_000

/** Given out by the faults that need to be waited for. */
const TIMEOUT_SECONDS = 3

const page = '<!doctype html><title>Sign in</title><p>Please sign in.'

let strangerUrl = ''
const strangerSaw: string[] = []

const FAULTS: Readonly<Record<string, () => Fault>> = {
  'connection refused': () => ({ kind: 'refuse' }),
  'reset before the server has acted': () => ({ kind: 'lose-request' }),
  'reset after the server has acted': () => ({ kind: 'lose-answer' }),
  'answer cut off midway': () => ({ kind: 'cut' }),
  '500': () => ({ kind: 'answer', status: 500 }),
  '502': () => ({ kind: 'answer', status: 502, headers: { 'content-type': 'text/html' }, body: page }),
  '503': () => ({ kind: 'answer', status: 503, headers: { 'content-type': 'text/html' }, body: page }),
  '504': () => ({ kind: 'answer', status: 504, headers: { 'content-type': 'text/html' }, body: page }),
  '429 for seconds': () => ({ kind: 'answer', status: 429, headers: { 'retry-after': '1' } }),
  '429 until a date': () => ({
    kind: 'answer',
    status: 429,
    headers: { 'retry-after': new Date(Date.now() + 1000).toUTCString() },
  }),
  'never an answer': () => ({ kind: 'hang' }),
  'an answer that drips': () => ({ kind: 'drip', milliseconds: 250 }),
  'a page with status 200': () => ({
    kind: 'answer',
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: page,
  }),
  'JSON without its end': () => ({
    kind: 'rewrite',
    rewrite: ({ headers, body }) => ({ headers, body: body.slice(0, body.length / 2) }),
  }),
  'JSON with another content type': () => ({
    kind: 'rewrite',
    rewrite: ({ headers, body }) => ({ headers: { ...headers, 'content-type': 'text/plain' }, body }),
  }),
  'redirect to another host': () => ({
    kind: 'answer',
    status: 302,
    headers: { location: `${strangerUrl}/ghost/api/admin/` },
  }),
}

/** Exit code and what was said, by fault and kind of request. */
type Golden = Record<string, Record<string, readonly string[]>>

const goldenPath = join(import.meta.dirname, 'golden/network-faults.json')
const golden = JSON.parse(readFileSync(goldenPath, 'utf8')) as Golden
const isWriting = process.env.GHOST_SYNC_WRITE_GOLDEN !== undefined

const stranger = createServer((request, response) => {
  strangerSaw.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'no token'}`)
  response.end('{}')
})

beforeAll(async () => {
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`
})

afterAll(() => {
  stranger.close()
  if (isWriting) writeFileSync(goldenPath, `${JSON.stringify(golden, null, 2)}\n`)
})

describe.concurrent('a push through a network with', () => {
  test.each(Object.keys(FAULTS).map((name, nth) => [name, nth] as const))(
    '%s',
    { timeout: 900_000 },
    async (name, nth) => {
      const found: Record<string, readonly string[]> = {}
      await tryAll(`net${nth}`, FAULTS[name] ?? (() => ({ kind: 'hang' })), chooseKinds(nth), (kind, said) => {
        found[kind] = said
      })
      if (isWriting) golden[name] = { ...golden[name], ...found }
      const wanted = golden[name] ?? {}
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((kind) => [kind, wanted[kind]])))
      expect(strangerSaw).toEqual([])
    },
  )
})

/** One that reads, one that writes a post, and the upload. */
function chooseKinds(nth: number): readonly Kind[] {
  if (WHOLE_TABLE) return KINDS
  const reads = ['list', 'settings', 'site', 'read', 'probe'] as const
  const writes = ['create', 'update', 'delete'] as const
  return [reads[nth % 5] ?? 'list', writes[nth % 3] ?? 'create', 'upload']
}

async function tryAll(
  lane: string,
  fault: () => Fault,
  kinds: readonly Kind[],
  tell: (kind: Kind, said: readonly string[]) => void,
): Promise<void> {
  const proxy = await startFaultProxy(site?.url ?? '')
  const through = { ...site, url: proxy.url } as typeof site & object
  const workspace = openWorkspace({
    name: lane,
    sites: [through],
    policies: { maxDeletes: 10, timeoutSeconds: 60, concurrency: 1 },
  })
  const config = workspace.read('ghost-sync.config.json')
  const line = openLine(site as typeof site & object, `#${lane}`)
  const isSlow = ['hang', 'drip'].includes(fault().kind)
  const push = () => workspace.run('push', '--json', '--prune')

  // Every push updates a post, creates one with a picture, and deletes the one of the push before.
  const change = (turn: number) => {
    workspace.write(`content/posts/${lane}-edit.md`, `---\ntitle: Edit ${turn}\nstatus: draft\n---\nText ${turn}.\n`)
    if (turn > 0) workspace.remove(`content/posts/${lane}-new-${turn - 1}.md`)
    workspace.write(`content/posts/${lane}-${turn}.png`, drawPng(8, 8, [turn, Number(lane.slice(3)), 77]))
    workspace.write(
      `content/posts/${lane}-new-${turn}.md`,
      `---\ntitle: New ${turn}\nstatus: draft\n---\n![A picture](${lane}-${turn}.png)\n`,
    )
  }
  try {
    change(0)
    expect(await push()).toMatchObject({ code: 0 })
    for (const [nth, kind] of kinds.entries()) {
      change(nth + 1)
      if (isSlow) {
        workspace.write(
          'ghost-sync.config.json',
          config.replace('"timeoutSeconds": 60', `"timeoutSeconds": ${TIMEOUT_SECONDS}`),
        )
      }
      proxy.setRule((request) => (nameRequest(request) === kind ? fault() : undefined))
      const started = performance.now()
      const run = await push()
      expect(performance.now() - started).toBeLessThan(BOUND_MILLISECONDS)
      tell(kind, readMessages(run, proxy.url, lane))
      proxy.setRule(() => undefined)
      await proxy.resume()
      await proxy.settle()
      workspace.write('ghost-sync.config.json', config)
      const healed = await push()
      expect(healed, `${kind}: ${healed.stdout}${healed.stderr}`).toMatchObject({ code: 0 })
      const posts = (await listRemote(line, [`${lane}-new-${nth + 1}-2`, `${lane}-edit-2`])).map(
        ({ fields }) => fields.title,
      )
      expect([...posts].sort(), kind).toEqual([`Edit ${nth + 1}`, `New ${nth + 1}`])
      expect(listFiles(site?.contentFolder ?? '', lane), kind).toHaveLength(nth + 2)
    }
    expect(await push()).toMatchObject({ code: 0 })
  } finally {
    proxy.setRule(() => undefined)
    await proxy.settle()
    await proxy.close()
    for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
    rmSync(workspace.folder, { recursive: true, force: true })
  }
}

/** Exit code, failures and conflicts, without what differs from run to run. */
function readMessages({ code, stdout, stderr }: Run, url: string, lane: string): readonly string[] {
  const { sites } = JSON.parse(stdout) as { readonly sites: readonly [DescribedOutcome] }
  const [{ failure, results }] = sites
  const said = [`exit ${code}`]
  if (failure !== undefined) said.push(`the site: ${failure.code}: ${failure.message} ${failure.hint ?? ''}`)
  for (const result of results) {
    if (result.kind === 'failed') said.push(`${result.path}: ${result.code}: ${result.message} ${result.hint ?? ''}`)
    if (result.kind === 'conflict') said.push(`${result.path}: conflict: ${result.message} ${result.hint ?? ''}`)
    if (result.kind === 'skipped') said.push(`${result.path}: skipped: ${result.reason}`)
  }
  // Progress is told every few seconds.
  const told = stderr.replace(/^main: \d+ of \d+ (?:posts|uploads)\n/gm, '')
  if (told !== '') said.push(told)
  return said.map((text) =>
    text
      .replaceAll(url, 'SITE')
      // Asked side by side: either may be the one that is named.
      .replaceAll(/GET ghost\/api\/admin\/(posts|pages)\/(?=[ ,])/g, 'GET LIST')
      .replaceAll(/GET ghost\/api\/admin\/(settings|users|tiers|newsletters|themes|tags)\/(?=[ ,])/g, 'GET SETTINGS')
      // One of them Ghost answers with 501, which was cut off like the others.
      .replaceAll(/(GET SETTINGS) with status \d+/g, '$1 with status N')
      .replaceAll(strangerUrl, 'STRANGER')
      .replaceAll(lane, 'LANE')
      .replaceAll(/\b[0-9a-f]{24}\b/g, 'ID')
      .replaceAll(/-\d-[0-9a-f]{16}\./g, '-N-HASH.')
      .replaceAll(/\/\d{4}\/\d\d\//g, '/YEAR/MONTH/')
      .replaceAll(/(New|Edit|new|edit)( |-)\d/g, '$1$2N')
      .replaceAll(/, for \d+ s/g, ', for N s')
      // Where a backup is, is named after its second.
      .replaceAll(/\S+\/backups\/[\dTZ-]+( \(to bring it back: ghost-sync restore )[\dTZ-]+/g, 'BACKUPS/TIME$1TIME')
      .replaceAll(/\d+ characters long/g, 'N characters long'),
  )
}
