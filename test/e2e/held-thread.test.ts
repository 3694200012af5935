import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { CLI, openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// A text that takes hours holds the thread, and then no handler of a signal would ever run. It ends what only reads all the same, and at once.

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

/** @param at what the code searches a text for where it is to be held */
async function holdAndSend(args: readonly string[], at: string, signal: NodeJS.Signals, isPushed = false) {
  // A site remembers what was deleted on it: each run has a project of its own.
  const name = `held-${args[0]}-${signal.toLowerCase()}`
  const workspace = openWorkspace({ name, sites: [site as typeof site & object] })
  const write = (more: string) =>
    workspace.write(
      'content/posts/held-a.md',
      `---\ntitle: A\nstatus: draft\n---\n<div>a text that takes hours${more}</div>\n`,
    )
  write('')
  if (isPushed) {
    expect((await workspace.run('push', '--yes')).code).toBe(0)
    write(' and more')
  }
  const preload = pathToFileURL(join(import.meta.dirname, 'hold-thread.mjs')).href
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: workspace.folder,
    env: { PATH: process.env.PATH, ...workspace.env, NODE_OPTIONS: `--import=${preload}`, HOLD_AT: at },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  cleanups.push(async () => {
    child.kill('SIGKILL')
    const line = openLine(site as typeof site & object, `#${name}`)
    for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
    rmSync(workspace.folder, { recursive: true, force: true })
  })
  let sent = 0
  let told = ''
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString('utf8')
    if (sent > 0 || !told.includes('held')) return
    sent = performance.now()
    child.kill(signal)
  })
  const ended = await new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('exit', (code, by) => resolve({ code, signal: by }))
  })
  expect(told).toContain('held')
  return { ...ended, milliseconds: performance.now() - sent }
}

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  /** Ended by the signal itself: 130 or 143 to a shell. */
  const isEnded = { code: null, signal }

  test.each([
    ['check'],
    ['check', '--fix'],
    ['render', 'content/posts/held-a.md'],
    ['plan'],
    ['push', '--yes'],
    ['watch'],
    ['pull'],
  ])('ends %s while a file is read', async (...args) => {
    const { milliseconds, ...ended } = await holdAndSend(args.filter(Boolean), '[^', signal)
    expect(ended).toEqual(isEnded)
    expect(milliseconds).toBeLessThan(1000)
  })

  test.each([['plan'], ['push', '--yes'], ['watch']])('ends %s while posts are compared', async (...args) => {
    const { milliseconds, ...ended } = await holdAndSend(args, '__GHOST_URL__', signal, true)
    expect(ended).toEqual(isEnded)
    expect(milliseconds).toBeLessThan(1000)
  })
})
