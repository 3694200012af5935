import { onTestFinished } from 'vitest'
import type { Action, Payload, PlanFlags, SitePlan } from '../../src/diff/plan.ts'
import { planSite } from '../../src/diff/plan-site.ts'
import { composeBody } from '../../src/ghost/posts/compose-body.ts'
import { composePost } from '../../src/ghost/posts/compose-post.ts'
import { listAllPosts } from '../../src/ghost/posts/list-posts.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import type { SiteFacts } from '../../src/ghost/site/site-facts.ts'
import { assumeCapabilities } from '../../src/ghost/transport/capabilities.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import type { WriteContext } from '../../src/publish/publish-context.ts'
import type { DesiredPost } from '../../src/scan/source/desired-post.ts'
import { makeInput, makeStamp, PROJECT, SITE } from '../diff/sample-posts.ts'
import { connect } from '../ghost/connect.ts'
import { ghostError, type Reply, type Seen, startFaultServer } from '../ghost/transport/fault-server.ts'

/** A post as the Admin API sends it. */
export type Row = Record<string, unknown> & { id: string; slug: string; updated_at: string }

/** What befalls one request. */
export type Fault =
  | 'passes'
  /** The connection is cut before anything was done. */
  | 'unseen'
  /** It is done, and its answer is lost. */
  | 'unheard'
  | Reply
  /** Something happens right before it. */
  | (() => void)

export interface FakeGhost {
  readonly connection: Connection
  readonly waits: readonly number[]
  readonly posts: Map<string, Row>
  /** Every write that arrived, `PUT posts`, lost or not. */
  readonly writes: () => string[]
  /** How many requests have arrived, of any kind. */
  readonly count: () => number
  readonly bodies: Record<string, unknown>[]
  /** What befalls the next requests of this kind (`PUT posts`, `GET posts/id`), in order; those after them pass. */
  readonly befall: (kind: string, ...faults: Fault[]) => void
  /** What Ghost shows of a post from its next save on. */
  render: () => string | null
  /** Whether it sends what is published with a newsletter. */
  sends: boolean
  /** Somebody saves a post in Ghost Admin. */
  readonly edit: (slug: string, fields: Record<string, unknown>) => void
  /** A post that a push of this file has left. */
  readonly seed: (desired: DesiredPost, fields?: Record<string, unknown>) => Row
  readonly remote: () => Promise<readonly RemotePost[]>
  /** Names of uploaded files. */
  readonly files: Set<string>
  readonly texts: () => string[]
}

export const FACTS: SiteFacts = {
  version: '5.130',
  major: 5,
  capabilities: assumeCapabilities('v5'),
  title: 'T',
  url: SITE,
  timezone: 'Etc/UTC',
  authors: [{ id: 'A1', slug: 'owner', name: 'Owner', email: 'owner@example.com' }],
  tiers: [],
  newsletters: [],
  templates: undefined,
}

/** Ghost's record of an e-mail that it begins to send. */
export const RECORD = { status: 'pending', email_count: 3 }

export const REFUSED = ghostError(403, { type: 'NoPermissionError' })

const TAG = '#ghost-sync'
const BEGAN = Date.parse('2026-11-20T10:00:00.000Z')

/**
 * Decides as Ghost 5 does what a publisher's requests lead to, in memory: collisions by `updated_at`, `slug-2` for a slug that is taken, 404 for what
 * is deleted. What a test asks for befalls single requests. The end-to-end tests hold the same decisions against the real one.
 */
