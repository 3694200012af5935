import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAllPosts } from '../../src/ghost/posts/list-posts.ts'
import { createPost, deletePost } from '../../src/ghost/posts/write-post.ts'
import { askAdmin } from '../../src/ghost/transport/ask-admin.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { isObject } from '../../src/ghost/transport/json-value.ts'
import { runInTurns } from '../../src/ghost/transport/run-in-turns.ts'
import samples from '../markdown/write/lexical-samples.json' with { type: 'json' }
import { changeDatabase } from './change-database.ts'
import { openLine } from './edit-in-ghost.ts'
import { openWorkspace, type Run } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/**
 * The law of moving a site into a repository: after `pull --all` a plan has nothing to do but to take the posts over, after that push it has
 * nothing to do at all, and readers see what they saw. Held with every node that Ghost has, each in a post of its own, and with what Ghosts of
 * old left in their databases.
 */

const NAME = 'pull-law'
const site = readTestSites()[1]
if (site === undefined) throw new Error('no second site')
const { url } = site
let line: Connection
let before: ReadonlySet<string>

const paragraph = (text: string) => ({
  type: 'paragraph',
  version: 1,
  direction: 'ltr',
  format: '',
  indent: 0,
  children: [{ type: 'extended-text', version: 1, text, format: 0, detail: 0, mode: 'normal', style: '' }],
})

const MOBILEDOC = {
  version: '0.3.1',
  atoms: [['soft-return', '', {}]],
  cards: [
    ['image', { src: 'https://example.com/a.png', alt: 'A', caption: 'A <b>caption</b>', cardWidth: 'wide' }],
    ['markdown', { markdown: '| a | b |\n|---|---|\n| 1 | 2 |' }],
    ['html', { html: '<p class="x">raw</p>' }],
    ['code', { code: 'let a', language: 'js' }],
    ['hr', {}],
    ['bookmark', { url: 'https://example.com/', metadata: { title: 'Example' } }],
  ],
  markups: [['strong'], ['em'], ['a', ['href', 'https://example.com/x/']]],
  sections: [
    [
      1,
      'p',
      [
        [0, [], 0, 'Old, '],
        [0, [0], 0, 'bold, '],
        [0, [1], 2, 'both'],
        [1, [], 0, 0],
        [0, [2], 1, 'a link'],
      ],
    ],
    [1, 'h2', [[0, [], 0, 'A heading']]],
    [3, 'ul', [[[0, [], 0, 'one']], [[0, [], 0, 'two']]]],
    [1, 'blockquote', [[0, [], 0, 'Said']]],
    ...[0, 1, 2, 3, 4, 5].map((card) => [10, card]),
    [1, 'p', []],
  ],
  ghostVersion: '4.0',
}

/** As importers wrote it; Ghost would write the same of the blocks that it becomes. */
const HTML = `<p>Old <strong>words</strong>, <em>marks</em> and <a href="__GHOST_URL__/about/">a link</a>.</p><h2 id="a-heading">A heading</h2><ul><li>one</li><li>two</li></ul><blockquote>Said</blockquote><pre><code class="language-js">let a &lt; b</code></pre><hr>`
/** The same, and what Ghost never writes. */
const LOOSE = `Loose text<br>here
<p>A <b>bold</b> one <kbd>K</kbd></p><table class="t"><tr><td>1</td></tr></table>
<div align="center"><font color="red">x</font></div><p><img src="https://example.com/a.png"></p><dl><dt>a</dt><dd>b</dd></dl>`

