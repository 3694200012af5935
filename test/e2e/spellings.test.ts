import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import type { Plan } from '../../src/diff/plan.ts'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { drawPng } from './draw-png.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/** One repository in two clones: Linux keeps names composed (NFC), older disks of macOS decomposed (NFD). Both have to say the same of every post. */

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
const NAME = 'spellings'
const FORMS = ['NFC', 'NFD'] as const
const line = openLine(site, `#${NAME}`)
const clones = FORMS.map((form) => {
  const workspace = openWorkspace({
    name: NAME,
    sites: [site],
    config: { content: { posts: ['bücher/**/*.md'], ignore: ['**/*.entwürfe.md'] } },
  })
  const write = (path: string, content: string | Uint8Array) => workspace.write(path.normalize(form), content)
  write(
    'content/bücher/größe/naïve.md',
    '---\ntitle: Naïve\n---\nAn [other one](../が.md#höhe).\n\n![A picture](./übersicht.png)',
  )
  write('content/bücher/größe/übersicht.png', drawPng(8, 8, [200, 120, 40]))
  write('content/bücher/が.md', '---\ntitle: Ga\nfeature_image: ./größe/übersicht.png\n---\n\n## Höhe\n\nText.')
  write('content/bücher/größe/alt.entwürfe.md', 'Left out.')
  return workspace
})

afterAll(async () => {
  for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
  for (const { folder } of clones) rmSync(folder, { recursive: true, force: true })
})

describe('a clone with composed names, and one with decomposed ones', () => {
  test('write nothing over of what the other one has pushed, stamps and ledger included', async () => {
    const states: string[] = []
    for (const clone of [...clones, ...clones]) {
      const pushed = await clone.run('push', '--yes', '--verbose')
      expect(pushed.code, pushed.stdout + pushed.stderr).toBe(0)
      const written = pushed.stderr.split('\n').filter((row) => /\b(POST|PUT|DELETE)\b/.test(row))
      if (states.length > 0) expect(written).toEqual([])
      states.push(
        JSON.stringify((await listRemote(line)).map(({ updatedAt, fields, base }) => [updatedAt, fields, base])),
      )
      const { stdout } = await clone.run('plan', '--json', '--prune')
      const [{ actions } = { actions: [] }] = (JSON.parse(stdout) as Plan).sites
      expect(actions.map(({ kind, path }) => [kind, path])).toEqual([
        ['unchanged', 'bücher/größe/naïve.md'.normalize('NFC')],
        ['unchanged', 'bücher/が.md'.normalize('NFC')],
      ])
    }
    expect(new Set(states).size).toBe(1)
    const slugs = (await listRemote(line)).map(({ fields }) => fields.slug)
    expect(slugs.sort()).toEqual(['ga', 'naive'])
  })

  test('know each other’s posts by path, and by a path as it is typed', async () => {
    const [composed, decomposed] = clones
    for (const form of FORMS) {
      const path = 'content/bücher/größe/naïve.md'.normalize(form)
      for (const clone of [composed, decomposed]) {
        const run = await clone?.run('plan', path)
        expect(run?.code, run?.stderr).toBe(0)
      }
    }
  })

  test('pull into the file that is there', async () => {
    const [post] = (await listRemote(line)).filter(({ fields }) => fields.slug === 'naive')
    if (post === undefined) throw new Error('no post')
    await editAsAdmin(line, post, { title: 'By an editor' })
    for (const [nth, clone] of clones.entries()) {
      const pulled = await clone.run('pull', '--force')
      expect(pulled.code, pulled.stdout).toBe(0)
      expect(clone.read('content/bücher/größe/naïve.md'.normalize(FORMS[nth]))).toContain('title: By an editor')
    }
  })
})
