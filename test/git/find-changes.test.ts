import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { reportWork } from '../../src/commands/output/progress.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { chooseBase } from '../../src/git/base-commit.ts'
import { scanContent } from '../../src/scan/scan-content.ts'
import { locateChosen } from '../../src/sync/scope.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const CONFIG = JSON.stringify({
  project: 'x',
  sites: { main: { url: 'https://x.example', adminKeyEnv: 'K', defaults: { feature_image: '/images/default.png' } } },
})

/** A repository with a project in a folder of its own, as it often is. */
function openRepository() {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'ghost-sync-changed-')))
  folders.push(top)
  const root = join(top, 'blog')
  const git = (...args: string[]) => {
    const name = ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false']
    return execFileSync('git', [...name, ...args], { cwd: top, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  }
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const commit = (message: string) => {
    git('add', '-A')
    git('commit', '-qm', message)
    return git('rev-parse', 'HEAD').trim()
  }
  git('init', '-q', '-b', 'main')
  write('ghost-sync.config.json', CONFIG)
  const post = (title: string, text: string, rest = '') => `---\ntitle: ${title}\n${rest}---\n${text}\n`
  write('content/target.md', post('Target', '## A heading\n\nText.'))
  write('content/links.md', post('Links', 'See [it](target.md#a-heading).'))
  write('content/shows.md', post('Shows', '![p](images/p.png)'))
  write('content/cover.md', post('Cover', 'x', 'feature_image: images/p.png\n'))
  write('content/other.md', post('Other', 'Nothing to do with it.'))
  write('content/images/p.png', 'one')
  write('content/images/default.png', 'one')
  const first = commit('first')
  git('switch', '-qc', 'work')
  return { top, root, git, write, commit, first, post }
}

async function choose(root: string, changed: string | true, env: Record<string, string> = {}, paths: string[] = []) {
  const said: string[] = []
  const loaded = await loadConfig({ cwd: root, env: {}, keys: 'ignored' })
  if (loaded.kind === 'invalid') throw new Error(JSON.stringify(loaded.problems))
  const { config } = loaded
  const scanned = await scanContent(config.content, config.rootDir)
  const io = {
    ...{ cwd: root, env: { PATH: process.env.PATH, ...env }, isTTY: false },
    ...{ now: () => new Date('2026-11-20T00:00:00Z'), stderr: (text: string) => void said.push(text) },
  }
  const chosen = await locateChosen({ ...io, ...reportWork(io) }, config, scanned, { paths, options: { changed } })
  return { chosen: chosen === undefined ? undefined : [...chosen].sort(), said: said.join('') }
}

describe('what was changed', () => {
  test('a text: that file alone', async () => {
    const { root, write, commit, post } = openRepository()
    write('content/target.md', post('Target, better', '## A heading\n\nOther text.'))
    commit('text')
    const { chosen, said } = await choose(root, true)
    expect(chosen).toEqual(['content/target.md'])
    expect(said).toMatch(/^Changed: 1 file touched since main \([0-9a-f]{8}\)\.\n$/)
  })

  test('a slug, a heading, a status or a place: also what links there', async () => {
    const { root, write, commit, git, post, first } = openRepository()
    const versions = [
      post('Target', '## A heading\n\nText.', 'slug: elsewhere\n'),
      post('Target', '## Another heading\n\nText.'),
      post('Target', '## A heading\n\nText.', 'status: published\n'),
    ]
    for (const text of versions) {
      write('content/target.md', text)
      commit('moved')
      expect((await choose(root, first)).chosen).toEqual(['content/links.md', 'content/target.md'])
      git('reset', '-q', '--hard', first)
    }
    renameSync(join(root, 'content/target.md'), join(root, 'content/moved.md'))
    commit('renamed')
    expect((await choose(root, true)).chosen).toEqual(['content/links.md', 'content/moved.md'])
  })

  test('a file that is gone: what links there, and nothing is said of it itself', async () => {
    const { root, commit } = openRepository()
    rmSync(join(root, 'content/target.md'))
    commit('gone')
    expect((await choose(root, true)).chosen).toEqual(['content/links.md'])
  })

  test('a picture, changed or gone: what shows it, in the text or above it', async () => {
    const { root, write, commit } = openRepository()
    write('content/images/p.png', 'two')
    commit('picture')
    const both = ['content/cover.md', 'content/shows.md']
    expect((await choose(root, true)).chosen).toEqual(both)
    rmSync(join(root, 'content/images/p.png'))
    commit('picture gone')
    expect((await choose(root, true)).chosen).toEqual(both)
  })

  test('the config, or a picture that its defaults name: everything', async () => {
    const { root, write, commit, git, first } = openRepository()
    write('content/images/default.png', 'two')
    commit('default')
    expect((await choose(root, true)).chosen).toEqual(['content'])
    git('reset', '-q', '--hard', first)
    write('ghost-sync.config.json', `${CONFIG}\n`)
    commit('config')
    const { chosen, said } = await choose(root, true)
    expect(chosen).toEqual(['content'])
    expect(said).toContain('all posts, since the config was changed')
  })

  test('nothing of this project: no post', async () => {
    const { root, top, commit } = openRepository()
    writeFileSync(join(top, 'README.md'), 'x')
    commit('elsewhere')
    expect((await choose(root, true)).chosen).toBeUndefined()
  })

  test('what is on disk counts: not committed, not known to git, not readable', async () => {
    const { root, write, post } = openRepository()
    write('content/other.md', post('Other', 'Changed.'))
    write('content/new.md', post('New', 'x'))
    write('content/broken.md', '---\ntitle: [\n---\nx\n')
    const all = ['content/broken.md', 'content/new.md', 'content/other.md']
    expect((await choose(root, true)).chosen).toEqual(all)
  })

  test('what the other branch did since is not ours', async () => {
    const { root, write, commit, git, post } = openRepository()
    git('switch', '-q', 'main')
    write('content/other.md', post('Other', 'Changed on main.'))
    commit('main went on')
    git('switch', '-q', 'work')
    write('content/target.md', post('Target', '## A heading\n\nMine.'))
    commit('mine')
    expect((await choose(root, 'main')).chosen).toEqual(['content/target.md'])
  })
})

describe('what to compare with', () => {
  test('is read from the event of GitHub', async () => {
    const { root, top, write, commit, first, post } = openRepository()
    write('content/other.md', post('Other', 'one'))
    const second = commit('one')
    write('content/target.md', post('Target', '## A heading\n\ntwo'))
    commit('two')
    const event = (value: unknown) => {
      writeFileSync(join(top, 'event.json'), JSON.stringify(value))
      return { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: join(top, 'event.json'), GITHUB_REF_NAME: 'work' }
    }
    const pull = await choose(root, true, event({ pull_request: { base: { sha: first } } }))
    expect(pull.chosen).toEqual(['content/other.md', 'content/target.md'])
    expect((await choose(root, true, event({ before: second }))).chosen).toEqual(['content/target.md'])
    await expect(choose(root, true, event({ schedule: '0 0 * * *' }))).rejects.toMatchObject({ code: 'git/no-base' })
  })

  test('a shallow clone is told with its hint', async () => {
    const { top, first, write, commit, post } = openRepository()
    write('content/other.md', post('Other', 'one'))
    commit('one')
    const clone = `${top}-clone`
    folders.push(clone)
    execFileSync('git', ['clone', '-q', '--depth', '1', '-b', 'work', pathToFileURL(top).href, clone])
    const env = { GITLAB_CI: 'true', CI_MERGE_REQUEST_DIFF_BASE_SHA: first }
    const failed = choose(join(clone, 'blog'), true, env)
    await expect(failed).rejects.toMatchObject({ code: 'git/shallow', hint: expect.stringContaining('fetch-depth: 0') })
  })

  test('mistakes are told: no such commit, an option, paths besides, no repository', async () => {
    const { root } = openRepository()
    await expect(choose(root, 'no-such')).rejects.toMatchObject({ code: 'git/unknown-ref', exitCode: 2 })
    await expect(choose(root, '--output=x')).rejects.toMatchObject({ code: 'git/unknown-ref' })
    await expect(choose(root, true, {}, ['content/other.md'])).rejects.toMatchObject({
      code: 'usage/changed-and-paths',
    })
    const bare = realpathSync(mkdtempSync(join(tmpdir(), 'ghost-sync-bare-')))
    folders.push(bare)
    mkdirSync(join(bare, 'content'))
    writeFileSync(join(bare, 'ghost-sync.config.json'), CONFIG)
    await expect(choose(bare, true)).rejects.toMatchObject({ code: 'git/no-repository' })
  })

  const zeros = '0'.repeat(40)
  const pushed = (before: string, default_branch = 'main') => ({ before, repository: { default_branch } })
  const github = { GITHUB_ACTIONS: 'true', GITHUB_REF_NAME: 'work' }
  const gitlab = { GITLAB_CI: 'true', CI_COMMIT_BRANCH: 'work', CI_DEFAULT_BRANCH: 'main' }
  test.each([
    [{}, undefined, { kind: 'default-branch' }],
    [github, { pull_request: { base: { sha: 'abc' } } }, { kind: 'commit', ref: 'abc' }],
    [github, pushed('abc'), { kind: 'commit', ref: 'abc' }],
    [github, pushed(zeros), { kind: 'commit', ref: 'origin/main' }],
    [{ ...github, GITHUB_REF_NAME: 'main' }, pushed(zeros), { kind: 'everything' }],
    [github, {}, { kind: 'unknown' }],
    [github, undefined, { kind: 'unknown' }],
    [{ ...gitlab, CI_MERGE_REQUEST_DIFF_BASE_SHA: 'abc' }, undefined, { kind: 'commit', ref: 'abc' }],
    [{ ...gitlab, CI_COMMIT_BEFORE_SHA: 'abc' }, undefined, { kind: 'commit', ref: 'abc' }],
    [{ ...gitlab, CI_COMMIT_BEFORE_SHA: zeros }, undefined, { kind: 'commit', ref: 'origin/main' }],
    [{ ...gitlab, CI_COMMIT_BRANCH: 'main', CI_COMMIT_BEFORE_SHA: zeros }, undefined, { kind: 'everything' }],
  ])('%j %j', (env, event, chosen) => {
    expect(chooseBase(env, event)).toEqual(chosen)
  })
})
