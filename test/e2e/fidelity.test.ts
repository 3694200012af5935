import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { drawPng } from './draw-png.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// `check --fidelity` on real Ghosts: what they show of the demo's content and of a post with every construct, then the same with something of it
// lost on the way.

const NAME = 'fidelity'
const root = join(import.meta.dirname, '../..')
const everything = readFileSync(join(root, 'test/markdown/fidelity/every-construct.md'), 'utf8')
const FILE = 'content/posts/every-construct.md'
const sites = readTestSites()
const lines = sites.map((site) => openLine(site, `#${NAME}`))
let proxy: FaultProxy
let workspace: Workspace

beforeAll(async () => {
  proxy = await startFaultProxy(sites[0]?.url ?? '')
  workspace = openWorkspace({
    name: NAME,
    sites: sites.map((site, index) => (index === 0 ? { ...site, url: proxy.url } : site)),
  })
  cpSync(join(root, 'content'), join(workspace.folder, 'content'), { recursive: true })
  workspace.write(FILE, everything)
  workspace.write('content/posts/dot.png', drawPng(30, 20, [20, 120, 200]))
  workspace.write('content/posts/notes.pdf', '%PDF-1.4\n%%EOF\n')
  workspace.write(
    'content/posts/addresses.md',
    `---\ntitle: Addresses\nsites: [main]\nstatus: published\n---\n${sites[0]?.url}/about/\n\n<${sites[0]?.url}/there-is-no-such-page/>\n\n[Every construct](every-construct.md#a-heading-with-code)\n`,
  )
})

afterAll(async () => {
  await proxy.settle()
  await proxy.close()
  for (const line of lines) for (const post of await listRemote(line)) await deletePost(line, post.type, post.id)
})

interface Checked {
  readonly sites: readonly {
    readonly site: string
    readonly compared: number
    readonly skipped: readonly { readonly file: string; readonly reason: string }[]
    readonly differences: readonly Record<'kind' | 'file' | 'line' | 'expected' | 'found', unknown>[]
  }[]
}

async function check(...args: string[]) {
  const run = await workspace.run('check', '--fidelity', '--json', ...args)
  return { code: run.code, sites: (JSON.parse(run.stdout) as Checked).sites }
}

/** Line of the file, from 1, on which a text stands. */
function lineOf(text: string): number {
  return everything.slice(0, everything.indexOf(text)).split('\n').length
}

test('what was not pushed is not compared', async () => {
  const { code, sites: checked } = await check('--site', 'main', FILE)
  expect(code).toBe(0)
  expect(checked).toEqual([
    { site: 'main', compared: 0, skipped: [{ file: FILE, reason: 'not-pushed' }], differences: [] },
  ])
})

test('Ghost shows what the Markdown says, of every construct and of the demo', async () => {
  const push = await workspace.run('push')
  expect(push.code, push.stdout + push.stderr).toBe(0)
  const { code, sites: checked } = await check()
  expect(checked.map(({ site, skipped, differences }) => ({ site, skipped, differences }))).toEqual(
    sites.map(({ name }) => ({ site: name, skipped: [], differences: [] })),
  )
  for (const { compared } of checked) expect(compared).toBeGreaterThan(9)
  expect(code).toBe(0)
})

