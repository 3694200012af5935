import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPost, deletePost } from '../../src/ghost/posts/write-post.ts'
import { uploadAsset } from '../../src/ghost/uploads/upload-asset.ts'
import { drawPng } from './draw-png.ts'
import { openLine } from './edit-in-ghost.ts'
import { CLI, openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/**
 * A server that means harm: it speaks like a Ghost, and whatever it says of its posts and files is made to break out of the folder, to reach other
 * hosts, to fill the disk or to take over the terminal.
 */

const [real] = readTestSites()
if (real === undefined) throw new Error('no site')
const ESCAPE = '\u001b]0;evil\u0007\u001b[2J'
const LIMIT = 100_000
/** Requests that arrived where none may. */
const elsewhere: string[] = []
let trap: { url: string; close: () => Promise<void> }
let hostile: { url: string; close: () => Promise<void> }
/** Files of the site that were asked for, by name. */
const fetched: string[] = []
let rows: readonly Record<string, unknown>[] = []
let next: number | null = null

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

const lexical = (...children: readonly Record<string, unknown>[]) =>
  JSON.stringify({ root: { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children } })
const text = (words: string) => ({
  type: 'paragraph',
  version: 1,
  children: [{ type: 'extended-text', version: 1, text: words, format: 0, detail: 0, mode: 'normal', style: '' }],
})
const image = (src: string) => ({
  type: 'image',
  version: 1,
  src,
  width: 9,
  height: 9,
  alt: src.slice(0, 40),
  cardWidth: 'regular',
})

function makeRow(index: number, more: Record<string, unknown>): Record<string, unknown> {
  return {
    id: String(index).padStart(24, '0'),
    uuid: '00000000-0000-4000-8000-000000000000',
    title: `Post ${index}`,
    slug: `post-${index}`,
    url: `${real?.url}/post-${index}/`,
    status: 'draft',
    updated_at: '2026-01-02T03:04:05.000Z',
    visibility: 'public',
    tags: [],
    authors: [],
    lexical: lexical(text('Hello')),
    ...more,
  }
}

const SVG = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9">${inside}</svg>`

const LARGE = 8 * 2 ** 20
const LARGE_FILES = 20

/** Begins, and says no more. */
let stalled = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'image/png' })
  response.write(drawPng(9, 9, [1, 2, 3]).subarray(0, 20))
}

const FILES: Readonly<Record<string, (response: ServerResponse) => void>> = {
  'good.png': (response) => void response.end(drawPng(9, 9, [1, 2, 3])),
  'redirect.png': (response) => void response.writeHead(302, { location: `${trap.url}/stolen.png` }).end(),
  'endless.png': (response) => {
    const more = () => {
      while (response.write(Buffer.alloc(65_536)));
    }
    response.on('drain', more)
    more()
  },
  'short.png': (response) => {
    response.writeHead(200, { 'content-length': '5000' })
    response.end('not so much')
  },
  'lie.png': (response) =>
    void response.writeHead(200, { 'content-type': 'image/png' }).end('<script>alert(1)</script>'),
  'drawing.svg': (response) => void response.end(SVG('<title>on the right = here</title><rect width="9" height="9"/>')),
  'script.svg': (response) => void response.end(SVG('<script>alert(1)</script>')),
  'handler.svg': (response) => void response.end(SVG('<rect width="9" height="9" onclick="alert(1)"/>')),
  'link.svg': (response) => void response.end(SVG('<a href="java&#115;cript:alert(1)"><text>x</text></a>')),
  'paper.pdf': (response) => void response.end('%PDF-1.4 not much'),
  'stalled.png': (response) => stalled(response),
  'missing.png': (response) => void response.writeHead(404).end(),
  'evil.md': (response) => void response.end('---\ntitle: Taken for a post\n---\n'),
}

