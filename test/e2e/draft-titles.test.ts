import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// Ghost has a rule that gives a draft that was never published a new slug with a new title. A file without a slug has its name for one, and
// keeps it: plan twice, push once, plan again, and nothing is left to do.

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
const NAME = 'draft-titles'
const workspace = openWorkspace({ name: NAME, sites: [site] })
const line = openLine(site, `#${NAME}`)

afterAll(async () => {
  for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
  rmSync(workspace.folder, { recursive: true, force: true })
})

/** Named as Ghost makes a slug of the title; otherwise; as the second of its name; and a page. */
const FILES: readonly (readonly [file: string, title: string, more: string])[] = [
  ['draft-titles-one', 'Draft titles one', ''],
  ['draft-titles-other', 'Quite another title', ''],
  ['draft-titles-same-2', 'Draft titles same', ''],
  ['draft-titles-page', 'Draft titles page', 'type: page\n'],
  ['draft-titles-dated', 'Draft titles dated', 'published_at: 2024-05-06T07:08:09Z\n'],
]

function write(title: (title: string) => string): void {
  for (const [file, own, more] of FILES)
    workspace.write(`content/posts/${file}.md`, `---\ntitle: ${title(own)}\nstatus: draft\n${more}---\nText.\n`)
}

const state = async () =>
  (await listRemote(line))
    .map(({ fields }) => [fields.slug, fields.title])
    .sort(([one = ''], [other = '']) => (one < other ? -1 : 1))

test('a new title of a draft leaves its slug as it is, and the next plan is empty', async () => {
  write((title) => title)
  expect((await workspace.run('push')).code).toBe(0)
  for (const wanted of [(title: string) => `${title} anew`, (title: string) => title, () => 'All the same']) {
    write(wanted)
    const plans = [await workspace.run('plan', '--json'), await workspace.run('plan', '--json')]
    expect(plans[0]?.stdout).toBe(plans[1]?.stdout)
    expect((await workspace.run('push')).code).toBe(0)
    expect(await state()).toEqual(
      FILES.map(([file, title]) => [file, wanted(title)]).sort(([one = ''], [other = '']) => (one < other ? -1 : 1)),
    )
    const after = await workspace.run('plan', '--exit-code')
    expect([after.code, after.stdout]).toEqual([0, expect.not.stringContaining('kept as in Ghost')])
    const again = await workspace.run('push', '--json')
    expect(JSON.parse(again.stdout).sites[0].requests.writes).toBe(0)
  }
})
