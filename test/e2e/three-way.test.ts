import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Action, Plan } from '../../src/diff/plan.ts'
import { composePost } from '../../src/ghost/posts/compose-post.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { deletePost, updatePost } from '../../src/ghost/posts/write-post.ts'
import { readSiteFacts, type SiteFacts } from '../../src/ghost/site/site-facts.ts'
import { askAdmin } from '../../src/ghost/transport/ask-admin.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import {
  FIELD_NAMES,
  FIELDS,
  type FieldDefinition,
  type FieldName,
  type FieldValue,
  type PostType,
} from '../../src/model/fields.ts'
import { askAsOwner } from './ask-as-owner.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { inviteAuthor } from './invite-author.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/**
 * The decision table of docs/how-it-works.md, every row for every field, for posts and pages, on a real Ghost. Five posts of each type carry all fields, each
 * field in another row on each of them; a sixth has them all in conflict, which keeps the whole post from being written.
 */

const [site] = readTestSites()
const NAME = 'three-way'
const ROWS = ['unchanged', 'update', 'drift', 'same', 'unmanaged'] as const
type Row = (typeof ROWS)[number] | 'conflict'

/** What stands in the base, in the file and in Ghost, where they differ. */
type Values = readonly [base: FieldValue, local: FieldValue, remote: FieldValue]

const image = (name: string) => `https://images.example.com/${name}.png`

/** Fields that a post can have together, whatever row each is in. `tiers` needs a visibility of its own, an e-mail only post cannot be published. */
const TOGETHER: Partial<Record<FieldName, Values>> = {
  title: ['Base', 'From the file', 'By an editor'],
  slug: ['base', 'from-the-file', 'by-an-editor'],
  body: ['The text.', 'From the file.', 'By an editor.'],
  status: ['draft', 'published', 'published'],
  published_at: ['2024-01-01T10:00:00.000Z', '2024-02-02T10:00:00.000Z', '2024-03-03T10:00:00.000Z'],
  tags: [
    ['A', 'B'],
    ['B', 'A'],
    ['A', 'C'],
  ],
  featured: [false, true, true],
  visibility: ['public', 'members', 'paid'],
  custom_excerpt: ['Base', 'File', 'Editor'],
  feature_image: [image('base'), image('file'), image('editor')],
  feature_image_alt: ['Base', 'File', 'Editor'],
  feature_image_caption: ['Base', 'File', '<b>Editor</b>'],
  canonical_url: ['https://a.example.com/', 'https://b.example.com/', 'https://c.example.com/'],
  meta_title: ['Base', 'File', 'Editor'],
  meta_description: ['Base', 'File', 'Editor'],
  og_title: ['Base', 'File', 'Editor'],
  og_description: ['Base', 'File', 'Editor'],
  og_image: [image('base'), image('file'), image('editor')],
  twitter_title: ['Base', 'File', 'Editor'],
  twitter_description: ['Base', 'File', 'Editor'],
  twitter_image: [image('base'), image('file'), image('editor')],
  codeinjection_head: ['<!-- base -->', '<!-- file -->', '<!-- editor -->'],
  codeinjection_foot: ['<!-- base -->', '<!-- file -->', '<!-- editor -->'],
  custom_template: ['custom-base', 'custom-file', 'custom-editor'],
  email_subject: ['Base', 'File', 'Editor'],
  authors: [['annika'], ['benedikt'], ['benedikt', 'annika']],
  show_title_and_feature_image: [true, false, false],
}
const APART: Partial<Record<FieldName, Values>> = {
  title: ['Base', 'From the file', 'By an editor'],
  tiers: [['gold'], ['silver'], ['default-product']],
  email_only: [false, true, true],
}
/** Scheduled by an editor, for a date that no file of these speaks of. */
const WHEN: Partial<Record<FieldName, Values>> = {
  title: ['Base', 'From the file', 'By an editor'],
  status: ['draft', 'published', 'scheduled'],
}
const LATER = '2036-01-01T09:00:00.000Z'
/** Slugs of the second and third author, whom the owner invites below. */
const AUTHORS = ['annika', 'benedikt'] as const
/** Never left out of a file: without them it would have another name, or nothing to compare. */
const ALWAYS: readonly FieldName[] = ['title', 'slug', 'body']

interface Post {
  readonly type: PostType
  readonly path: string
  readonly name: string
  readonly cells: readonly { readonly field: FieldName; readonly row: Row; readonly values: Values }[]
}

