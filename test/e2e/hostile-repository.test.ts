import { execFileSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { drawPng } from './draw-png.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { openWorkspace, type Run, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// What a stranger can put into a pull request, and a server that sends back what it was sent, against the built command line.

const [first] = readTestSites()
if (first === undefined) throw new Error('no site')
const site = first
const SECRETS = [site.adminKey, site.adminKey.split(':')[1] ?? '', site.contentKey]

/** What a terminal obeys, what hides, and what a CI system reads from a log. */
const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/
const CI_COMMAND = /^\s*::[a-z]|##\[|##vso/im

function expectClean({ stdout, stderr }: Run): void {
  expect(stdout + stderr).not.toMatch(CONTROL)
  expect(stdout + stderr).not.toMatch(CI_COMMAND)
  expectNoSecret(stdout + stderr)
}

function expectNoSecret(text: string): void {
  for (const secret of SECRETS) expect(text.toLowerCase()).not.toContain(secret)
  expect(text).not.toMatch(/eyJ[\w-]{10,}\./)
}

/** Every regular file under a folder, links left alone. */
function readAll(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    const stats = lstatSync(path)
    if (stats.isDirectory()) return readAll(path)
    return stats.isFile() ? [readFileSync(path, 'latin1')] : []
  })
}

describe('a pull request from a stranger', () => {
  const MARK = 'stolen-8c41'
  const EVIL = '\\e[2J\\e]52;c;ZXZpbA==\\a\\x9B31m\\r\\b\\u202E::error::x ##[group]y'
  let workspace: Workspace
  let proxy: FaultProxy
  let outside: string

  beforeAll(async () => {
    proxy = await startFaultProxy(site.url)
    const config = { content: { assetRoots: ['.'] } }
    workspace = openWorkspace({ name: 'hostile-repo', sites: [{ ...site, url: proxy.url }], config })
    const { write, folder } = workspace
    outside = `${folder}-outside`
    mkdirSync(join(outside, 'pages'), { recursive: true })
    writeFileSync(join(outside, 'pages/mine.md'), `# ${MARK}`)
    writeFileSync(join(outside, 'mine.pdf'), MARK)
    writeFileSync(join(outside, 'profile'), 'as it was')
    mkdirSync(join(folder, '.git'))
    write('.git/config', `[http] extraheader = ${MARK}`)
    write('.env', `MORE=${MARK}`)
    const link = (target: string, at: string) => symlinkSync(target, join(folder, at))

    write('content/posts/hr-good.md', '---\ntitle: Good\nstatus: draft\n---\n![A](hr-fine.png)\n')
    write('content/posts/hr-fine.png', drawPng(4, 3, [9, 99, 9]))
    write('content/posts/hr-title.md', `---\ntitle: "HR ${EVIL}"\nslug: hr-title\nstatus: draft\n---\nText.\n`)
    write(
      'content/posts/hr-wrong.md',
      `---\ntitle: W\nstatus: "${EVIL}"\n"::add-mask::k": 1\n---\n![::error::](\u202e.png)\n`,
    )
    write('content/posts/a\n::error::hr-name \u001b[2J\u009b.md', 'No title, and a name.')
    write('content/posts/::set-output name=a::b.md', 'No title.')
    write(
      'content/posts/hr-code.md',
      `---js\nrequire('fs').writeFileSync(${JSON.stringify(join(outside, 'pwned'))}, '')\n---\n`,
    )
    write('content/posts/hr-key.md', `---\ntitle: K\nstatus: draft\n---\nMy key is \`${site.adminKey}\`.\n`)
    for (const [nth, target] of [
      'linked.pdf',
      '../../../x/../mine.pdf',
      `file://${outside}/mine.pdf`,
      `${outside}/mine.pdf`,
      '/.env',
      '/.git/config',
      'environ.pdf',
      'folder/mine.pdf',
      '%2e%2e/%2e%2e/.env',
    ].entries())
      write(`content/posts/hr-link-${nth}.md`, `---\ntitle: L${nth}\nstatus: draft\n---\n[a](${target})\n`)
    link(join(outside, 'mine.pdf'), 'content/posts/linked.pdf')
    link(outside, 'content/posts/folder')
    link('/proc/self/environ', 'content/posts/environ.pdf')
    link('/proc/self/environ', 'content/posts/hr-environ.md')
    link('../../.git/config', 'content/posts/hr-git.md')
    link(join(outside, 'pages'), 'content/pages')
    link(join(outside, 'profile'), 'plan.json')
    execFileSync('mkfifo', [join(folder, 'content/posts/hr-pipe.md')])
  })

  afterAll(async () => {
    await proxy.close()
    const line = openLine(site, '#hostile-repo')
    for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
    for (const folder of [workspace.folder, outside]) rmSync(folder, { recursive: true, force: true })
  })

  test.each([
    ['check'],
    ['check', '--json'],
    ['check', '--report', 'markdown'],
    ['plan', '--diff', '--verbose'],
    ['plan', '--json'],
    ['plan', '--report', 'junit', '--report-file', 'report.xml'],
    ['plan', '--out', 'saved-plan.json'],
    ['render', 'content/posts/hr-title.md', '--lexical'],
    ['push', '--yes', '--verbose'],
    ['push', '--json'],
    ['pull', '--dry-run'],
    ['doctor'],
    ['sites', '--json'],
    ['restore'],
  ])('%j', async (...args) => {
    const run = await workspace.run(...args)
    expect(run.code, run.stderr).not.toBe(1)
    expectClean(run)
    expect(run.stdout + run.stderr).not.toContain(MARK)
  })

  test('a link in the place of the saved plan is not written through', async () => {
    const run = await workspace.run('plan', '--out', 'plan.json')
    expect(run).toMatchObject({
      code: 6,
      stderr: expect.stringContaining('--out plan.json is, or lies behind, a symbolic link'),
    })
    expect(readFileSync(join(outside, 'profile'), 'utf8')).toBe('as it was')
  })

  test('annotations of GitHub are ours, and one line each', async () => {
    const run = await workspace.run('check', '--report', 'github')
    const commands = run.stdout.split('\n').filter((line) => /^\s*::/.test(line))
    expect(commands.length).toBeGreaterThan(5)
    for (const line of commands) expect(line).toMatch(/^::(?:error|warning|notice) (?:file|title)=/)
    expect(run.stdout).not.toMatch(CONTROL)
  })

  test('what was sent: the sound posts and a picture, and nothing of anybody else', async () => {
    const slugs = (await listRemote(openLine(site, '#hostile-repo'))).map(({ fields }) => fields.slug)
    // A path from the root of the disk is taken for one of the site: the link stays, and no file goes along.
    expect(slugs.sort()).toEqual(['hr-good', 'hr-link-3', 'hr-title'])
    expect(proxy.seen.filter(({ path }) => path.endsWith('/upload/'))).toHaveLength(1)
    for (const { body } of proxy.seen) {
      expect(body).not.toContain(MARK)
      expectNoSecret(body)
    }
    expect(existsSync(join(outside, 'pwned'))).toBe(false)
  })

  test('what was written: a plan and a report, without a key', () => {
    rmSync(join(workspace.folder, 'content/posts/hr-key.md'))
    const written = readAll(workspace.folder)
    expect(written.some((text) => text.includes('"ghost-sync-plan"'))).toBe(true)
    for (const text of written) expectNoSecret(text)
  })
})

