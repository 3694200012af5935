import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeBootFailure } from '../../../src/sandbox/sites/boot-ghost.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ghost-sync-log-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function describeLog(lines: readonly string[]): Promise<string> {
  const log = join(folder, 'ghost.log')
  await writeFile(log, lines.join('\n'))
  return (await describeBootFailure('main', log, 'stopped (exit code 2)')).message
}

const many = (text: string) => Array.from({ length: 20 }, (_, at) => `${text} ${at}`)

test('the end of the log is shown, without colours', async () => {
  const message = await describeLog([...many('INFO step'), '\u001b[31mERROR\u001b[39m no space'])
  expect(message).toContain('The end of its log:\nINFO step 9\n')
  expect(message).toMatch(/\nERROR no space$/)
})

test('an error that much was said after is shown as well, once', async () => {
  const message = await describeLog(['INFO up', '[now] ERROR file is not a database', ...many('  at line')])
  expect(message).toContain('The end of its log:\n[now] ERROR file is not a database\n...\n  at line 8\n')
  expect(message.match(/not a database/g)).toHaveLength(1)
})

test.each([
  [[], 'Its log is empty.'],
  [['Error: listen EADDRINUSE: address already in use'], 'The port of the sandbox site main is taken.'],
])('%j', async (lines, expected) => {
  expect(await describeLog(lines)).toContain(expected)
})