function layOut(type: PostType, group: string, fields: Partial<Record<FieldName, Values>>): Post[] {
  const own = (Object.entries(fields) as [FieldName, Values][]).filter(([field]) => {
    const { only }: FieldDefinition = FIELDS[field]
    return only === undefined || only === type
  })
  return [...ROWS, 'conflict' as const].map((row, nth) => {
    const name = `${NAME}-${type}-${group}-${nth}`
    const cells = own.map(([field, [base, local, remote]], at) => {
      const values: Values =
        field === 'slug'
          ? [`${name}-${String(base)}`, `${name}-${String(local)}`, `${name}-${String(remote)}`]
          : [base, local, remote]
      const rotated = ROWS[(at + nth) % ROWS.length] ?? 'unchanged'
      // Between true and false there is no third value, so that both sides can only have changed to the same: a flag has no conflict, and the
      // table gives its columns for the file and for Ghost one value.
      const isTwo = JSON.stringify(local) === JSON.stringify(remote)
      const wanted: Row = row === 'conflict' ? (isTwo ? 'same' : 'conflict') : rotated
      const chosen = wanted === 'unmanaged' && ALWAYS.includes(field) ? 'unchanged' : wanted
      return { field, row: chosen, values }
    })
    return { type, name, path: `${type}s/${name}.md`, cells }
  })
}

const posts = (['post', 'page'] as const).flatMap((type) => [
  ...layOut(type, 'all', TOGETHER),
  ...layOut(type, 'apart', APART),
  ...layOut(type, 'when', WHEN),
])

const inFile = { unchanged: 0, update: 1, drift: 0, same: 1, unmanaged: undefined, conflict: 1 } as const
const inGhost = { unchanged: 0, update: 0, drift: 2, same: 1, unmanaged: 2, conflict: 2 } as const
const afterPush = { unchanged: 0, update: 1, drift: 2, same: 1, unmanaged: 2, conflict: 2 } as const

let workspace: Workspace
let line: Connection
let facts: SiteFacts
let plan: readonly Action[]
let code: number | null
let after: ReadonlyMap<string, RemotePost>
let again: readonly Action[]

function write(post: Post, side: 'base' | 'file'): void {
  const lines: string[] = []
  let body = ''
  for (const { field, row, values } of post.cells) {
    const index = side === 'base' ? (row === 'unmanaged' ? undefined : 0) : inFile[row]
    if (index === undefined) continue
    if (field === 'body') body = String(values[index])
    else lines.push(`${field}: ${JSON.stringify(values[index])}`)
    // Ghost keeps tiers with this visibility only.
    if (field === 'tiers') lines.push('visibility: tiers')
  }
  if (!lines.some((text) => text.startsWith('slug:'))) lines.push(`slug: ${post.name}`)
  workspace.write(`content/${post.path}`, `---\n${lines.join('\n')}\n---\n${body}\n`)
}

/** Pages through the API, which keeps the stamp; posts as Ghost Admin saves, which drops it. */
async function edit(post: Post, remote: RemotePost): Promise<void> {
  const changed = post.cells.filter(({ row }) => inGhost[row] !== 0)
  const value = ({ row, values }: Post['cells'][number]) => values[inGhost[row]]
  const fields = Object.fromEntries(
    changed.filter(({ field }) => field !== 'body').map((cell) => [cell.field, value(cell)]),
  )
  const more = {
    ...('tiers' in fields && { visibility: 'tiers' }),
    ...(fields.status === 'scheduled' && { published_at: LATER }),
  }
  const text = changed.find(({ field }) => field === 'body')
  const root = remote.body.kind === 'lexical' ? remote.body.root : undefined
  const written =
    text === undefined ? JSON.stringify(root) : JSON.stringify(root).replace('The text.', String(value(text)))
  const stamp =
    remote.base.kind === 'stamp' && post.type === 'page' ? `,"ghostSync":${JSON.stringify(remote.base.stamp)}` : ''
  const body =
    post.type === 'page' && text === undefined
      ? undefined
      : ({ format: 'lexical', text: `{"root":${written}${stamp}}` } as const)
  const wire = composePost({ fields: { ...fields, ...more }, body, ownershipTag: `#${NAME}`, facts })
  await updatePost(line, post.type, remote.id, { ...wire, updated_at: remote.updatedAt })
}

