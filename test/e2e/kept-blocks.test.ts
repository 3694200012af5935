import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import type { LexicalNode } from '../../src/markdown/index.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
const NAME = 'kept-blocks'
const workspace = openWorkspace({ name: NAME, sites: [site] })
const line = openLine(site, `#${NAME}`)

afterAll(async () => {
  for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
  rmSync(workspace.folder, { recursive: true, force: true })
})

const FILE = 'content/posts/kept.md'
const text = (last: string) =>
  `---\ntitle: Kept blocks\nstatus: draft\n---\nA first paragraph.\n\n- one\n- two\n\n> A quotation.\n\n${last}\n`

const readBlocks = async (): Promise<readonly LexicalNode[]> => {
  const [post] = await listRemote(line)
  if (post?.body.kind !== 'lexical') throw new Error('no Lexical body')
  return post.body.root.children
}

test('a push of one changed word leaves every other block as a person left it', async () => {
  workspace.write(FILE, text('The end.'))
  expect(await workspace.run('push', '--yes')).toMatchObject({ code: 0 })
  const [post] = await listRemote(line)
  if (post?.body.kind !== 'lexical') throw new Error('no Lexical body')

  // What Ghost's editor does beside the text: it centres, indents, marks a direction, and keeps its own defaults.
  const children = post.body.root.children.map((node): LexicalNode => {
    if (node.type === 'paragraph') return { ...node, format: 'center', direction: 'rtl' }
    if (node.type !== 'list') return { ...node, indent: 0, direction: null }
    return { ...node, children: (node.children ?? []).map((item) => ({ ...item, direction: 'rtl', indent: 0 })) }
  })
  const root = { ...post.body.root, children }
  await editAsAdmin(line, post, { lexical: JSON.stringify({ root }) })
  const before = await readBlocks()
  expect(before[0]).toMatchObject({ format: 'center', direction: 'rtl' })
  expect(await workspace.run('plan')).toMatchObject({ code: 0 })

  workspace.write(FILE, text('The very end.').replace('- two', '- second'))
  const pushed = await workspace.run('push', '--yes')
  expect(pushed, pushed.stdout).toMatchObject({ code: 0 })
  const after = await readBlocks()
  const bytes = (nodes: readonly (LexicalNode | undefined)[]) => nodes.map((node) => JSON.stringify(node))
  expect(bytes([after[0], after[2]])).toEqual(bytes([before[0], before[2]]))
  expect(bytes([after[1]?.children?.[0]])).toEqual(bytes([before[1]?.children?.[0]]))
  expect(JSON.stringify(after)).toContain('The very end.')
  expect(JSON.stringify(after)).toContain('second')
  // The last paragraph got other words, and stays as it was aligned.
  expect(after.at(-1)).toMatchObject({ format: 'center', direction: 'rtl' })
  const again = await workspace.run('push', '--yes', '--json')
  expect(JSON.parse(again.stdout).sites[0]).toMatchObject({ requests: { writes: 0 } })

  workspace.write(FILE, text('## The end.').replace('- two', '- second'))
  const plan = await workspace.run('plan', '--diff')
  expect(plan.stdout).toContain('paragraph 2: centred text; will be lost')
})