test('in words', async () => {
  const { code, stdout, stderr } = await workspace.run('check', '--fidelity', '--site', 'notes', FILE)
  expect(stdout).toMatch(/^notes: compared 1 post, no differences \(\d+\.\d s\)\n$/)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

interface Damage {
  readonly from: string | RegExp
  readonly to: string
  readonly difference: Record<string, unknown>
}

/** What a reader would miss, each with the difference that tells of it. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  'a lost table row': {
    from: /<tr>\s*<td[^>]*>d \|.*?<\/tr>/s,
    to: '',
    difference: { kind: 'missing', line: lineOf('d \\| e'), expected: 'd | e f g' },
  },
  'another link target': {
    from: 'https://example.com/strong',
    to: 'https://example.com/weak',
    difference: { kind: 'link', line: lineOf('mail@example.com') },
  },
  'lost white space in code': {
    from: '    d("',
    to: '  d("',
    difference: { kind: 'code', line: lineOf('    d("') },
  },
  'a lost image': {
    from: /<figure[^>]*><img src="https:\/\/example.com\/plain.png".*?<\/figure>/s,
    to: '',
    difference: { kind: 'missing', line: lineOf('![Plain]'), expected: '![Plain](https://example.com/plain.png)' },
  },
  'a changed alternative text': {
    from: 'alt="Two"',
    to: 'alt="Second"',
    difference: { kind: 'image', line: lineOf('![Two]'), found: '![Second]' },
  },
  'a lost strikethrough': {
    from: '<s>struck</s>',
    to: 'struck',
    difference: { kind: 'format', line: lineOf('~~struck~~'), expected: '<s>struck,', found: 'struck,' },
  },
  'a lost upload': {
    from: /<figure[^>]*><img src="[^"]*dot-[^"]*".*?<\/figure>/s,
    to: '',
    difference: { kind: 'missing', line: lineOf('![Dot]') },
  },
  'a lost note': {
    from: /<li id="fn-2">.*?<\/li>/s,
    to: '',
    difference: { kind: 'missing', line: lineOf('[^long]: ') },
  },
  'a lost card': {
    from: /<div class="kg-card kg-file-card">.*?<\/a><\/div>/s,
    to: '',
    difference: { kind: 'missing', line: lineOf(':::file') },
  },
  'a lost formula': {
    from: /<math.*?<\/math>/s,
    to: '',
    difference: { kind: 'missing', line: lineOf('A formula') },
  },
  'a word in the second line of a paragraph': {
    from: 'on two lines',
    to: 'on one line',
    difference: { kind: 'text', line: lineOf('on two lines'), expected: 'two lines.', found: 'one line.' },
  },
  'the end of the public part': {
    from: '<!--members-only-->',
    to: '',
    difference: { kind: 'missing', line: lineOf('<!--members-only-->'), expected: 'members-only' },
  },
  'blocks in another order': {
    from: /(<h2 id="a-heading-with-code">.*?<\/h2>)(.*?)(<h2 id="setext-heading">.*?<\/h2>)/s,
    to: '$3$2$1',
    difference: { kind: 'text', line: lineOf('Setext heading'), expected: 'Setext', found: 'A' },
  },
}

test('everything that is lost on the way is found, with its line', async () => {
  let unchanged: readonly string[] = []
  const change = (body: string): string => {
    const answer = JSON.parse(body) as { posts: { html?: string | null }[] }
    for (const post of answer.posts) {
      const { html } = post
      if (typeof html !== 'string') continue
      unchanged = Object.keys(DAMAGES).filter((name) => html.search(pattern(DAMAGES[name]?.from ?? '')) < 0)
      post.html = Object.values(DAMAGES).reduce((damaged, { from, to }) => damaged.replace(from, to), html)
    }
    return JSON.stringify(answer)
  }
  proxy.setRule(({ path }) => (path.endsWith('/admin/posts/') ? { kind: 'alter', change } : undefined))
  const { code, sites: checked } = await check('--site', 'main', FILE)
  proxy.setRule(() => undefined)
  expect(unchanged).toEqual([])
  const { differences = [] } = checked[0] ?? {}
  for (const [name, { difference }] of Object.entries(DAMAGES)) {
    expect(differences, name).toContainEqual(expect.objectContaining({ file: FILE, ...difference }))
  }
  expect(code).toBe(3)
})

function pattern(from: string | RegExp): RegExp {
  return typeof from === 'string' ? new RegExp(from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : from
}

test('a difference in words names the file, the line and both sides', async () => {
  proxy.setRule(({ path }) =>
    path.endsWith('/admin/posts/')
      ? { kind: 'alter', change: (body) => body.replace('A hard<br>', 'A soft<br>') }
      : undefined,
  )
  const { code, stdout } = await workspace.run('check', '--fidelity', '--site', 'main', FILE)
  proxy.setRule(() => undefined)
  expect(stdout).toContain(
    `${FILE}:${lineOf('A hard')}  error  The Markdown says \`hard\`, but Ghost shows \`soft\`.  [main]  (fidelity/text)`,
  )
  expect(stdout).toContain('main: compared 1 post, 1 difference')
  expect(code).toBe(3)
})

test('what is pending, or was changed in Ghost, is counted and not compared', async () => {
  workspace.write(FILE, everything.replace('A hard', 'A soft'))
  const post = (await listRemote(lines[0] ?? fail())).find(({ fields }) => fields.slug === 'pictures')
  if (post?.body.kind !== 'lexical') throw new Error('no post')
  const [, ...rest] = post.body.root.children
  await editAsAdmin(lines[0] ?? fail(), post, {
    lexical: JSON.stringify({ root: { ...post.body.root, children: rest } }),
  })
  const { code, sites: checked } = await check('--site', 'main')
  expect(checked[0]?.skipped).toEqual(
    expect.arrayContaining([
      { file: FILE, reason: 'not-pushed' },
      { file: 'content/posts/pictures.md', reason: 'changed-in-ghost' },
    ]),
  )
  expect(checked[0]?.differences).toEqual([])
  expect(code).toBe(0)
  const { stdout } = await workspace.run('check', '--fidelity', '--site', 'main')
  expect(stdout).toContain('2 not compared (1 not pushed yet, 1 changed in Ghost)')
})

function fail(): never {
  throw new Error('no site')
}

test('a site that does not answer is a failure, and the others are checked', async () => {
  proxy.setRule(() => ({ kind: 'answer', status: 403 }))
  const run = await workspace.run('check', '--fidelity')
  proxy.setRule(() => undefined)
  expect(run.code).toBe(5)
  expect(run.stdout).toMatch(/^notes: compared \d+ posts/)
})

test('goes with neither --fix nor --strict', async () => {
  const run = await workspace.run('check', '--fidelity', '--fix')
  expect(run.code).toBe(2)
  expect(run.stderr).toContain('usage/fidelity-alone')
})