beforeAll(async () => {
  trap = await listen((request, response) => {
    elsewhere.push(String(request.url))
    response.end('x')
  })
  hostile = await listen((request, response) => {
    const { pathname } = new URL(String(request.url), real.url)
    const resource = /^\/ghost\/api\/admin\/(posts|pages)\/$/.exec(pathname)?.[1]
    if (resource !== undefined) {
      const body = { [resource]: resource === 'posts' ? rows : [], meta: { pagination: { next } } }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      return
    }
    const last = pathname.replace(/^.*\//, '')
    if (pathname.startsWith('/content/')) fetched.push(last)
    const large = /^large-(\d+)\.pdf$/.exec(last)?.[1]
    if (large !== undefined) return void response.end(Buffer.alloc(LARGE, large))
    const file = FILES[last]
    if (pathname.startsWith('/content/') && file !== undefined) return file(response)
    if (pathname.startsWith('/content/')) return void response.writeHead(404).end()
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => name !== 'host')) as Record<
      string,
      string
    >
    fetch(`${real.url}${request.url}`, { headers })
      .then(async (answer) =>
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text()),
      )
      .catch((error: unknown) => void response.destroy(error instanceof Error ? error : undefined))
  })
})

afterAll(async () => {
  await hostile.close()
  await trap.close()
})

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

function open(name: string) {
  const site = { ...real, url: hostile.url } as NonNullable<typeof real>
  return openWorkspace({ name, sites: [site], config: { content: { maxAssetSize: LIMIT } } })
}

const SLUGS: readonly [string, string][] = [
  ['../../../escaped', 'posts/escaped.md'],
  ['..', 'posts/post.md'],
  ['/etc/passwd', 'posts/etc-passwd.md'],
  ['CON', 'posts/con-post.md'],
  [`a\n${ESCAPE}b`, 'posts/a-0-evil-2jb.md'],
  ['..\\..\\windows', 'posts/windows.md'],
  ['%2e%2e%2fencoded', 'posts/2e-2e-2fencoded.md'],
  ['same', 'posts/same.md'],
  ['SAME', 'posts/same-2.md'],
  ['x'.repeat(5000), `posts/${'x'.repeat(185)}.md`],
]