export async function startFakeGhost(): Promise<FakeGhost> {
  const posts = new Map<string, Row>()
  const tags: Row[] = []
  const files = new Set<string>()
  const faults = new Map<string, Fault[]>()
  const bodies: Record<string, unknown>[] = []
  let [saves, made] = [0, 0]
  const tick = () => new Date(BEGAN + 1000 * saves++).toISOString()
  const newId = () => {
    made += 1
    return made.toString(16).padStart(24, '0')
  }
  const takeSlug = (slug: string): string => {
    const isTaken = (name: string) => [...posts.values()].some((row) => row.slug === name)
    let free = slug
    for (let nth = 2; isTaken(free); nth += 1) free = `${slug}-${nth}`
    return free
  }
  const create = (type: string, fields: Record<string, unknown>): Row => {
    const slug = takeSlug(String(fields.slug))
    const row = { authors: [{ slug: 'owner' }], tags: [], status: 'draft', visibility: 'public', ...fields }
    const post = { ...row, id: newId(), slug, type, url: `${SITE}/${slug}/`, html: ghost.render(), updated_at: tick() }
    posts.set(post.id, post)
    return post
  }

  const answer = (request: Seen): Reply => {
    const url = new URL(request.path, SITE)
    const [resource = '', id] = url.pathname.replace(/^.*\/admin\//, '').split('/')
    if (request.method === 'HEAD') {
      const isThere = files.has(url.pathname.replace(/^.*\//, ''))
      return { status: isThere ? 200 : 404, headers: { 'content-type': 'image/png' } }
    }
    if (id === 'upload') {
      const name = /filename="([^"]+)"/.exec(request.body)?.[1] ?? ''
      files.add(name)
      return { status: 201, body: { [resource]: [{ url: `${SITE}/content/${resource}/2026/11/${name}` }] } }
    }
    const sent = request.body === '' || request.method === 'GET' ? {} : readFields(request, resource)
    if (request.method !== 'GET') bodies.push(sent)
    if (resource === 'tags') return answerTags(request.method, id, sent)
    const reply = (row: Row, status = 200): Reply => ({ status, body: { [resource]: [row] } })
    const type = resource.slice(0, -1)
    if (request.method === 'POST') return reply(create(type, sent), 201)
    if (id === undefined || id === '') {
      const rows = [...posts.values()].filter(
        (row) => row.type === type && isFound(row, url.searchParams.get('filter')),
      )
      const pagination = { page: 1, limit: 100, pages: 1, total: rows.length, next: null, prev: null }
      return { status: 200, body: { [resource]: rows, meta: { pagination } } }
    }
    const row = posts.get(id)
    if (row === undefined || row.type !== type) return ghostError(404, { type: 'NotFoundError' })
    if (request.method === 'GET') return reply(row)
    if (request.method === 'DELETE') {
      posts.delete(id)
      return { status: 204 }
    }
    if (sent.updated_at !== row.updated_at) return ghostError(409, { type: 'UpdateCollisionError' })
    const slug = sent.slug === undefined || sent.slug === row.slug ? row.slug : takeSlug(String(sent.slug))
    const newsletter = url.searchParams.get('newsletter')
    const takesIt = ghost.sends && newsletter !== null && row.status === 'draft'
    const mail = { newsletter: { slug: newsletter }, email_segment: url.searchParams.get('email_segment') }
    const email = sent.status === 'published' ? { ...mail, email: RECORD } : sent.status === 'scheduled' ? mail : {}
    Object.assign(
      row,
      sent,
      { slug, url: `${SITE}/${slug}/`, html: ghost.render(), updated_at: tick() },
      takesIt && email,
    )
    return reply(row)
  }

  const answerTags = (method: string, id: string | undefined, sent: Record<string, unknown>): Reply => {
    if (method === 'POST') tags.push({ slug: 'ledger', updated_at: '', ...sent, id: newId() })
    if (method === 'PUT') Object.assign(tags.find((tag) => tag.id === id) ?? {}, sent)
    return { status: 200, body: { tags } }
  }

  const server = await startFaultServer((request) => {
    const [resource = '', id = ''] = request.path.replace(/^.*\/admin\//, '').split(/[/?]/)
    const kind = `${request.method} ${resource}${request.method === 'GET' && /^[0-9a-f]{24}$/.test(id) ? '/id' : ''}`
    const fault = faults.get(kind)?.shift() ?? 'passes'
    if (fault === 'unseen') return 'hang-up'
    if (typeof fault === 'function') fault()
    else if (fault !== 'passes' && fault !== 'unheard') return fault
    const reply = answer(request)
    return fault === 'unheard' ? 'hang-up' : structuredClone(reply)
  })
  server.probe = { status: 200, body: { site: { version: '5.130', title: 'T', url: `${SITE}/` } } }
  onTestFinished(() => server.close())
  const { connection, waits } = connect(server.url)
  const ghost: FakeGhost = {
    render: () => '<p>Text.</p>',
    sends: true,
    connection,
    waits,
    posts,
    files,
    bodies,
    count: () => server.seen.length,
    writes: () =>
      server.seen
        .filter(({ method }) => method !== 'GET' && method !== 'HEAD')
        .map(({ method, path }) => `${method} ${/\/admin\/(\w+)/.exec(path)?.[1]}`),
    befall: (kind, ...next) => faults.set(kind, next),
    edit: (slug, fields) => {
      const row = [...posts.values()].find((post) => post.slug === slug)
      if (row === undefined) throw new Error(`nothing is called ${slug}`)
      Object.assign(row, { updated_at: tick() }, fields)
    },
    seed: (desired, fields = {}) => {
      const body = composeBody(desired.body, makeStamp(desired), FACTS)
      const wire = composePost({ fields: { tags: [], ...desired.fields }, body, ownershipTag: TAG, facts: FACTS })
      return create(desired.type, { ...wire, ...fields })
    },
    remote: () => listAllPosts(connection),
    texts: () => [...posts.values()].map((row) => `${row.slug}: ${String(row.title)}`),
  }
  return ghost
}

function readFields({ body }: Seen, resource: string): Record<string, unknown> {
  const [fields] = JSON.parse(Buffer.from(body, 'latin1').toString('utf8'))[resource]
  // Authors are written by id and read with their slugs.
  return fields.authors === undefined ? fields : { ...fields, authors: [{ slug: 'owner' }] }
}

/** `slug:['a','b']`, `id:'x'`; any other filter finds all. */
function isFound(row: Row, filter: string | null): boolean {
  const [, key, values = ''] = /^(slug|id):\[?([^\]]*)/.exec(filter ?? '') ?? []
  if (key !== 'slug' && key !== 'id') return true
  return values.split(',').includes(`'${row[key]}'`) || values.split(',').includes(row[key])
}

export function makeContext(ghost: FakeGhost, more: Partial<WriteContext> = {}): WriteContext {
  return {
    connection: ghost.connection,
    facts: FACTS,
    backups: undefined,
    ownershipTag: TAG,
    project: PROJECT,
    ledger: { entries: new Map(), marks: new Map(), tags: [] },
    concurrency: 1,
    assets: new Map(),
    remote: [],
    openFile: () => Promise.reject(new Error('no file was to be opened')),
    onProgress: () => {},
    consent: { kind: 'hold' },
    signal: new AbortController().signal,
    uploaded: new Map(),
    failedAssets: new Map(),
    ...more,
  }
}

export interface Planned {
  readonly plan: SitePlan
  readonly remote: readonly RemotePost[]
}

/** Plans these files on the site as it is now; what has no file is removed as `onRemove` says. */
export async function planOn(
  ghost: FakeGhost,
  desired: readonly DesiredPost[],
  onRemove: 'report' | 'unpublish' | 'delete' = 'report',
  flags: Partial<PlanFlags> = {},
): Promise<Planned> {
  const remote = await ghost.remote()
  const policies = { onRemove, maxDeletes: undefined }
  const input = makeInput(desired, remote, { policies })
  return { plan: planSite({ ...input, flags: { ...input.flags, ...flags } }), remote }
}

/** The only action of a plan, which has to be of this kind. */
export function onlyAction<Kind extends Action['kind']>(
  { plan }: Planned,
  kind: Kind,
): Extract<Action, { kind: Kind }> {
  const [action] = plan.actions
  if (action?.kind !== kind || plan.actions.length !== 1)
    throw new Error(`not one ${kind} but ${plan.actions.map((other) => other.kind).join(', ')}`)
  return action as Extract<Action, { kind: Kind }>
}

/** A payload with nothing in it but what is given. */
export function makePayload(more: Partial<Payload>): Payload {
  return { fields: {}, stamp: { v: 1, project: PROJECT, path: 'a.md', fields: {} }, assets: [], ...more }
}