describe('a server that sends back what it was sent', () => {
  type Mode = 'errors' | 'texts'
  let echo: { url: string; close: () => Promise<void> }
  let mode: Mode = 'errors'

  /** Speaks like a Ghost as far as it must, and puts token and address into every text that it can. */
  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? ''
    const said = `${request.headers.authorization ?? ''} ${path} ${decodeURIComponent(path)} ${site.adminKey}`
    const send = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(value))
    }
    if (path.includes('/admin/site/')) send(200, { site: { title: said, version: '5.130', url: echo.url } })
    else if (mode === 'errors')
      send(422, { errors: [{ message: said, context: said, help: said, type: said, code: said }] })
    else send(200, composeTexts(path, said))
  }

  function composeTexts(path: string, said: string): object {
    const kind = /\/(?:admin|content)\/(\w+)\//.exec(path)?.[1] ?? 'posts'
    const setting = (key: string) => ({ key, value: key === 'timezone' ? 'Etc/UTC' : said })
    if (kind === 'settings' && path.includes('/admin/')) return { settings: ['title', 'timezone'].map(setting) }
    if (kind === 'settings') return { settings: { title: said, description: said, url: echo.url, lang: said } }
    const row = { id: '6563a1b2c3d4e5f6a7b8c9d0', uuid: 'u', slug: 'echo', name: said, title: said, status: 'draft' }
    const dates = {
      updated_at: '2026-01-01T00:00:00.000Z',
      url: `${echo.url}/echo/`,
      visibility: 'public',
      active: true,
    }
    const body = { type: 'paragraph', version: 1, children: [{ type: 'text', version: 1, text: said, format: 0 }] }
    const lexical = JSON.stringify({ root: { type: 'root', version: 1, children: [body] } })
    const tags = [{ name: '#echo', slug: 'hash-echo' }]
    return { [kind]: [{ ...row, ...dates, email: said, lexical, tags, templates: [] }], meta: {} }
  }

  beforeAll(async () => {
    const server = createServer(answer)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    echo = {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close: () => {
        server.closeAllConnections()
        return new Promise((resolve) => server.close(() => resolve()))
      },
    }
  })
  afterAll(() => echo.close())

  test.each<[Mode]>([['errors'], ['texts']])(
    'in %s: no key and no token in what any command prints or writes',
    async (kind) => {
      mode = kind
      const workspace = openWorkspace({ name: 'echo', sites: [{ ...site, url: echo.url }] })
      workspace.write('content/posts/echo.md', '---\ntitle: Mine\n---\nText.\n')
      const commands = [
        ['plan', '--verbose', '--diff', '--report', 'markdown', '--report-file', 'report.md'],
        ['plan', '--json', '--out', 'plan.json', '--adopt'],
        ['push', '--yes', '--verbose', '--adopt', '--force', '--backup', 'kept'],
        ['pull', '--json', '--dry-run', '--all'],
        ['sites', '--json'],
        ['doctor', '--verbose'],
        ['check', '--fidelity', '--json'],
      ]
      for (const args of commands) {
        const run = await workspace.run(...args)
        expect(run.stdout + run.stderr, args.join(' ')).not.toBe('')
        expect(run.code, run.stderr).not.toBe(1)
        expectNoSecret(run.stdout + run.stderr)
      }
      const isKept = (name: string) => existsSync(join(workspace.folder, name))
      for (const name of ['plan.json', 'report.md']) if (isKept(name)) expectNoSecret(workspace.read(name))
      rmSync(workspace.folder, { recursive: true, force: true })
    },
  )
})
