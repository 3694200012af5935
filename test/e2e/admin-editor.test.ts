import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FieldChange, Plan } from '../../src/diff/plan.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { drawPng } from './draw-png.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { findChromium, type GhostAdmin, openGhostAdmin } from './open-ghost-admin.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/**
 * A person edits posts of ours in Ghost Admin, in a real browser. Ghost's editor writes the whole body anew on every save and drops our
 * stamp: the plan must name what the person did, and nothing else.
 */

const [site] = readTestSites()
const NAME = 'admin-editor'
const PATH = 'posts/everything.md'
const chromium = findChromium()
if (chromium === undefined) {
  process.stderr.write(
    'admin-editor: skipped, no Chromium found (apt-get install chromium, or GHOST_SYNC_TEST_CHROMIUM)\n',
  )
}

/** Something of each kind that the editor writes anew. */
const BODY = `A paragraph with *marks*, **[a link](https://example.com/ "Title")**, \`code\` and the word TK.
Its second line\\
is broken.

## A heading

- one
  1. nested
- two

3. three

> A quote.
>
> With two paragraphs.

> [!NOTE]
> A callout with *marks*, ~~struck~~ words and [a link](https://example.com/).

\`\`\`js
const a = '<b>'
\`\`\`

| a | b |
|---|--:|
| 1 | 2 |

- [x] done

![A picture](../red.png "A caption with \\"quotes\\"")

![One](../red.png)
![Two](../red.png)

<details>
<summary>A summary with <em>marks</em></summary>

Hidden **text**.

- a list

</details>

<p align="center">Raw <kbd>HTML</kbd></p>

A note.[^1]

[^1]: The note.

The last paragraph.
`

describe.skipIf(chromium === undefined)('Ghost Admin in a browser', { timeout: 300_000 }, () => {
  let workspace: Workspace
  let line: Connection
  let admin: GhostAdmin

  const write = (title: string): void => {
    const frontMatter = [
      `title: ${title}`,
      'slug: everything',
      'status: published',
      'tags: [News]',
      'custom_excerpt: An excerpt',
      'feature_image: ../red.png',
      'feature_image_alt: All red',
    ]
    workspace.write(`content/${PATH}`, `---\n${frontMatter.join('\n')}\n---\n${BODY}`)
  }

  const find = async (): Promise<RemotePost> => {
    const post = (await listRemote(line)).find(({ fields }) => fields.slug === 'everything')
    if (post === undefined) throw new Error('the post is gone')
    return post
  }

  const planned = async () => {
    const run = await workspace.run('plan', '--json')
    const [action] = (JSON.parse(run.stdout) as Plan).sites[0]?.actions ?? []
    if (action === undefined) throw new Error(`no action: ${run.stdout}${run.stderr}`)
    const name = (changes: readonly FieldChange[]) => changes.map(({ field }) => field)
    return {
      kind: action.kind,
      drifts: 'drifts' in action ? name(action.drifts) : [],
      conflicts: action.kind === 'conflict' ? name(action.conflicts) : [],
    }
  }

  beforeAll(async () => {
    if (site === undefined || chromium === undefined) throw new Error('no site to edit')
    workspace = openWorkspace({ name: NAME, sites: [site] })
    line = openLine(site, `#${NAME}`)
    workspace.write('content/red.png', drawPng(40, 20, [200, 30, 30]))
    write('Everything')
    const [push, browser] = await Promise.all([workspace.run('push'), openGhostAdmin(site, chromium)])
    admin = browser
    expect(push.stdout + push.stderr).toContain('1 created')
  })

  afterAll(async () => {
    await admin?.close()
    for (const post of await listRemote(line)) await deletePost(line, post.type, post.id)
  })

  test('looking at a post and leaving saves nothing, and Ghost sees nothing to save', async () => {
    const before = await find()
    await admin.openEditor(before)
    expect(await admin.leave()).toBe(false)
    expect(await find()).toEqual(before)
  })

  test('a new title is drift of the title alone', async () => {
    await admin.openEditor(await find())
    await admin.fillTitle('Everything, edited')
    await admin.save()

    // Else this test would not test anything: the save must have cost us the stamp.
    expect((await find()).base.kind).toBe('revision')
    expect(await planned()).toEqual({ kind: 'unchanged', drifts: ['title'], conflicts: [] })
  })

  test('a word in the text is drift of that word', async () => {
    await admin.openEditor(await find())
    await admin.typeAfter('The last paragraph.', ' Addition')
    await admin.save()

    expect(await planned()).toEqual({ kind: 'unchanged', drifts: ['title', 'body'], conflicts: [] })
    const { stdout } = await workspace.run('plan', '--diff')
    const changed = stdout.split('\n').filter((text) => /^ *[-+] (?!file|Ghost)/.test(text))
    expect(changed.map((text) => text.trim())).toEqual(['- The last paragraph.', '+ The last paragraph. Addition'])
  })

  test('what the editor has saved is pulled as a person would write it', async () => {
    if (site === undefined) throw new Error('no site to pull from')
    const other = openWorkspace({ name: `${NAME}-pull`, sites: [site] })
    const run = await other.run('pull', 'everything')
    expect(run.code, run.stdout + run.stderr).toBe(0)
    const note = '[^1]: The note.\n'
    const expected = BODY.replace('TK.\nIts', 'TK. Its')
      .replace('|---|--:|', '| --- | --: |')
      .replaceAll('../red.png', './everything/red.png')
      .replace(`${note}\n`, '')
      .replace('paragraph.\n', `paragraph. Addition\n\n${note}`)
    const text = other.read('content/posts/everything.md')
    expect(text.slice(text.indexOf('\n---\n\n') + 6)).toBe(expected)
    rmSync(other.folder, { recursive: true, force: true })
  })

  test('the same field in the file makes it a conflict, and nothing is overwritten', async () => {
    write('Everything, otherwise')
    expect(await planned()).toEqual({ kind: 'conflict', drifts: ['body'], conflicts: ['title'] })

    const before = await find()
    const push = await workspace.run('push')
    expect(push.code).toBe(4)
    expect(await find()).toEqual(before)
  })

  test('with --force the file wins, and the next plan is empty', async () => {
    expect((await workspace.run('push', '--force')).code).toBe(0)
    expect((await find()).fields.title).toBe('Everything, otherwise')
    expect(await planned()).toEqual({ kind: 'unchanged', drifts: [], conflicts: [] })
  })
})
