import { afterAll, describe, expect, test } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace } from './open-workspace.ts'
import { hasTerminal, runInTerminal } from './run-in-terminal.ts'
import { readTestSites } from './test-sites.ts'

/** What only a terminal shows: bars, colours, the cursor, and Ctrl-C as a key. */

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
if (!hasTerminal) process.stderr.write('terminal: skipped, no /usr/bin/script (util-linux) found\n')
const POSTS = 30
const workspace = openWorkspace({ name: 'terminal', sites: [site] })
const line = openLine(site, '#terminal')
const write = (round: string) => {
  for (let nth = 0; nth < POSTS; nth += 1)
    workspace.write(`content/t-${nth}.md`, `---\ntitle: T ${nth}\n---\n${round}\n`)
}
afterAll(async () => {
  for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
})

const COLOUR = /\x1b\[3\d(?:;\d+)?m/
const [HIDE, SHOW] = ['\x1b[?25l', '\x1b[?25h']

describe.skipIf(!hasTerminal)('push', () => {
  test('Ctrl-C ends it after the write under way, with the cursor back, and the next one brings the rest', async () => {
    write('One.')
    const { code, shown } = await runInTerminal(workspace, ['push'], [[/ [1-9]\d*\/30 posts/, '\x03']], {})
    expect(code).toBe(130)
    expect(shown).toContain('Stopping; a write that is under way is finished.')
    expect(shown.lastIndexOf(SHOW)).toBeGreaterThan(shown.lastIndexOf(HIDE))
    const made = await listRemote(line)
    expect(made.length).toBeGreaterThan(0)
    expect(made.length).toBeLessThan(POSTS)
    const rest = await workspace.run('push')
    expect(rest.stdout).toContain(`${POSTS - made.length} created`)
    expect(await listRemote(line)).toHaveLength(POSTS)
  })

  test('a bar that counts and goes, and colours', async () => {
    write('Two.')
    const { code, shown } = await runInTerminal(workspace, ['push'], [], {})
    expect(code).toBe(0)
    const counted = [...shown.matchAll(/main {2}█*░* {2}(\d+)\/30 posts/g)].map(([, done]) => Number(done))
    expect(counted.length).toBeGreaterThan(2)
    expect(counted).toEqual(counted.toSorted((one, other) => one - other))
    expect(counted.at(-1)).toBeGreaterThan(counted[0] ?? 0)
    expect(shown).toMatch(COLOUR)
    expect(shown.lastIndexOf(SHOW)).toBeGreaterThan(shown.lastIndexOf(HIDE))
    // What stays on the screen is what stands behind the last time that the bar was cleared.
    const left = shown.slice(shown.lastIndexOf(SHOW)).replace(/\x1b\[[\d;?]*[A-Za-z]/g, '')
    expect(left).toContain(`${POSTS} updated`)
    expect(left).not.toContain('░')
  })

  test.each([
    ['NO_COLOR', { NO_COLOR: '1' }, []],
    ['a dumb terminal', { TERM: 'dumb' }, []],
    ['--no-color', {}, ['--no-color']],
  ])('no colours with %s', async (_, env, args) => {
    const { code, shown } = await runInTerminal(workspace, ['plan', ...args], [], env)
    expect(code).toBe(0)
    expect(shown).not.toMatch(COLOUR)
  })
})
