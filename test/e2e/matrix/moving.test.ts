import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { locateCache } from '../../../src/model/own-folders.ts'
import type { SandboxSite } from '../../../src/sandbox/sites/sandbox-site.ts'
import { locateSite } from '../../../src/sandbox/sites/site-record.ts'
import { startSandbox } from '../../../src/sandbox/sites/start-sandbox.ts'
import { stopSandbox } from '../../../src/sandbox/sites/stop-sandbox.ts'
import type { TestSite } from '../boot-sites.ts'
import { drawPng } from '../draw-png.ts'
import { listRemote, openLine } from '../edit-in-ghost.ts'
import { guardSandbox } from '../guard-sandbox.ts'
import { findChromium, openGhostAdmin } from '../open-ghost-admin.ts'
import { openWorkspace, type Workspace } from '../open-workspace.ts'
import { upgradeSite } from './upgrade-site.ts'

/** A repository goes on as it was when its site is upgraded: every post is recognised, and none is written twice. */

const NAME = 'moving'
const executablePath = findChromium()
const POSTS = {
  'posts/first.md': `---
title: First post
slug: first
status: published
tags: [News, "#internal"]
feature_image: ../images/red.png
feature_image_alt: A red box
custom_excerpt: What it is about
---
Hello **world**, see [the second](second.md#a-part), ~~not~~ [about](../pages/about.md) and <https://example.com/>.

![A red box](../images/red.png "The caption")

| a | b |
|---|--:|
| 1 | 2 |
`,
  'posts/second.md': `---
title: Second post
slug: second
status: published
---
## A part

1. one
2. two
   - nested

- [x] done

\`\`\`js
const a = 1
\`\`\`

> [!NOTE]
> A note.

<div class="raw">As it <b>is</b></div>
`,
  'posts/later.md':
    '---\ntitle: Later\nslug: later\nstatus: scheduled\npublished_at: 2035-01-01T09:00:00Z\n---\nNot yet.\n',
  'posts/plain.md': '---\ntitle: Plain\nslug: plain\n---\nNothing but *words*.\n\n---\n\nAnd more of them.\n',
  'pages/about.md': '---\ntitle: About\nslug: about-moving\nstatus: published\n---\nA page.\n',
}

interface Action {
  readonly kind: string
  readonly path: string
  readonly changes?: readonly { readonly field: string }[]
  readonly converts?: string
}

const homes: { readonly path: string; readonly letGo: () => void }[] = []

async function openHome(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'ghost-sync-moving-'))
  homes.push({ path, letGo: guardSandbox(path) })
  return path
}

async function start(home: string, ghost?: string): Promise<TestSite> {
  const [site] = await startSandbox({ names: ['main'], ghost, home, cacheDir: locateCache(process.env) })
  if (site === undefined) throw new Error('no site was started')
  return describeSite(site, home)
}

function describeSite({ name, url, adminKey, contentKey, owner, ghostVersion }: SandboxSite, home: string): TestSite {
  const folder = locateSite(home, name)
  const [contentFolder, database] = [join(folder, 'content'), join(folder, 'ghost.db')]
  return { name, url, adminKey, contentKey, owner, contentFolder, ghostVersion, database }
}

const listAll = async (site: TestSite) =>
  (await listRemote(openLine(site, `#${NAME}`)))
    .map(({ id, fields }) => ({ id, slug: fields.slug, status: fields.status, published_at: fields.published_at }))
    .sort((a, b) => a.slug.localeCompare(b.slug))

afterAll(async () => {
  for (const { path, letGo } of homes) {
    await stopSandbox({ home: path })
    await rm(path, { recursive: true, force: true, maxRetries: 5 })
    letGo()
  }
})

