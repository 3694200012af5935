import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace, type Run, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// Everything that every command prints, at its most talkative, on a real Ghost: no key, no half of one, no token. Each run of a workspace is
// looked through for the keys of its sites (`openWorkspace`); a key that does not fit any site is looked for here.

const [first] = readTestSites()
if (first === undefined) throw new Error('no site')
const site = first
const NAME = 'secrets'
const FILE = 'content/posts/secrets.md'
const WRONG = `${'5ec4e7'.repeat(4)}:${'0123456789abcdef'.repeat(4)}`
let workspace: Workspace

/** By the first word, which is how `--help` lists them. */
const COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ['init', '--url', site.url, '--json-config'],
  ['new', 'Another one'],
  ['check', '--json', FILE],
  ['render', '--lexical', FILE],
  ['plan', '--verbose', '--diff'],
  ['push', '--verbose', '--yes'],
  ['push', '--verbose', '--json', '--force'],
  ['preview', 'clean', 'none', '--verbose'],
  ['pull', '--verbose', '--all', '--dry-run'],
  ['restore', '--verbose'],
  ['list', '--verbose', '--all', '--json'],
  ['open', '--verbose', '--print', FILE],
  ['sites', '--verbose', '--json'],
  ['doctor', '--verbose'],
  ['sandbox', 'status'],
  ['schema'],
  ['completion', 'bash'],
  ['help'],
]

beforeAll(() => {
  workspace = openWorkspace({ name: NAME, sites: [site] })
  workspace.write(FILE, '---\ntitle: Secrets\nstatus: draft\n---\nText.\n')
})

afterAll(async () => {
  const line = openLine(site, `#${NAME}`)
  for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
  rmSync(workspace.folder, { recursive: true, force: true })
})

function expectNothingOf(key: string, { stdout, stderr }: Run): void {
  const shown = (stdout + stderr).toLowerCase()
  for (const part of [key, key.split(':')[1] ?? key]) {
    expect(shown).not.toContain(part)
    expect(shown).not.toContain(encodeURIComponent(part).toLowerCase())
  }
}

test('every command is here', async () => {
  const { stdout } = await workspace.run('--help')
  const listed = [...(/\nCommands:\n([\s\S]*?)\n\n/.exec(stdout)?.[1] ?? '').matchAll(/^ {2}(\w+)/gm)].map(
    ([, name]) => name,
  )
  expect(listed.length).toBeGreaterThan(15)
  expect([...new Set([...COMMANDS.map(([name]) => name), 'watch'])].sort()).toEqual(listed.sort())
})

test.each(COMMANDS.map((args) => [args.join(' '), args] as const))('%s', async (_, args) => {
  const run = await workspace.runWith({ GHOST_ADMIN_API_KEY: site.adminKey }, ...args)
  expect(run.code, run.stderr).not.toBe(1)
  expect(run.stdout + run.stderr).not.toBe('')
})

test('watch', async () => {
  const run = workspace.start('watch', '--verbose', '--preview')
  await expect.poll(run.printed, { timeout: 60_000 }).toContain('Watching ')
  workspace.write(FILE, '---\ntitle: Secrets, saved\nstatus: draft\n---\nText.\n')
  await expect.poll(run.printed, { timeout: 60_000 }).toMatch(/secrets\.md/)
  run.kill('SIGINT')
  expect((await run.done).code).not.toBe(1)
})

describe('with a key that the site refuses', () => {
  const asking = ['plan', 'push', 'pull', 'list', 'sites', 'doctor', 'preview']
  const commands = COMMANDS.filter(([name]) => asking.includes(name))
  test.each(commands.map((args) => [args.join(' '), args] as const))('%s', async (_, args) => {
    const run = await workspace.runWith({ MAIN_ADMIN: WRONG }, ...args)
    expect([2, 5]).toContain(run.code)
    expectNothingOf(WRONG, run)
  })
})

// A bug of our own, with the worst in its message, where no command can catch it.
describe('the report of a crash', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiIvYWRtaW4vIn0.c2lnbmF0dXJl'
  test.each([
    ['thrown', 'throw'],
    ['rejected', 'void Promise.reject'],
  ])('%s', async (name, act) => {
    const path = join(workspace.folder, `crash-${name}.mjs`)
    const error = `new Error(\`lost \${process.env.MAIN_ADMIN} Ghost ${token}\`, { cause: new Error(process.env.MAIN_CONTENT) })`
    // As soon as the program has begun.
    workspace.write(
      `crash-${name}.mjs`,
      `const timer = setInterval(() => {
        if (process.listenerCount('uncaughtException') === 0) return
        clearInterval(timer)
        ${act} (${error})
      }, 10)`,
    )
    const run = await workspace.runWith({ NODE_OPTIONS: `--import ${path}` }, 'watch', '--verbose')
    expect(run.code).toBe(1)
    expect(run.stderr).toContain('ghost-sync met a bug of its own')
    expect(run.stderr).toContain('lost [redacted] Ghost [redacted]')
    expect(run.stderr).toContain('caused by: Error: [redacted]')
  })
})
