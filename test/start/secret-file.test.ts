import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { checkIgnored, checkSecretFile } from '../../src/start/secret-file.ts'
import { runCommand } from '../commands/run-command.ts'

/** Where a key would be written that a repository chose, or would show. */

const URL = 'http://127.0.0.1:9'
let outside = ''
let folder = ''

beforeEach(() => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), 'ghost-sync-secret-')))
  onTestFinished(() => rmSync(outside, { recursive: true }))
  folder = join(outside, 'blog')
  mkdirSync(folder)
  writeFileSync(join(outside, 'profile'), 'MINE=1\n')
  git('init', '-q')
})

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: folder, stdio: 'pipe' })
const put = (path: string, text: string) => {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const init = (cwd = folder) => runCommand(cwd, ['init', '--url', URL], {})
const isWritten = (path: string) => existsSync(join(folder, path))

describe('init refuses, before it writes anything,', () => {
  test.each([
    ['.env', '../profile'],
    ['.env', '../not-there'],
    ['.env', 'other'],
  ])('a %s that is a link to %s', async (path, target) => {
    put('other', '')
    symlinkSync(target, join(folder, path))
    const { code, stderr } = await init()
    expect([code, stderr]).toEqual([6, expect.stringContaining('secret/link: .env is a symbolic link')])
    expect(readFileSync(join(outside, 'profile'), 'utf8')).toBe('MINE=1\n')
    expect([existsSync(join(outside, 'not-there')), isWritten('.gitignore')]).toEqual([false, false])
  })

  test.each([
    ['.gitignore', '../profile', '.gitignore'],
    ['ghost-sync.config.ts', '../not-there', 'ghost-sync.config.ts'],
    ['.github', '..', '.github/workflows/ghost-sync.yml'],
    ['.github/workflows', '../..', '.github/workflows/ghost-sync.yml'],
    ['.vscode', '..', '.vscode/ghost-sync.code-snippets'],
    ['content', '..', 'content/posts/hello-from-git.md'],
  ])('a link %s to %s', async (link, target, file) => {
    mkdirSync(join(folder, link, '..'), { recursive: true })
    symlinkSync(target, join(folder, link))
    const { code, stderr } = await init()
    expect([code, stderr]).toEqual([
      6,
      expect.stringContaining(`init/link: ${link} is a symbolic link, and ${file} would`),
    ])
    expect(readFileSync(join(outside, 'profile'), 'utf8')).toBe('MINE=1\n')
    expect(existsSync(join(outside, 'not-there'))).toBe(false)
    expect(isWritten('.env')).toBe(false)
  })

  test.each(['kept', 'removed again'])('a tracked .env that is %s', async (state) => {
    put('.env', 'OTHER=1\n')
    git('add', '.env')
    git('commit', '-qm', 'first')
    if (state === 'removed again') rmSync(join(folder, '.env'))
    const { code, stderr } = await init()
    expect([code, stderr]).toEqual([6, expect.stringContaining('secret/tracked: git tracks .env')])
    expect(stderr).toContain('git rm --cached .env')
    expect([isWritten('.gitignore'), isWritten('ghost-sync.config.ts')]).toEqual([false, false])
  })

  test('one that is tracked below the top of the repository', async () => {
    put('web/blog/.env', '')
    git('add', '.')
    const { code, stderr } = await init(join(folder, 'web/blog'))
    expect([code, stderr]).toEqual([6, expect.stringContaining('git tracks web/blog/.env')])
  })

  test('one that cannot be asked about', async () => {
    put('.git/index', 'no index')
    const { code, stderr } = await init()
    expect([code, stderr]).toEqual([6, expect.stringContaining('secret/git-failed')])
    expect(isWritten('.gitignore')).toBe(false)
  })
})

test('init puts .env into .gitignore first, and writes no key where another line undoes that', async () => {
  put('.gitignore', '.env\n!.env\n')
  const { code, stderr } = await init()
  expect([code, stderr]).toEqual([6, expect.stringContaining('secret/not-ignored: git does not ignore .env')])
  expect(isWritten('.env')).toBe(false)
  put('.gitignore', '!.env\n')
  expect((await init()).code).toBe(0)
  expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('!.env\n.env\n')
  expect(isWritten('.env')).toBe(true)
})

test('a whole file that is there and a link stays as it is', async () => {
  put('shared.yml', 'mine')
  put('.github/workflows/x', '')
  symlinkSync('../../shared.yml', join(folder, '.github/workflows/ghost-sync.yml'))
  expect((await init()).stdout).toContain('= .github/workflows/ghost-sync.yml  is there already')
  expect(readFileSync(join(folder, 'shared.yml'), 'utf8')).toBe('mine')
})

describe('sandbox start --write-env refuses, before it starts anything,', () => {
  const start = (file: string) => {
    const env = { GHOST_SYNC_DATA: join(outside, 'data'), GHOST_SYNC_CACHE: join(outside, 'cache') }
    return runCommand(folder, ['sandbox', 'start', 'main', '--write-env', file], { env: { ...process.env, ...env } })
  }

  test.each([
    ['a link', '.env', 'secret/link'],
    ['a file behind a link', 'out/sandbox.env', 'secret/link'],
    ['a tracked file', 'tracked.env', 'secret/tracked'],
    ['a file that git does not ignore', 'seen.env', 'secret/not-ignored'],
  ])('%s', async (_, file, code) => {
    symlinkSync('../profile', join(folder, '.env'))
    symlinkSync('..', join(folder, 'out'))
    put('tracked.env', '')
    git('add', 'tracked.env')
    const run = await start(file)
    expect([run.code, run.stderr]).toEqual([6, expect.stringContaining(code)])
    expect(existsSync(join(outside, 'data'))).toBe(false)
    expect(readFileSync(join(outside, 'profile'), 'utf8')).toBe('MINE=1\n')
  })
})

test('outside of a repository, and for an ignored file, nothing is refused', async () => {
  const lone = join(outside, 'sandbox.env')
  await checkSecretFile(lone, process.env)
  await checkIgnored(lone, process.env)
  put('.gitignore', '*.env\n')
  await checkSecretFile(join(folder, 'a/b.env'), process.env)
  await checkIgnored(join(folder, 'a/b.env'), process.env)
})
