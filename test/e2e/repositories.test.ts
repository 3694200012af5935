import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { readTestSites } from './test-sites.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const [site] = readTestSites()

const HUGO = {
  'hugo.toml': 'baseURL = "https://former.example"\n',
  'content/team.md': '---\ntitle: The team of the hills\n---\nWe walk.\n',
  'content/posts/2020/first-walk.md':
    '---\ntitle: The first walk\ndate: 2020-01-02\nauthor: Nobody Here\ntags: [Walks]\n---\nSee [the second](/posts/2021/second-walk/) ![gone](/gone.png).\n',
  'content/posts/2021/second-walk.md': '---\ntitle: The second walk\ndate: 2021-01-02\n---\nIt was *long*.\n',
  'content/posts/2021/draft-walk.md': '---\ntitle: A draft of a walk\ndraft: true\n---\nNot yet.\n',
  'content/docs/manual.md': '---\ntitle: Manual\n---\nx\n',
}

// `npm run repositories` as the docs name it, on a repository that git clones from this machine.
test('a repository goes through init, check, plan, push and comparison', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ghost-sync-repositories-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const place = join(folder, 'acme+walks')
  for (const [path, text] of Object.entries(HUGO)) {
    mkdirSync(dirname(join(place, path)), { recursive: true })
    writeFileSync(join(place, path), text)
  }
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: place })
  git('init', '-q')
  git('add', '.')
  git('commit', '-q', '-m', 'Walks')
  const list = join(folder, 'list.json')
  const output = join(folder, 'results.json')
  writeFileSync(list, JSON.stringify([{ name: 'acme/walks', tool: 'hugo', push: true }]))
  const options = ['--from', folder, '--list', list, '--output', output, '--no-write', '--site', site?.url ?? '']
  const env = { ...process.env, GHOST_ADMIN_API_KEY: site?.adminKey }
  const { stdout } = await run(process.execPath, [join(root, 'scripts/repositories.mjs'), ...options], { env })
  expect(stdout).toContain('| acme/walks |')
  const [result] = JSON.parse(readFileSync(output, 'utf8'))
  expect(result).toMatchObject({
    posts: 4,
    postable: 4,
    errors: {},
    created: 4,
    failed: [],
    pending: 0,
    compared: 4,
    silent: 0,
  })
  expect(result.warnings).toEqual({ 'asset/missing': 1 })
})
