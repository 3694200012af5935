import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { runComposite } from '../action/run-composite.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { startFakeGithub } from './fake-github.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/** action.yml, run step by step as GitHub's runner does, on the events of one pull request's life. */

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
// Every test is a dozen processes one after the other: no measure of anything, and enough for a machine with something else to do.
vi.setConfig({ testTimeout: 360_000 })
const NAME = 'action'
let workspace: Workspace
let lines: readonly Connection[]
let github: Awaited<ReturnType<typeof startFakeGithub>>
let base = ''

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
    cwd: workspace.folder,
    encoding: 'utf8',
  }).trim()

const pull = (rest: Record<string, unknown> = {}, from = 'o/r') => ({
  name: 'pull_request',
  value: {
    action: 'synchronize',
    pull_request: { number: 7, base: { sha: base }, head: { repo: { full_name: from } } },
    repository: { default_branch: 'main' },
    ...rest,
  },
})

async function run(
  event: Parameters<typeof runComposite>[0]['event'],
  inputs: Record<string, string> = {},
  env: Readonly<Record<string, string>> = workspace.env,
) {
  const done = await runComposite({ folder: workspace.folder, event, inputs, env, api: github.api })
  for (const secret of [...Object.values(workspace.env), 'token-of-the-run'])
    expect(done.log + done.summary + JSON.stringify(github.state.comments)).not.toContain(secret)
  return done
}

beforeAll(async () => {
  workspace = openWorkspace({ name: NAME, sites: [site] })
  lines = [openLine(site, `#${NAME}`), openLine(site, `#${NAME}-preview`)]
  github = await startFakeGithub()
  workspace.write('.gitignore', '.runner-*\n')
  workspace.write('content/a.md', '---\ntitle: A | @team\nslug: action-a\nstatus: published\n---\nText.\n')
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-qm', 'first')
  base = git('rev-parse', 'HEAD')
  workspace.write('content/b.md', '---\ntitle: B\nslug: action-b\ncolour: red\n---\nText.\n')
  git('switch', '-qc', 'work')
  git('add', '-A')
  git('commit', '-qm', 'work')
})

afterAll(async () => {
  github.close()
  for (const line of lines) for (const post of await listRemote(line)) await deletePost(line, post.type, post.id)
})

test('a pull request: annotations at file and line, a summary, outputs, and a comment', async () => {
  const marker = '<!-- ghost-sync comment . -->'
  // A stranger's comment that begins like ours is nobody's to change.
  const stranger = { id: 1, body: `${marker} mine`, user: { type: 'User' }, html_url: '' }
  github.state.comments.push(stranger)
  const { code, log, summary, outputs } = await run(pull())
  expect(code).toBe(0)
  expect(
    log.match(/^::warning file=content\/b\.md,line=4,title=ghost-sync front-matter\/unknown-key::/gm),
  ).toHaveLength(1)
  expect(summary).toContain('### ghost-sync check')
  expect(summary).toContain('### ghost-sync plan')
  expect(outputs).toMatchObject({ mode: 'review', errors: '0', warnings: '1', changes: '2', conflicts: '0' })
  const [, comment] = github.state.comments
  expect(outputs['comment-url']).toBe(comment?.html_url)
  expect(comment?.body.startsWith(marker)).toBe(true)
  expect(comment?.body).toContain('2 to create')
  expect(comment?.body).not.toMatch(/@team/)
  expect(comment?.body.match(/unknown-key/g)).toHaveLength(1)
  expect(github.state.authorization).toBe('Bearer token-of-the-run')
  expect(stranger.body).toBe(`${marker} mine`)
  for (const line of lines) expect(await listRemote(line)).toEqual([])
})

test('the next commit changes that comment in place, and links drafts', async () => {
  const { code, outputs } = await run(pull(), { changed: 'true', preview: 'true' })
  expect(code).toBe(0)
  expect(github.state.comments).toHaveLength(2)
  const [, comment] = github.state.comments
  expect(comment?.body).toContain('1 to create')
  expect(outputs['preview-urls']).toMatch(/^http\S+\/p\/[0-9a-f-]{36}\/$/)
  expect(comment?.body).toContain(`](${outputs['preview-urls']})`)
  const drafts = await listRemote(lines[1] as Connection)
  expect(drafts.map(({ fields }) => [fields.slug, fields.status])).toEqual([['action-b-preview-pr-7', 'draft']])
})

test('without the permission there is a warning with its hint, and no failure', async () => {
  github.state.status = 403
  const { code, log } = await run(pull())
  github.state.status = 200
  expect(code).toBe(0)
  expect(log).toContain('::warning title=ghost-sync comment::The comment was not written: GitHub answered 403.')
  expect(log).toContain('pull-requests: write')
})

test('a fork gets check without keys and without a word to the API; problems fail the step', async () => {
  const asked = github.state.asked.length
  const clean = await run(pull({}, 'stranger/r'), {}, {})
  expect([clean.code, clean.outputs.mode]).toEqual([0, 'check'])
  const strict = await run(pull({}, 'stranger/r'), { strict: 'true' }, {})
  expect(strict.code).toBe(3)
  expect(github.state.asked).toHaveLength(asked)
})

test('the main branch is published, and the closed pull request takes its drafts along', async () => {
  const value = { before: base, repository: { default_branch: 'main' } }
  const pushed = await run({ name: 'push', value, ref: 'refs/heads/main' })
  expect([pushed.code, pushed.outputs.mode, pushed.outputs.changes]).toEqual([0, 'push', '2'])
  expect(pushed.outputs.urls?.split('\n')).toContain(`${site.url}/action-a/`)
  expect(await listRemote(lines[0] as Connection)).toHaveLength(2)
  const closed = await run(pull({ action: 'closed' }), { preview: 'true' })
  expect([closed.code, closed.outputs.mode]).toEqual([0, 'clean'])
  expect(await listRemote(lines[1] as Connection)).toEqual([])
  expect(await listRemote(lines[0] as Connection)).toHaveLength(2)
})

test('the nightly run and the button look at everything, whatever `changed` says', async () => {
  for (const name of ['schedule', 'workflow_dispatch']) {
    const value = { repository: { default_branch: 'main' } }
    const { code, outputs } = await run({ name, value, ref: 'refs/heads/main' }, { changed: 'true' })
    expect([code, outputs.mode, outputs.changes, outputs.conflicts]).toEqual([0, 'push', '0', '0'])
  }
})

test('pull_request_target, with which a stranger would have the keys, is refused', async () => {
  const { code, log } = await run({ ...pull({}, 'stranger/r'), name: 'pull_request_target' })
  expect(code).toBe(2)
  expect(log).toContain('Use pull_request')
})