describe.each([
  ['3', '4'],
  ['4', '5'],
  ['4', '6'],
  ['5', '6'],
])('a site of Ghost %s that becomes a Ghost %s', (from, to) => {
  let workspace: Workspace
  let before: Awaited<ReturnType<typeof listAll>>
  let after: TestSite

  const readPlan = async (): Promise<readonly Action[]> => {
    const run = await workspace.run('plan', '--json')
    expect(run.stderr).not.toContain('error')
    const { sites } = JSON.parse(run.stdout) as { sites: readonly { actions: readonly Action[] }[] }
    return sites.flatMap(({ actions }) => actions)
  }

  beforeAll(async () => {
    const old = await openHome()
    const site = await start(old, from)
    workspace = openWorkspace({ name: NAME, sites: [site] })
    workspace.write('content/images/red.png', drawPng(40, 20, [200, 30, 30]))
    for (const [path, text] of Object.entries(POSTS)) {
      // Ghost 3 has no such field.
      workspace.write(`content/${path}`, from === '3' ? text.replace(/^feature_image_alt.*\n/m, '') : text)
    }
    const push = await workspace.run('push')
    expect(push.stdout + push.stderr).toContain('5 created')
    expect((await workspace.run('plan', '--exit-code')).code).toBe(0)
    before = await listAll(site)
    await stopSandbox({ home: old })
    const home = await openHome()
    await upgradeSite(old, home, 'main', to)
    after = await start(home)
  })

  test('every post is recognised, and there is nothing to do', async () => {
    expect(after.ghostVersion.startsWith(`${to}.`)).toBe(true)
    const run = await workspace.run('plan', '--exit-code')
    expect([run.code, run.stderr]).toEqual([0, ''])
    const actions = await readPlan()
    expect(actions.map(({ path }) => path).sort()).toEqual(Object.keys(POSTS).sort())
    for (const action of actions) expect(action).toMatchObject({ kind: 'unchanged', drifts: [] })
    expect(await listAll(after)).toEqual(before)
  })

  test('what Ghost shows is what the files say', async () => {
    const run = await workspace.run('check', '--fidelity')
    expect([run.code, run.stdout + run.stderr]).toEqual([
      0,
      expect.stringContaining('compared 5 posts, no differences'),
    ])
  })

  test.skipIf(executablePath === undefined || Number(from) > 4 || Number(to) < 5)(
    'an edit in the newer editor, which converts the post and leaves no stamp, is a conflict of just what was typed',
    async () => {
      const first = before.find(({ slug }) => slug === 'first')
      const admin = await openGhostAdmin(after, executablePath ?? '')
      try {
        await admin.openEditor({ type: 'post', id: first?.id ?? '' })
        await admin.typeAfter('Hello', ' And a person.')
        await admin.save()
      } finally {
        await admin.close()
      }
      const told = (await readPlan()).filter(({ kind }) => kind !== 'unchanged')
      expect(told).toMatchObject([
        { kind: 'conflict', reason: 'no-base', path: 'posts/first.md', conflicts: [{ field: 'body' }] },
      ])
      const diff = (await workspace.run('plan', '--diff')).stdout.split('\n').map((text) => text.trim())
      expect(diff.filter((text) => /^[-+] (?!Ghost)/.test(text))).toEqual([
        expect.stringMatching(/^- Hello .* And a person\.$/),
        expect.stringMatching(/^\+ Hello .*example\.com\/>\.$/),
      ])
      // Nothing is settled until somebody says how.
      const text = workspace.read('content/posts/first.md')
      expect((await workspace.run('push')).code).toBe(4)
      expect((await workspace.run('pull', '--force')).code).toBe(4)
      expect(workspace.read('content/posts/first.md')).toBe(text)
      expect((await workspace.run('pull', '--force', '--theirs', 'first')).code).toBe(0)
      // That paragraph is written anew, all others are as they were.
      const typed = text.replace('(second.md', '(./second.md').replace('example.com/>.', 'example.com/>. And a person.')
      expect(workspace.read('content/posts/first.md')).toBe(typed)
      expect((await workspace.run('push')).code).toBe(0)
      expect((await workspace.run('plan', '--exit-code')).code).toBe(0)
    },
  )

  test('an edit of a file is an ordinary update, which names the format that goes with it', async () => {
    const isConverted = Number(from) < 5 && Number(to) >= 5
    workspace.write('content/posts/plain.md', workspace.read('content/posts/plain.md').replace('*words*', '*more*'))
    const path = 'content/posts/second.md'
    workspace.write(path, workspace.read(path).replace('Second post', 'Second post, better'))
    const changed = (await readPlan()).filter(({ kind }) => kind !== 'unchanged')
    expect(changed).toMatchObject([
      { kind: 'update', path: 'posts/plain.md', changes: [{ field: 'body' }] },
      { kind: 'update', path: 'posts/second.md', changes: [{ field: 'title' }] },
    ])
    const converts = isConverted ? 'mobiledoc' : undefined
    expect(changed.map((action) => action.converts)).toEqual([converts, converts])
    expect((await workspace.run('push')).code).toBe(0)
    expect((await workspace.run('plan', '--exit-code')).code).toBe(0)
    const run = await workspace.run('check', '--fidelity')
    expect(run.stdout + run.stderr).toContain('compared 5 posts, no differences')
  })
})
