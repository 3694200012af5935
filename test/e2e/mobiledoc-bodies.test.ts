import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FieldChange, Plan } from '../../src/diff/plan.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { deletePost, updatePost } from '../../src/ghost/posts/write-post.ts'
import { askAdmin } from '../../src/ghost/transport/ask-admin.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { drawPng } from './draw-png.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/** Bodies on a Ghost that keeps Mobiledoc. Nothing here is of any other: `GHOST_SYNC_TEST_GHOST=4`, or 3, runs it. */

const [site] = readTestSites()
if (site === undefined) throw new Error('no test site')
const NAME = 'mobiledoc-bodies'
const major = Number.parseInt(site.ghostVersion, 10)

/** Something of each kind, native or not. */
const BODY = `A paragraph with *marks*, **[a link](https://example.com/ "Title")**, \`code\`, ==marked== words and two.  Spaces.
Its second line\\
is broken. To [the first](#a---b), [the second](#a---b-1), [the third](#h%C3%A9llo-you).

## A - B

- one
  1. nested, to [A](#a---b)
- two

3. three

## A - B

> A quote.
>
> With two paragraphs.

> [!NOTE]
> A callout with *marks*, [a link](#a---b) and [another](https://example.com/).

### Héllo, ==you==

\`\`\`js
const a = '<b>'
\`\`\`

| a | b |
|---|--:|
| 1 | [2](#a---b) |

- [x] done

![A picture](red.png "A caption with \\"quotes\\"")

![One](red.png)
![Two](red.png)

<details>
<summary>A summary with <em>marks</em></summary>

Hidden **text**.

</details>

<p align="center">Raw <kbd>HTML</kbd></p>

A note.[^1] [Relative](/about/), [absolute](${site.url}/about/), <${site.url}/auto/>, ${site.url}/bare/ and [${site.url}/x/](${site.url}/x/).

[^1]: The note.

:::markdown
A card with <${site.url}/auto/>, ${site.url}/bare/, H~2~O and [${site.url}/x/](${site.url}/x/).
:::

The last paragraph.
`

interface Document {
  ghostSync?: unknown
  ghostVersion?: string
  readonly cards: [string, Record<string, unknown>][]
  atoms: unknown[]
  sections: unknown[]
}