beforeAll(async () => {
  line = openLine(site, `#${NAME}`)
  before = new Set((await listAllPosts(line)).map(({ id }) => id))
  await runInTurns([...samples.entries()], 3, async ([index, { name, node }]) => {
    const filled = JSON.stringify(node).replaceAll('{SITE}', url)
    const children = [paragraph(`Before ${name}`), JSON.parse(filled), paragraph(`After ${name}`)]
    await createPost(line, index % 7 === 3 ? 'page' : 'post', {
      title: `Law: ${name}`,
      slug: `law-${name}`,
      status: index % 5 === 1 ? 'draft' : 'published',
      published_at: '2026-02-03T04:05:06.000Z',
      lexical: JSON.stringify({
        root: { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children },
      }),
    })
  })
  const later = { status: 'scheduled', published_at: '2036-01-01T00:00:00.000Z' }
  const lexical = JSON.stringify({ root: { type: 'root', version: 1, children: [paragraph('Soon')] } })
  await createPost(line, 'post', { title: 'Law: later', slug: 'law-later', ...later, lexical })
  await createPost(line, 'page', { title: 'Law: later page', slug: 'law-later-page', ...later, lexical })
  const mobiledoc = JSON.stringify(MOBILEDOC)
  await createPost(line, 'post', { title: 'Law: mobiledoc', slug: 'law-mobiledoc', status: 'published', mobiledoc })
  await createPost(line, 'page', { title: 'Law: mobiledoc page', slug: 'law-mobiledoc-page', mobiledoc })
  for (const [slug, html, type] of [
    ['law-html', HTML, 'post'],
    ['law-html-page', HTML, 'page'],
    ['law-html-loose', LOOSE, 'post'],
  ] as const) {
    await createPost(line, type, { title: `Law: ${slug}`, slug, status: 'published', lexical })
    await changeDatabase(site, 'update posts set lexical = null, mobiledoc = null, html = ? where slug = ?', [
      html,
      slug,
    ])
  }
})

afterAll(async () => {
  for (const { id, type } of await listAllPosts(line)) if (!before.has(id)) await deletePost(line, type, id)
})

interface Action {
  readonly kind: string
  readonly path: string
  readonly reason?: string
  readonly converts?: string
  readonly changes?: readonly unknown[]
  readonly drifts?: readonly unknown[]
}

function readActions(run: Run): readonly Action[] {
  return (JSON.parse(run.stdout) as { sites: readonly { actions: readonly Action[] }[] }).sites.flatMap(
    ({ actions }) => actions,
  )
}

/** What Ghost serves of every post, by slug. */
async function readHtml(): Promise<ReadonlyMap<string, string>> {
  const shown = new Map<string, string>()
  for (const resource of ['posts', 'pages'] as const) {
    for (let page = 1; ; page += 1) {
      const query = { formats: 'html', fields: 'id,slug,html', limit: '100', page: String(page) }
      const { [resource]: rows } = await askAdmin(line, { method: 'GET', path: `${resource}/`, query })
      const list = Array.isArray(rows) ? rows.filter(isObject) : []
      for (const { slug, html } of list) shown.set(String(slug), String(html))
      if (list.length < 100) break
    }
  }
  return shown
}

/** Ghost marks the cards of one format in its HTML and not those of the other. */
function dropMarkers(html: string): string {
  return html.replace(/<!--kg-card-(?:begin|end): \w+-->/g, '').replace(/\s*(<[^>]+>)\s*/g, '$1')
}