test('whatever a post is called, its file lies in its folder, and the terminal is left alone', async () => {
  const titles = [
    ESCAPE,
    '---\nstatus: published\n---',
    'a: b # c',
    '+++',
    '{"a": 1}',
    '"',
    "'",
    '- x',
    '!!js x',
    '\u202eevil',
  ]
  rows = SLUGS.map(([slug], index) =>
    makeRow(index + 1, {
      slug,
      title: titles[index],
      custom_excerpt: `${ESCAPE}\n---\nfeatured: true`,
      tags: [{ name: `x]\nfeatured: true ${ESCAPE}`, slug: 'x' }],
      codeinjection_head: '---\n+++\n<!-- ',
    }),
  )
  const workspace = open('hostile-names')
  const run = await workspace.run('pull', '--all')
  expect(run.stdout + run.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  const files = listFiles(workspace.folder)
  expect(files).toEqual(['ghost-sync.config.json', ...SLUGS.map(([, file]) => `content/${file}`)].sort())
  for (const file of files.slice(1)) {
    const written = workspace.read(file === 'ghost-sync.config.json' ? 'content/posts/same.md' : file)
    expect(written).toMatch(/^---\ntitle: /)
    expect(written).not.toMatch(/^(?:featured|status):/m)
  }
  // Each is still the post that it was: one key more, and the front matter would have been broken out of.
  const check = await workspace.run('plan', '--json')
  const { actions } = (JSON.parse(check.stdout) as { sites: [{ actions: readonly { kind: string }[] }] }).sites[0]
  expect(actions.every(({ kind }) => ['unowned', 'blocked', 'create'].includes(kind))).toBe(true)
})

test('nothing is fetched from other hosts, and nothing without end', async () => {
  const { url: home } = real
  const other = `${trap.url}/content/images/2026/01`
  rows = [
    makeRow(1, {
      slug: 'files',
      feature_image: `${home}/content/images/2026/01/good.png`,
      og_image: `${other}/a.png`,
      twitter_image: `${home}@${trap.url.slice(7)}/content/images/b.png`,
      lexical: lexical(
        image(`${other}/c.png`),
        image(`${home}.example/content/images/2026/01/d.png`),
        image(`${home}/content/images/2026/01/redirect.png`),
        image(`${home}/content/images/2026/01/endless.png`),
        image(`${home}/content/images/2026/01/short.png`),
        image(`${home}/content/images/2026/01/lie.png`),
        image(`${home}/content/images/2026/01/missing.png`),
        image(`${home}/content/images/../../../../../../tmp/good.png`),
        image(`${home}/content/images/%2e%2e%2f%2e%2e%2fgood.png`),
        { type: 'file', version: 1, src: `${home}/content/files/2026/01/evil.md`, fileTitle: 'x', fileName: 'evil.md' },
        {
          type: 'html',
          version: 1,
          html: `<img src="${other}/e.png"><img src="${home}/content/images/2026/01/good.png">`,
        },
      ),
    }),
  ]
  const workspace = open('hostile-files')
  const run = await workspace.run('pull', '--all', '--json')
  expect(elsewhere).toEqual([])
  const [outcome] = (
    JSON.parse(run.stdout) as {
      sites: [{ results: [{ kind: string; left: readonly { url: string; reason: string }[] }] }]
    }
  ).sites
  const reasons = new Map(outcome.results[0].left.map(({ url, reason }) => [url.replace(/^.*\//, ''), reason]))
  expect(reasons.get('redirect.png')).toBe('the site answered 302')
  expect(reasons.get('endless.png')).toBe(`it is larger than ${LIMIT} bytes`)
  expect(reasons.get('missing.png')).toBe('the site answered 404')
  expect(reasons.get('lie.png')).toContain('image')
  expect(reasons.get('evil.md')).toBe('it would be taken for a post')
  expect(reasons.has('short.png')).toBe(true)
  const files = listFiles(workspace.folder).filter((file) => file !== 'ghost-sync.config.json')
  expect(files.every((file) => /^content\/posts\/files(?:\.md|\/[\w-]+\.png)$/.test(file))).toBe(true)
  expect(files).toContain('content/posts/files/good.png')
  expect(existsSync('/tmp/good.png')).toBe(false)
  expect(workspace.read('content/posts/files.md')).toContain(`${other}/c.png`)
})

const fileCard = (src: string) => ({
  type: 'file',
  version: 1,
  src,
  fileTitle: 'x',
  fileCaption: '',
  fileName: src.replace(/^.*\//, ''),
  fileSize: 9,
})

/** What a program runs or obeys when it finds it in a repository. */
const OBEYED = [
  'ghost-sync.config.mjs',
  'ghost-sync.config.json',
  'package.json',
  'Makefile.mk',
  'conftest.py',
  'evil.html',
  'evil.xhtml',
  'evil.js',
  'evil.php',
  'CMakeLists.txt',
  '_config.yml',
  '.npmrc.ini',
  '%2egithub%2fworkflows%2fevil.yml',
  'CLAUDE.md',
  'page.mdx',
  'layout.njk',
  'post.liquid',
  'evil.svgz',
  'macros.docm',
  'evil.exe',
  'evil.png.sh',
]

test('what a program might run or obey stays an address, is not even asked for, and each is told', async () => {
  const { url: home } = real
  fetched.length = 0
  rows = [
    makeRow(1, {
      slug: 'obeyed',
      lexical: lexical(
        ...OBEYED.map((name) => fileCard(`${home}/content/files/2026/01/${name}`)),
        fileCard(`${home}/content/files/2026/01/paper.pdf`),
        ...['drawing', 'script', 'handler', 'link'].map((name) => image(`${home}/content/images/2026/01/${name}.svg`)),
      ),
    }),
  ]
  const workspace = open('hostile-obeyed')
  const run = await workspace.run('pull', '--all', '--json')
  const { sites } = JSON.parse(run.stdout) as {
    sites: [{ results: [{ left: readonly { url: string; reason: string }[] }] }]
  }
  const reasons = new Map(sites[0].results[0].left.map(({ url, reason }) => [url.replace(/^.*\//, ''), reason]))
  expect([...reasons.keys()].sort()).toEqual([...OBEYED, 'script.svg', 'handler.svg', 'link.svg'].sort())
  expect(reasons.get('ghost-sync.config.mjs')).toBe(
    '`.mjs` files are not brought along: in a repository, a program might run or obey one',
  )
  expect(reasons.get('script.svg')).toBe('this SVG may run a script')
  expect(fetched.filter((name) => OBEYED.includes(name))).toEqual([])
  expect(listFiles(workspace.folder)).toEqual([
    'content/posts/obeyed.md',
    'content/posts/obeyed/drawing.svg',
    'content/posts/obeyed/paper.pdf',
    'ghost-sync.config.json',
  ])
  expect(workspace.read('content/posts/obeyed.md')).toContain(`${home}/content/files/2026/01/ghost-sync.config.mjs`)
})

test('a real Ghost takes a config, a package and a page for files; a pull leaves them there', async () => {
  const name = 'hostile-real'
  const line = openLine(real, `#${name}`)
  const upload = (uploadName: string) =>
    uploadAsset(line, { endpoint: 'files', uploadName, mimeType: 'application/octet-stream', bytes: Buffer.from('x') })
  const urls = [await upload('ghost-sync.config.mjs'), await upload('package.json'), await upload('page.html')]
  const paper = await upload('hostile-paper.pdf')
  const lexicalText = lexical(...[...urls, paper].map(fileCard))
  const { post } = await createPost(line, 'post', { title: 'Files', slug: 'hostile-real', lexical: lexicalText })
  const workspace = openWorkspace({ name, sites: [real] })
  const run = await workspace.run('pull', 'hostile-real')
  await deletePost(line, 'post', post.id)
  expect(run.stdout).toContain('`.mjs` files are not brought along')
  expect(listFiles(workspace.folder)).toEqual([
    'content/posts/hostile-real.md',
    expect.stringMatching(/^content\/posts\/hostile-real\/hostile-paper(?:-\d+)?\.pdf$/),
    'ghost-sync.config.json',
  ])
  for (const url of urls) expect(workspace.read('content/posts/hostile-real.md')).toContain(url)
})

test('a path that a site names for a file is taken only where a post may lie', async () => {
  const paths = [
    'posts/mine.md',
    'CLAUDE.md',
    'posts/agents.md',
    '.github/copilot-instructions.md',
    'node_modules/x/README.md',
    'posts/a.md:b.md',
    'aux/x.md',
  ]
  const project = 'hostile-stamps'
  rows = paths.map((path, index) =>
    makeRow(index + 1, {
      tags: [{ name: `#${project}`, slug: `hash-${project}` }],
      lexical: JSON.stringify({
        root: {
          type: 'root',
          version: 1,
          direction: 'ltr',
          format: '',
          indent: 0,
          children: [text('{% include x %}')],
        },
        ghostSync: { v: 1, project, path, fields: {} },
      }),
    }),
  )
  const workspace = open(project)
  const run = await workspace.run('pull', '--all')
  expect(listFiles(workspace.folder)).toEqual([
    'content/posts/mine.md',
    ...[2, 3, 4, 5, 6, 7].map((index) => `content/posts/post-${index}.md`),
    'ghost-sync.config.json',
  ])
  expect(run.stdout).toContain('the site names `CLAUDE.md` as its file, where no post of this repository can lie')
  expect(run.stdout).toContain('template code to Jekyll, Eleventy and VitePress, should one build from this folder')
})

test('a config that lies in the content is not run by a command that is given there', async () => {
  rows = []
  const workspace = open('hostile-config')
  workspace.write(
    'content/posts/evil/ghost-sync.config.mjs',
    "import { writeFileSync } from 'node:fs'\nwriteFileSync('ran', '')",
  )
  const { folder, env } = workspace
  const inside = spawnSync(process.execPath, [CLI, 'plan'], {
    cwd: join(folder, 'content/posts/evil'),
    env: { ...env, PATH: process.env.PATH },
    encoding: 'utf8',
  })
  expect(inside.status).toBe(6)
  expect(inside.stderr).toContain('config/in-content')
  expect(listFiles(folder)).toEqual(['content/posts/evil/ghost-sync.config.mjs', 'ghost-sync.config.json'])
})

test('a pull keeps no file in memory: 160 MB of them cost little more than none', async () => {
  const peakOf = async (name: string, count: number) => {
    rows = [
      makeRow(1, {
        slug: 'large',
        lexical: lexical(
          ...Array.from({ length: count }, (_, index) =>
            fileCard(`${real.url}/content/files/2026/01/large-${index}.pdf`),
          ),
        ),
      }),
    ]
    const site = { ...real, url: hostile.url } as NonNullable<typeof real>
    const workspace = openWorkspace({ name, sites: [site] })
    workspace.write('peak.mjs', PRINT_PEAK)
    const preload = pathToFileURL(join(workspace.folder, 'peak.mjs')).href
    const run = await workspace.runWith({ NODE_OPTIONS: `--import=${preload}` }, 'pull', '--all')
    expect(run.stdout).toContain(count === 0 ? '1 new' : `1 new, ${count} files`)
    expect(readdirSync(join(workspace.folder, 'content/posts')).sort()).toEqual(
      count === 0 ? ['large.md'] : ['large', 'large.md'],
    )
    return Number(/peak (\d+) KiB/.exec(run.stderr)?.[1]) / 1024
  }
  const [none, many] = [await peakOf('hostile-memory-none', 0), await peakOf('hostile-memory-many', LARGE_FILES)]
  process.stderr.write(
    `pull: peak of ${Math.round(none)} MiB without files, of ${Math.round(many)} MiB with 160 MiB of them\n`,
  )
  expect(many - none).toBeLessThan(100)
})

const PRINT_PEAK = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS + ' KiB\\n'))\n`

test('a pull that is killed leaves no half file under its name, and the next one clears up after it', async () => {
  rows = [makeRow(1, { slug: 'cut', lexical: lexical(image(`${real.url}/content/images/2026/01/stalled.png`)) })]
  const workspace = open('hostile-killed')
  const folder = join(workspace.folder, 'content/posts/cut')
  const listHidden = () => (existsSync(folder) ? readdirSync(folder) : [])
  const first = workspace.start('pull', '--all')
  await expect
    .poll(listHidden, { timeout: 30_000 })
    .toEqual([expect.stringMatching(/^\.ghost-sync-[0-9a-f]{12}\.tmp$/)])
  first.kill('SIGKILL')
  await first.done
  const [left] = listHidden()
  expect(left).toMatch(/\.tmp$/)
  // A younger one may be that of a pull which is under way.
  const anHourAgo = new Date(Date.now() - 3_600_000)
  utimesSync(join(folder, String(left)), anHourAgo, anHourAgo)
  stalled = (response) => void response.end(drawPng(9, 9, [1, 2, 3]))
  await workspace.run('pull', '--all')
  expect(listHidden()).toEqual(['stalled.png'])
})

test('a folder that leads out of the content root is not written to; the others are', async () => {
  rows = [makeRow(1, { slug: 'kept' })]
  const workspace = open('hostile-links')
  mkdirSync(join(workspace.folder, 'outside'))
  mkdirSync(join(workspace.folder, 'content'))
  symlinkSync(join(workspace.folder, 'outside'), join(workspace.folder, 'content/posts'))
  const run = await workspace.run('pull', '--all')
  expect(run.code).toBe(6)
  expect(run.stdout).toContain('leads out of the content root by a symbolic link')
  expect(readdirSync(join(workspace.folder, 'outside'))).toEqual([])
})

test('the same page again and again is noticed', async () => {
  rows = [makeRow(1, {})]
  next = 2
  const run = await open('hostile-pages').run('pull', '--all')
  next = null
  expect(run.code).toBe(5)
  expect(run.stdout).toContain('the same posts came again')
})
