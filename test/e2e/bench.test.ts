import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')

// `npm run bench` as the docs name it, so small that its figures say nothing: a figure that cannot be measured again is no figure.
test('every line of the bench is measured', { timeout: 300_000 }, async () => {
  const sizes = { posts: 8, first: 4, megabytes: 0.1, files: 10, around: 4, repeat: 1 }
  const options = Object.entries(sizes).flatMap(([name, size]) => [`--${name}`, String(size)])
  const { stdout } = await run(process.execPath, [join(root, 'bench/run.mjs'), '--json', ...options])
  const { results } = JSON.parse(stdout) as {
    readonly results: readonly { id: string; ours: { seconds: number }; theirs: { seconds: number } }[]
  }
  expect(results.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
  for (const { id, ours, theirs } of results) {
    expect(ours.seconds, id).toBeGreaterThan(0)
    expect(theirs.seconds, id).toBeGreaterThan(0)
  }
})