async function readPlan(): Promise<readonly Action[]> {
  const run = await workspace.run('plan', '--json')
  const { sites } = JSON.parse(run.stdout) as Plan
  const [own] = sites
  if (own === undefined || own.problems.length > 0) throw new Error(JSON.stringify([own?.problems, run.stderr]))
  return own.actions
}

beforeAll(async () => {
  if (site === undefined) throw new Error('no site')
  workspace = openWorkspace({ name: NAME, sites: [site] })
  line = openLine(site, `#${NAME}`)
  for (const name of ['Gold', 'Silver']) {
    const tier = { name, monthly_price: 500, yearly_price: 5000, currency: 'usd' }
    await askAdmin(line, { method: 'POST', path: 'tiers/', body: { kind: 'json', value: { tiers: [tier] } } })
  }
  for (const slug of AUTHORS) await inviteAuthor(site, slug)
  facts = await readSiteFacts(line)
  for (const post of posts) write(post, 'base')
  const first = await workspace.run('push')
  if (first.code !== 0) throw new Error(first.stdout + first.stderr)
  const remote = new Map((await listRemote(line)).map((post) => [pathOf(post), post]))
  for (const post of posts) {
    const made = remote.get(post.path)
    if (made === undefined) throw new Error(`${post.path} was not made`)
    await edit(post, made)
    write(post, 'file')
  }
  plan = await readPlan()
  code = (await workspace.run('push')).code
  after = new Map((await listRemote(line)).map((post) => [pathOf(post), post]))
  again = await readPlan()
})

afterAll(async () => {
  for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
  if (site === undefined) throw new Error('no site')
  const invited = facts.authors.filter(({ slug }) => AUTHORS.some((author) => author === slug))
  for (const { id } of invited) await askAsOwner(site, 'DELETE', `users/${id}/`)
  rmSync(workspace.folder, { recursive: true, force: true })
})

function pathOf({ base }: RemotePost): string {
  return base.kind === 'none' ? '' : base.stamp.path
}

/** How a plan judges a field of a post. */
function judge(actions: readonly Action[], path: string, field: FieldName): string {
  const action = actions.find((one) => one.path === path)
  if (action === undefined) return 'no action'
  const has = (changes: readonly { readonly field: FieldName }[]) => changes.some((change) => change.field === field)
  if ('drifts' in action && has(action.drifts)) return 'drift'
  if (action.kind === 'conflict') return has(action.conflicts) ? 'conflict' : 'left alone'
  if (action.kind === 'update' && has(action.changes)) return 'update'
  return 'left alone'
}

test('every field of fields.ts is here', () => {
  const here = new Set(posts.flatMap(({ cells }) => cells.map(({ field }) => field)))
  expect(FIELD_NAMES.filter((field) => !here.has(field))).toEqual([])
})

const cells = posts.flatMap((post) => post.cells.map((cell) => ({ ...cell, post })))

describe.each(['post', 'page'] as const)('%s', (type) => {
  describe.each([...ROWS, 'conflict'] as const)('%s', (row) => {
    const own = cells.filter((cell) => cell.post.type === type && cell.row === row)

    test.each(own.map((cell) => [cell.field, cell] as const))('%s', (field, { values, post }) => {
      const isStuck = post.cells.some((cell) => cell.row === 'conflict')
      const verdict = row === 'update' || row === 'drift' || row === 'conflict' ? row : 'left alone'
      expect(judge(plan, post.path, field)).toBe(verdict)
      expect(judge(again, post.path, field)).toBe(verdict === 'update' ? 'left alone' : verdict)
      const remote = after.get(post.path)
      const wanted = values[afterPush[row]]
      const found = field === 'body' ? JSON.stringify(remote?.body) : remote?.fields[field]
      if (field === 'body') expect(found).toContain(String(wanted))
      else expect(found).toEqual(wanted)
      expect(isStuck).toBe(plan.find(({ path }) => path === post.path)?.kind === 'conflict')
    })
  })
})

test('the push wrote all posts but those in conflict, and said so', () => {
  expect(code).toBe(4)
  const stuck = posts.filter((post) => post.cells.some(({ row }) => row === 'conflict')).map(({ path }) => path)
  expect(again.filter(({ kind }) => kind === 'conflict').map(({ path }) => path)).toEqual([...stuck].sort())
  expect(again.filter(({ kind }) => kind !== 'conflict' && kind !== 'unchanged')).toEqual([])
})
