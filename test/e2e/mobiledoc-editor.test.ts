import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FieldChange, Plan } from '../../src/diff/plan.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { drawPng } from './draw-png.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { findChromium } from './open-ghost-admin.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/**
 * A person edits posts of ours in the editor of Ghost 3 or 4, in a real browser. It drops what we wrote at the top of the body, and the titles of links: the
 * plan must name what the person did, and nothing else. `GHOST_SYNC_TEST_GHOST=4`, or 3, runs it.
 */

const [site] = readTestSites()
if (site === undefined) throw new Error('no test site')
const NAME = 'mobiledoc-editor'
const major = Number.parseInt(site.ghostVersion, 10)
const executablePath = findChromium()

const BODY = `A [link](https://example.com/ "Its title") and *marks*.  Two spaces.\\
A new line.

## A - B

To [the heading](#a---b).

- one
  - nested

> [!NOTE]
> A callout.

![A picture](red.png "A caption")

| a | b |
|---|---|
| 1 | 2 |

The last paragraph.
`

describe.skipIf(major > 4 || executablePath === undefined)('the editor of an older Ghost in a browser', () => {
  let workspace: Workspace
  let line: Connection
  let browser: Browser
  let page: Page

  const find = async (slug: string): Promise<RemotePost> => {
    const post = (await listRemote(line)).find(({ fields }) => fields.slug === slug)
    if (post === undefined) throw new Error(`no post ${slug}`)
    return post
  }

  const openEditor = async (slug: string): Promise<void> => {
    await page.goto(`${site.url}/ghost/#/editor/post/${(await find(slug)).id}`)
    await page.reload()
    await page.locator('.koenig-editor__editor > *').first().waitFor()
    // The editor takes the keyboard once its cards are drawn.
    await page.waitForTimeout(1000)
  }

  const save = async (): Promise<void> => {
    const stored = page.waitForResponse(
      (answer) => answer.request().method() === 'PUT' && /\/admin\/posts\//.test(answer.url()),
    )
    await page.keyboard.press('Control+s')
    expect((await stored).status()).toBe(200)
  }

  const typeAfter = async (text: string, typed: string): Promise<void> => {
    await page.locator('.koenig-editor__editor p', { hasText: text }).last().click()
    await page.keyboard.press('End')
    await page.keyboard.type(typed)
  }

  const planned = async (slug: string) => {
    const run = await workspace.run('plan', '--json', `content/${slug}.md`)
    const action = (JSON.parse(run.stdout) as Plan).sites[0]?.actions.find(({ path }) => path === `${slug}.md`)
    if (action === undefined) throw new Error(`no action: ${run.stdout}${run.stderr}`)
    const name = (changes: readonly FieldChange[]) => changes.map(({ field }) => field)
    return { kind: action.kind, drifts: 'drifts' in action ? name(action.drifts) : [] }
  }

  const listChanged = async (slug: string): Promise<readonly string[]> => {
    const { stdout } = await workspace.run('plan', '--diff', `content/${slug}.md`)
    return stdout.split('\n').flatMap((text) => (/^ *[-+] (?!file|Ghost)/.test(text) ? [text.trim()] : []))
  }

  beforeAll(async () => {
    if (executablePath === undefined) throw new Error('no Chromium')
    workspace = openWorkspace({ name: NAME, sites: [site] })
    line = openLine(site, `#${NAME}`)
    workspace.write('content/red.png', drawPng(800, 600, [200, 30, 30]))
    for (const [slug, body] of [
      ['cards', BODY],
      ['words', 'Only words.\n\nThe last paragraph.\n'],
    ])
      workspace.write(`content/${slug}.md`, `---\ntitle: ${slug}\nslug: ${slug}\nstatus: published\n---\n${body}`)
    const push = await workspace.run('push')
    expect(push.stdout + push.stderr).toContain('2 created')
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
    })
    const context = await browser.newContext({ viewport: { width: 1400, height: 1000 } })
    const session = await context.request.post(`${site.url}/ghost/api/v${major}/admin/session/`, {
      data: { username: site.owner.email, password: site.owner.password },
      headers: { origin: site.url },
    })
    expect(session.status()).toBe(201)
    page = await context.newPage()
  })

  afterAll(async () => {
    await browser?.close()
    for (const post of await listRemote(line)) await deletePost(line, post.type, post.id)
  })

  test('a new title is drift of the title alone', async () => {
    await openEditor('cards')
    await page.locator('.gh-editor-title').first().fill('Cards, edited')
    await page.locator('.gh-editor-title').first().blur()
    await save()
    expect(await planned('cards')).toEqual({ kind: 'unchanged', drifts: ['title'] })
  })

  test.each(['cards', 'words'])('a word in a body of %s is drift of that word', async (slug) => {
    await openEditor(slug)
    await typeAfter('The last paragraph.', ' Addition')
    await save()
    expect((await find(slug)).base.kind).toBe('stamp')
    expect((await planned(slug)).drifts).toContain('body')
    const changed = await listChanged(slug)
    expect(changed).toEqual(['- The last paragraph.', '+ The last paragraph. Addition'])

    const pull = await workspace.run('pull', '--force', `content/${slug}.md`)
    expect(pull.code).toBe(0)
    expect(workspace.read(`content/${slug}.md`)).toContain('The last paragraph. Addition\n')
    expect((await workspace.run('push', `content/${slug}.md`)).code).toBe(0)
    expect(await planned(slug)).toEqual({ kind: 'unchanged', drifts: [] })
  })

  test('whose paragraphs are deleted loses what it carried, and nothing is overwritten', async () => {
    await openEditor('words')
    await page.locator('.koenig-editor__editor p').first().click()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('All new.')
    await save()
    const before = await find('words')
    expect(JSON.stringify(before.body)).toContain('All new.')
    expect(before.base.kind).toBe('none')
    expect((await planned('words')).kind).toBe('conflict')
    expect((await workspace.run('push', 'content/words.md')).code).toBe(4)
    expect(await find('words')).toEqual(before)
  })
})
