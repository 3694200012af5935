import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminRequest, askAdmin } from '../../src/ghost/transport/ask-admin.ts'
import type { Capabilities } from '../../src/ghost/transport/capabilities.ts'
import { identifySite } from '../../src/ghost/transport/identify-site.ts'
import { isObject, type JsonObject } from '../../src/ghost/transport/json-value.ts'
import { GHOST_6_NODES } from '../../src/ghost/transport/node-types.ts'
import { GhostSyncFailure } from '../../src/model/failure.ts'
import { FIELD_NAMES, FIELDS, type FieldDefinition, type FieldName, type PostType } from '../../src/model/fields.ts'
import { openLine } from './edit-in-ghost.ts'
import { readTestSites } from './test-sites.ts'

/**
 * What the table says of this Ghost, field by field, held against the server itself: one that it is wrong about would fail whole posts, or be lost. What
 * we make of it is in every-ghost.test.ts.
 */

const [site] = readTestSites()
if (site === undefined) throw new Error('there is no test site')
const line = openLine(site, '#capabilities')
const made: { readonly type: PostType; readonly id: string }[] = []
let can: Capabilities

beforeAll(async () => {
  can = (await identifySite(line)).capabilities
})

afterAll(async () => {
  for (const { type, id } of made) await askAdmin(line, { method: 'DELETE', path: `${type}s/${id}/`, attempts: 1 })
})

async function create(type: PostType, fields: JsonObject, query: AdminRequest['query'] = {}): Promise<JsonObject> {
  const body = { kind: 'json', value: { [`${type}s`]: [{ title: 'Capabilities', ...fields }] } } as const
  const answer = await askAdmin(line, { method: 'POST', path: `${type}s/`, query, body, attempts: 1 })
  const rows = answer[`${type}s`]
  const post: unknown = Array.isArray(rows) ? rows[0] : undefined
  if (!isObject(post) || typeof post.id !== 'string') throw new Error('Ghost answered without a post')
  made.push({ type, id: post.id })
  return post
}

/** The status that a request is refused with; 200 when it is not. */
async function statusOf(work: () => Promise<unknown>): Promise<number> {
  try {
    await work()
    return 200
  } catch (error) {
    if (error instanceof GhostSyncFailure && error.status !== undefined) return error.status
    throw error
  }
}

const ask = (path: string, query: AdminRequest['query'] = {}) => askAdmin(line, { method: 'GET', path, query })

const SAMPLES: Readonly<Partial<Record<FieldName, unknown>>> = {
  status: 'draft',
  visibility: 'members',
  tags: [{ name: 'Capabilities' }],
  authors: [site.owner.email],
  tiers: [],
  custom_template: 'custom-full',
  canonical_url: 'https://example.com/elsewhere/',
  // Ghost keeps false for a post that is sent to nobody.
  email_only: false,
}

function sampleOf(name: FieldName): unknown {
  if (name in SAMPLES) return SAMPLES[name]
  const { kind }: FieldDefinition = FIELDS[name]
  if (kind === 'flag') return true
  if (kind === 'date') return '2026-01-02T03:04:05.000Z'
  return kind === 'image' ? 'https://images.example.com/x.png' : `a ${name}`
}

