import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/** A pull request's life: its drafts are made, renewed, looked at and removed, and the real posts never notice. */

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
const NAME = 'preview-drafts'
const PREVIEW_TAG = `#${NAME}-preview`
let workspace: Workspace
let real: Connection
let drafts: Connection
let base: string

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
    cwd: workspace.folder,
    encoding: 'utf8',
  }).trim()

beforeAll(async () => {
  workspace = openWorkspace({ name: NAME, sites: [site] })
  real = openLine(site, `#${NAME}`)
  drafts = openLine(site, PREVIEW_TAG)
  const { write } = workspace
  write('content/one.md', '---\ntitle: One\nslug: pd-one\nstatus: published\n---\nSee [two](two.md).\n')
  write('content/two.md', '---\ntitle: Two\nslug: pd-two\nstatus: published\n---\nText.\n')
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-qm', 'first')
  base = git('rev-parse', 'HEAD')
  expect((await workspace.run('push')).code).toBe(0)
  git('switch', '-qc', 'work')
  write('content/one.md', '---\ntitle: One, better\nslug: pd-one\nstatus: published\n---\nSee [two](two.md). More.\n')
  write(
    'content/new.md',
    '---\ntitle: New\nslug: pd-new\nstatus: published\nnewsletter: default-newsletter\n---\nSee [one](one.md).\n',
  )
  git('add', '-A')
  git('commit', '-qm', 'work')
})

afterAll(async () => {
  for (const line of [real, drafts])
    for (const post of await listRemote(line)) await deletePost(line, post.type, post.id)
})

interface Result {
  readonly kind: string
  readonly path: string
  readonly url: string
}

async function preview(...args: string[]): Promise<{ code: number | null; results: readonly Result[] }> {
  const run = await workspace.run('push', '--preview', 'pr-7', '--json', ...args)
  expect(run.stderr).not.toContain('error')
  const { sites } = JSON.parse(run.stdout) as { sites: readonly { results: readonly Result[] }[] }
  return { code: run.code, results: sites[0]?.results ?? [] }
}

test('what the branch changes stands there as drafts, at links that anybody can open', async () => {
  const before = await listRemote(real)
  const { code, results } = await preview('--changed', base)
  expect(code).toBe(0)
  expect(results.map(({ kind, path }) => [kind, path])).toEqual([
    ['created', 'new.md'],
    ['created', 'one.md'],
  ])
  for (const { url } of results) expect(url).toMatch(/\/p\/[0-9a-f]{8}-[0-9a-f-]{27}\/$/)
  const page = await fetch(results[1]?.url ?? '')
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('One, better')
  const made = await listRemote(drafts)
  expect(made.map(({ fields }) => [fields.slug, fields.status]).sort()).toEqual([
    ['pd-new-preview-pr-7', 'draft'],
    ['pd-one-preview-pr-7', 'draft'],
  ])
  // A link leads where it will lead once both are published.
  const shown = made.find(({ fields }) => fields.title === 'New')
  expect(JSON.stringify(shown?.body)).toContain(`${site.url}/pd-one/`)
  expect(await listRemote(real)).toEqual(before)
})

test('a plan of the project knows nothing of them, and --prune removes none', async () => {
  const plan = await workspace.run('plan', '--prune', '--max-deletes', '100')
  expect(plan.stdout).not.toContain('preview')
  expect(plan.stdout).toContain('1 to create, 1 to update, 1 unchanged')
  const pulled = await workspace.run('pull', '--all', '--dry-run')
  expect(pulled.stdout).not.toContain('pd-new-preview')
})

test('the next push renews them in place', async () => {
  const ids = (await listRemote(drafts)).map(({ id }) => id).sort()
  workspace.write('content/new.md', workspace.read('content/new.md').replace('title: New', 'title: Newer'))
  const { results } = await preview('--changed', base)
  expect(results.map(({ kind, path }) => [kind, path])).toEqual([
    ['updated', 'new.md'],
    ['unchanged', 'one.md'],
  ])
  expect((await listRemote(drafts)).map(({ id }) => id).sort()).toEqual(ids)
  const report = await workspace.run('push', '--preview', 'pr-7', '--changed', base, '--report', 'markdown')
  expect(report.stdout).toContain('### ghost-sync preview pr-7')
  for (const { url } of results) expect(report.stdout).toContain(`](${url})`)
})

test('refuses to be more than a preview', async () => {
  const run = await workspace.run('push', '--preview', 'pr-7', '--send-email')
  expect([run.code, run.stderr.includes('usage/preview-and-more')]).toEqual([2, true])
  expect((await workspace.run('push', '--preview', 'PR 7')).stderr).toContain('usage/preview-name')
})

test('clean removes the drafts of that preview, and nothing else', async () => {
  expect((await workspace.run('push', '--preview', 'other', 'content/two.md')).code).toBe(0)
  const edited = (await listRemote(drafts)).find(({ fields }) => fields.slug === 'pd-new-preview-pr-7')
  if (edited === undefined) throw new Error('no draft to edit')
  await editAsAdmin(drafts, edited, { title: 'A reviewer was here' })
  const before = await listRemote(real)

  const cleaned = await workspace.run('preview', 'clean', 'pr-7')
  expect(cleaned.stdout).toContain('preview/edited')
  const slugs = async () => (await listRemote(drafts)).map(({ fields }) => fields.slug).sort()
  expect(await slugs()).toEqual(['pd-new-preview-pr-7', 'pd-two-preview-other'])

  const forced = await workspace.run('preview', 'clean', 'pr-7', '--force')
  expect(forced.code).toBe(0)
  expect(await slugs()).toEqual(['pd-two-preview-other'])
  // The command that it names brings the draft back, as one of the preview.
  const kept = /ghost-sync restore (\S+)\)/.exec(forced.stderr)?.[1] ?? 'none'
  const restored = await workspace.run('restore', kept, '--yes')
  expect([restored.code, restored.stderr]).toEqual([0, ''])
  expect(await slugs()).toEqual(['pd-new-preview-pr-7', 'pd-two-preview-other'])
  expect((await workspace.run('restore', 'latest', '--yes')).code).toBe(0)
  expect((await workspace.run('preview', 'clean', 'pr-7', '--force')).code).toBe(0)
  expect(await slugs()).toEqual(['pd-two-preview-other'])
  const again = await workspace.run('preview', 'clean', 'pr-7')
  expect([again.code, again.stdout]).toEqual([0, 'There are no drafts of a preview "pr-7".\n'])
  expect(await listRemote(real)).toEqual(before)
})

test('one that somebody published stays', async () => {
  const [shown] = await listRemote(drafts)
  if (shown === undefined) throw new Error('no draft to publish')
  await editAsAdmin(drafts, shown, { status: 'published' })
  const run = await workspace.run('preview', 'clean', 'other', '--force')
  expect(run.stdout).toContain('preview/published')
  expect(await listRemote(drafts)).toHaveLength(1)
})