describe.skipIf(major > 4)('bodies as Mobiledoc', () => {
  let workspace: Workspace
  let line: Connection

  const write = (slug: string, body: string) =>
    workspace.write(`content/${slug}.md`, `---\ntitle: ${slug}\nslug: ${slug}\nstatus: published\n---\n${body}`)

  const find = async (slug: string): Promise<RemotePost> => {
    const post = (await listRemote(line)).find(({ fields }) => fields.slug === slug)
    if (post === undefined) throw new Error(`no post ${slug}`)
    return post
  }

  const read = async (slug: string): Promise<{ document: Document; html: string; post: RemotePost }> => {
    const post = await find(slug)
    const query = { formats: 'mobiledoc,html' }
    const answer = (await askAdmin(line, { method: 'GET', path: `posts/${post.id}/`, query })) as {
      posts: [{ mobiledoc: string; html: string }]
    }
    const [{ mobiledoc, html }] = answer.posts
    return { document: JSON.parse(mobiledoc) as Document, html, post }
  }

  /** Saves a body as Ghost Admin's editor does (seen in a browser on 3.42 and 4.48): the top keeps nothing of ours, the cards keep all. */
  const edit = async (slug: string, change: (text: string) => string) => {
    const { document, post } = await read(slug)
    const { ghostSync: _dropped, ...rest } = document
    const mobiledoc = change(JSON.stringify({ ...rest, ...(major === 4 && { ghostVersion: '4.0' }) }))
    await updatePost(line, 'post', post.id, { mobiledoc, updated_at: post.updatedAt })
  }

  const planned = async (slug: string) => {
    const run = await workspace.run('plan', '--json', `content/${slug}.md`)
    const action = (JSON.parse(run.stdout) as Plan).sites[0]?.actions.find(({ path }) => path === `${slug}.md`)
    if (action === undefined) throw new Error(`no action: ${run.stdout}${run.stderr}`)
    const name = (changes: readonly FieldChange[]) => changes.map(({ field }) => field)
    return {
      kind: action.kind,
      drifts: 'drifts' in action ? name(action.drifts) : [],
      conflicts: action.kind === 'conflict' ? name(action.conflicts) : [],
    }
  }

  beforeAll(async () => {
    workspace = openWorkspace({ name: NAME, sites: [site] })
    line = openLine(site, `#${NAME}`)
    workspace.write('content/red.png', drawPng(800, 600, [200, 30, 30]))
    write('everything', BODY)
    write('plain', 'Only words.\n\nAnd more words.\n')
    const push = await workspace.run('push')
    expect(push.stdout + push.stderr).toContain('2 created')
  })

  afterAll(async () => {
    for (const post of await listRemote(line)) await deletePost(line, post.type, post.id)
  })

  test('a second push writes nothing', async () => {
    const again = await workspace.run('push', '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({ sites: [{ requests: { writes: 0 } }] })
    expect(await planned('everything')).toEqual({ kind: 'unchanged', drifts: [], conflicts: [] })
  })

  test('the stamp stands at the top, and in the first and the last card', async () => {
    const { document } = await read('everything')
    expect(document.ghostSync).toMatchObject({ v: 1, path: 'everything.md' })
    expect(document.ghostVersion).toBe(major === 4 ? '4.0' : undefined)
    for (const card of [document.cards[0], document.cards.at(-1)])
      expect(card?.[1].ghostSync).toMatchObject({ stamp: { path: 'everything.md' }, owner: { slug: 'everything' } })
  })

  test('every link within the page leads to where it should', async () => {
    const { html } = await read('everything')
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
    const targets = [...html.matchAll(/\shref="#([^"]*)"/g)].map(([, id]) => id)
    expect(targets.length).toBeGreaterThanOrEqual(8)
    expect(targets.filter((id) => !ids.includes(id))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
    const [first, second, third] = [...html.matchAll(/<h[23] id="([^"]*)">/g)].map(([, id]) => id)
    expect(targets.slice(0, 3)).toEqual([first, second, third])
  })

  test('links of the site to itself are links', async () => {
    const { html } = await read('everything')
    for (const path of ['auto', 'bare', 'x']) {
      const url = `${site.url}/${path}/`
      expect(html.split(`<a href="${url}">${url}</a>`)).toHaveLength(3)
    }
  })

  test('an edit of a word is drift of the body, and a pull brings it', async () => {
    await edit('everything', (text) => text.replace('The last paragraph.', 'The last paragraph, edited.'))
    expect((await find('everything')).base.kind).toBe('stamp')
    expect(await planned('everything')).toEqual({ kind: 'unchanged', drifts: ['body'], conflicts: [] })
    const { stdout } = await workspace.run('plan', '--diff')
    const changed = stdout.split('\n').filter((text) => /^ *[-+] (?!file|Ghost)/.test(text))
    expect(changed.map((text) => text.trim())).toEqual(['- The last paragraph.', '+ The last paragraph, edited.'])

    const pull = await workspace.run('pull', '--force', 'content/everything.md')
    expect(pull.code).toBe(0)
    expect(workspace.read('content/everything.md')).toContain(
      BODY.replace('The last paragraph.', 'The last paragraph, edited.'),
    )
    // The stamp is still that of before the edit: a push renews it.
    expect(await planned('everything')).toEqual({ kind: 'update', drifts: [], conflicts: [] })
    expect((await workspace.run('push', 'content/everything.md')).code).toBe(0)
    expect(await planned('everything')).toEqual({ kind: 'unchanged', drifts: [], conflicts: [] })
  })

  test('a new title keeps the stamp, and is drift all the same until the file has it', async () => {
    const post = await find('plain')
    await updatePost(line, 'post', post.id, { title: 'Edited', updated_at: post.updatedAt })
    expect(await planned('plain')).toEqual({ kind: 'unchanged', drifts: ['title'], conflicts: [] })
    expect((await workspace.run('pull', '--force', 'content/plain.md')).code).toBe(0)
    expect(workspace.read('content/plain.md')).toContain('title: Edited')
    expect((await workspace.run('push', 'content/plain.md')).code).toBe(0)
    expect(await planned('plain')).toEqual({ kind: 'unchanged', drifts: [], conflicts: [] })
  })

  test('a card that stands for something is what somebody made of it', async () => {
    await edit('everything', (text) => text.replace('<li>two', '<li>two, in HTML'))
    const { body } = await find('everything')
    expect(JSON.stringify(body)).toContain('<li>two, in HTML')
    expect(await planned('everything')).toEqual({ kind: 'unchanged', drifts: ['body'], conflicts: [] })
  })

  test('both sides changed: a conflict, and with --force the file wins', async () => {
    write('everything', BODY.replace('The last paragraph.', 'The last paragraph of the file.'))
    expect(await planned('everything')).toEqual({ kind: 'conflict', drifts: [], conflicts: ['body'] })
    expect((await workspace.run('push', '--force', 'content/everything.md')).code).toBe(0)
    const { document } = await read('everything')
    expect(document.cards[0]?.[1].ghostSync).toMatchObject({ owner: { id: (await find('everything')).id } })
    expect(await planned('everything')).toEqual({ kind: 'unchanged', drifts: [], conflicts: [] })
  })

  test('a body without any card carries its stamp where nobody sees it', async () => {
    const { document, html } = await read('plain')
    expect(document.cards).toEqual([])
    expect(html).toBe('<p>Only words.</p><p>And more words.</p>')
    await edit('plain', (text) => text.replace('Only words.', 'Other words.'))
    expect((await find('plain')).base.kind).toBe('stamp')
    expect(await planned('plain')).toEqual({ kind: 'unchanged', drifts: ['body'], conflicts: [] })
    expect((await workspace.run('pull', '--force', 'content/plain.md')).code).toBe(0)
    expect(workspace.read('content/plain.md')).toContain('\nOther words.\n\nAnd more words.\n')
    expect((await workspace.run('push', 'content/plain.md')).code).toBe(0)
    expect(await planned('plain')).toEqual({ kind: 'unchanged', drifts: [], conflicts: [] })
  })

  test('a post that has lost every trace of its stamp: nothing is taken for granted then', async () => {
    const strip = (text: string): string => text.replaceAll('"ghostSync"', '"gone"').replace('Other words.', 'Words.')
    await edit('plain', strip)
    expect((await find('plain')).base.kind).toBe('none')
    expect(await planned('plain')).toEqual({ kind: 'conflict', drifts: [], conflicts: ['body'] })
    expect((await workspace.run('pull', '--theirs', '--force', 'content/plain.md')).code).toBe(0)
    expect((await workspace.run('push', 'content/plain.md')).code).toBe(0)
    expect(await planned('plain')).toEqual({ kind: 'unchanged', drifts: [], conflicts: [] })
  })

  test('a stamped card that was copied into another post does not make that post this one', async () => {
    const { document } = await read('everything')
    await edit('plain', (text) => {
      const copy = JSON.parse(text) as Document
      copy.atoms = []
      copy.cards.push(document.cards[0] ?? ['hr', {}])
      copy.sections = [copy.sections[0], [10, 0]]
      return JSON.stringify(copy)
    })
    expect((await find('plain')).base.kind).toBe('none')
    expect((await planned('everything')).kind).toBe('unchanged')
  })

  test('a push of one changed word leaves every other section as an editor left it', async () => {
    write('kept', 'A *first* paragraph.\n\n- one\n- two\n\n---\n\n<div>x</div>\n\nThe end.\n')
    expect((await workspace.run('push', 'content/kept.md')).code).toBe(0)
    // Another tag, a text in two parts, keys of a later editor: none of it is anything that Markdown could say.
    await edit('kept', (text) => {
      const document = JSON.parse(text) as Omit<Document, 'cards'> & { markups: unknown[]; cards: Document['cards'] }
      document.markups = [['i']]
      document.cards = document.cards.map(([name, payload]) => [name, { ...payload, later: '' }])
      document.sections[1] = [
        3,
        'ul',
        [
          [
            [0, [], 0, 'o'],
            [0, [], 0, 'ne'],
          ],
          [[0, [], 0, 'two']],
        ],
      ]
      return JSON.stringify(document)
    })
    const spell = ({ document }: { document: Document & { markups?: unknown[] } }) =>
      document.sections.slice(0, 4).map((section) => {
        const [kind, second] = section as [number, number]
        const [name, { ghostSync: _mark, ...payload } = { ghostSync: 0 }] = document.cards[second] ?? ['']
        return JSON.stringify(kind === 10 ? [name, payload] : [section, document.markups])
      })
    const before = await read('kept')
    expect(spell(before)[0]).toContain('["i"]')
    write('kept', 'A *first* paragraph.\n\n- one\n- two\n\n---\n\n<div>x</div>\n\nThe very end.\n')
    const push = await workspace.run('push', 'content/kept.md')
    expect(push, push.stdout + push.stderr).toMatchObject({ code: 0 })
    const after = await read('kept')
    expect(spell(after)).toEqual(spell(before))
    expect(after.html).toContain('The very end.')
    expect(after.document.ghostSync).toBeDefined()
    expect(await planned('kept')).toEqual({ kind: 'unchanged', drifts: [], conflicts: [] })
  })
})