function readWords(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

describe('a site with everything that Ghost knows', () => {
  const workspace = openWorkspace({ name: NAME, sites: [site] })
  let shown: ReadonlyMap<string, string>

  test('comes into an empty repository', async () => {
    shown = await readHtml()
    const run = await workspace.run('pull', '--all', '--json')
    const { results } = (JSON.parse(run.stdout) as { sites: [{ results: readonly { kind: string; path: string }[] }] })
      .sites[0]
    expect(results.filter(({ kind }) => kind !== 'created')).toEqual([])
    expect(results.length).toBe(shown.size)
    expect(run.code).toBe(0)
    expect(workspace.read('content/posts/law-html.md')).toContain('Old **words**, *marks* and [a link](')
    expect(workspace.read('content/posts/law-html-loose.md')).toContain('<table class="t">')
    expect(workspace.read('content/posts/law-mobiledoc.md')).toContain('**bold, *both***')
  })

  test('a plan has nothing to do but to take them over, and says where a text is converted', async () => {
    const actions = readActions(await workspace.run('plan', '--adopt', '--json'))
    expect(actions.length).toBe(shown.size)
    for (const action of actions) expect(action).toMatchObject({ kind: 'update', reason: 'adopted', changes: [] })
    const converted = actions.flatMap(({ path, converts }) => (converts === undefined ? [] : [`${path} ${converts}`]))
    const html = ['pages/law-html-page.md html', 'posts/law-html-loose.md html', 'posts/law-html.md html']
    const old = ['pages/law-mobiledoc-page.md mobiledoc', 'posts/law-mobiledoc.md mobiledoc']
    const ours = converted.filter((line) => line.includes('/law-'))
    // Ghost 6 converts Mobiledoc as soon as it comes in.
    const expected = site.ghostVersion.startsWith('5.') ? [...html, ...old] : html
    expect(ours.sort()).toEqual(expected.sort())
    const said = await workspace.run('plan', '--adopt', 'content/posts/law-html.md')
    expect(said.stdout).toContain('nothing but HTML of its text')
  })

  test('once they are taken over a plan is empty, a pull as well, and readers see what they saw', async () => {
    const push = await workspace.run('push', '--adopt', '--yes')
    expect(push.code).toBe(0)
    expect(push.stdout).not.toMatch(/\d upload/)
    const actions = readActions(await workspace.run('plan', '--json'))
    expect(actions.filter(({ kind, drifts }) => kind !== 'unchanged' || drifts?.length !== 0)).toEqual([])
    const after = await readHtml()
    expect([...after.keys()].sort()).toEqual([...shown.keys()].sort())
    for (const [slug, html] of shown) {
      const now = after.get(slug) ?? ''
      if (slug === 'law-html-loose') expect(readWords(now)).toBe(readWords(html))
      else if (/^law-html|mobiledoc/.test(slug)) expect(dropMarkers(now), slug).toBe(dropMarkers(html))
      else expect(now, slug).toBe(html)
    }
    const again = await workspace.run('pull', '--all')
    expect(again.stdout).toContain(`${shown.size} unchanged`)
  })
})

test('the law holds for Markdown that is read otherwise', async () => {
  const markdown = { math: false, emoji: false, smartQuotes: true, diagrams: 'html' }
  const other = openWorkspace({ name: `${NAME}-options`, sites: [site], config: { markdown } })
  expect((await other.run('pull', '--all')).code).toBe(0)
  const actions = readActions(await other.run('plan', '--adopt', '--json'))
  expect(actions.filter(({ changes }) => changes?.length !== 0)).toEqual([])
  expect(actions.length).toBeGreaterThan(samples.length)
})

test('a managed post that has lost its document keeps its text, whatever is written of it', async () => {
  const own = openWorkspace({ name: `${NAME}-lost`, sites: [site], policies: { onRemove: 'unpublish' } })
  const file = 'content/posts/law-lost.md'
  const lose = () =>
    changeDatabase(site, 'update posts set lexical = null, mobiledoc = null where slug = ?', ['law-lost'])
  own.write(file, '---\ntitle: Lost\nstatus: published\n---\nWords **stay**.\n')
  own.write('content/posts/law-other.md', '---\ntitle: Other\n---\nText\n')
  expect((await own.run('push', '--yes')).code).toBe(0)
  await lose()
  own.write(file, own.read(file).replace('title: Lost', 'title: Found'))
  expect((await own.run('push', '--yes')).stdout).toContain('1 updated')
  expect((await readHtml()).get('law-lost')).toBe('<p>Words <strong>stay</strong>.</p>')
  await lose()
  own.remove(file)
  expect((await own.run('push', '--force', '--yes')).stdout).toContain('1 unpublished')
  expect((await readHtml()).get('law-lost')).toBe('<p>Words <strong>stay</strong>.</p>')
})