describe('nodes of a body', () => {
  const words = (text: string) => ({
    type: 'extended-text',
    version: 1,
    text,
    format: 0,
    detail: 0,
    mode: 'normal',
    style: '',
  })
  const paragraph = (...children: object[]) => ({ type: 'paragraph', version: 1, children })
  const PROPERTIES: Readonly<Record<string, object>> = {
    list: { listType: 'bullet', tag: 'ul', start: 1, children: [] },
    header: { version: 2 },
    heading: { tag: 'h2', children: [] },
    'extended-heading': { tag: 'h2', children: [] },
  }
  const make = (type: string) => ({ ...words(''), type, ...PROPERTIES[type] })

  /** Whether Ghost shows the last paragraph of a post that has these blocks before it. */
  async function showsEnd(...blocks: object[]): Promise<boolean> {
    const children = [paragraph(words('Begin')), ...blocks, paragraph(words('The end'))]
    const lexical = JSON.stringify({
      root: { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children },
    })
    const { html } = await create('post', { lexical }, { formats: 'html' })
    return String(html).includes('The end')
  }

  test('those of the table are shown, and no others', async () => {
    if (can.bodyFormat !== 'lexical') return
    const { known, textOnly } = can.nodes
    const blocks = known.filter((type) => !textOnly.includes(type))
    expect(await showsEnd(...blocks.map(make), paragraph(...textOnly.map(make)))).toBe(true)
    for (const type of textOnly) expect(await showsEnd(make(type)), type).toBe(false)
    for (const type of [...GHOST_6_NODES.known, 'poll'])
      if (!known.includes(type)) {
        expect(await showsEnd(make(type)), type).toBe(false)
        const lexical = JSON.stringify({ root: { type: 'root', version: 1, children: [make(type)] } })
        expect(await statusOf(() => create('post', { lexical })), type).toBe(422)
      }
  })
})

describe.each(['post', 'page'] as const)('fields of a %s', (type) => {
  const written = FIELD_NAMES.filter((name) => name !== 'body')
  const ofType = written.filter((name) => ((FIELDS[name] as FieldDefinition).only ?? type) === type)

  test.each(ofType)('%s is held, or refused as the table says', async (name) => {
    // A page and a post may not share a slug.
    const sample = name === 'slug' ? `capabilities-${type}` : sampleOf(name)
    const isHeld = can.fields[type].includes(name)
    let post: JsonObject = {}
    const status = await statusOf(async () => {
      post = await create(type, { [name]: sample })
    })
    expect(status).toBe(isHeld ? 200 : 422)
    if (isHeld && (typeof sample === 'string' || typeof sample === 'boolean')) expect(post[name]).toBe(sample)
  })
})

test('the body is a document of the format that the table names', async () => {
  const lexical =
    '{"root":{"children":[{"type":"horizontalrule","version":1}],"direction":null,"format":"","indent":0,"type":"root","version":1}}'
  const mobiledoc = '{"version":"0.3.1","atoms":[],"cards":[["hr",{}]],"markups":[],"sections":[[10,0]]}'
  const isLexical = can.bodyFormat === 'lexical'
  expect(await statusOf(() => create('post', { lexical }))).toBe(isLexical ? 200 : 422)
  const post = await create('post', { [can.bodyFormat]: isLexical ? lexical : mobiledoc })
  expect(post[can.bodyFormat]).toBe(isLexical ? lexical : mobiledoc)
})

test.each(['public', 'members', 'paid', 'tiers'])('visibility %s is taken, or refused', async (visibility) => {
  const isTaken = can.visibilities.includes(visibility)
  expect(await statusOf(() => create('post', { visibility }))).toBe(isTaken ? 200 : 422)
})

test('what an integration may ask for', async () => {
  const refused = (status: number) => [404, 501].includes(status)
  const newsletters = await statusOf(() => ask('newsletters/'))
  expect(refused(newsletters)).toBe(can.newsletters.kind !== 'by-slug')
  expect(refused(await statusOf(() => ask('settings/')))).toBe(can.settings === 'content')
  // Whatever it says of an address at which nobody is: it was asked.
  expect(refused(await statusOf(() => ask('oembed/', { url: 'http://127.0.0.1:9/' })))).toBe(!can.embeds)
})

test('revisions are there where the table says so', async () => {
  const { id } = await create('post', {})
  const answer = await ask(`posts/${String(id)}/`, { include: 'post_revisions' })
  const [post] = answer.posts as readonly JsonObject[]
  expect(Array.isArray(post?.post_revisions)).toBe(can.revisions)
})
