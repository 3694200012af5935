import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keepDate, MOVED_SECONDS, moveDate } from './move-date.ts'

/** What a process with these variables prints, as JSON. */
function ask(expression: string, env: Readonly<Record<string, string>>): unknown {
  const program = `console.log(JSON.stringify(await (async () => (${expression}))()))`
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { env, encoding: 'utf8' }))
}

const YEAR = 365 * 86_400

test.each([0, YEAR, -7200])('a process that is spawned runs %i seconds ahead', (seconds) => {
  const expression =
    '[(Date.now = Date.now)(), +new Date(), Date.parse(Date()), Date.parse(new Date(0).toISOString()), +new Date(2020, 1)]'
  const [now, made, written, epoch, given] = ask(expression, { ...moveDate(seconds), TZ: 'UTC' }) as number[]
  for (const time of [now, made, written]) {
    expect(Math.abs((time ?? 0) - Date.now() - seconds * 1000)).toBeLessThan(30_000)
  }
  expect([epoch, given]).toEqual([0, Date.UTC(2020, 1)])
})

test('what is made by Node is a date as well, and a server tells the moved one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ghost-sync-date-'))
  writeFileSync(join(folder, 'a'), '')
  const server = `await new Promise((done) => {
    const server = http.createServer((_, response) => response.end('x')).listen(0, '127.0.0.1', async () => {
      const answer = await fetch('http://127.0.0.1:' + server.address().port)
      server.close()
      done([Date.parse(answer.headers.get('date')), fs.statSync(${JSON.stringify(join(folder, 'a'))}).mtime instanceof Date, new Date().constructor === Date])
    })
  })`
  const expression = `(await import('node:http').then((http) => globalThis.http = http), await import('node:fs').then((fs) => globalThis.fs = fs), ${server})`
  const [date, isDate, isOwn] = ask(expression, moveDate(YEAR)) as [number, boolean, boolean]
  expect(Math.abs(date - Date.now() - YEAR * 1000)).toBeLessThan(30_000)
  expect([isDate, isOwn]).toEqual([true, true])
  rmSync(folder, { recursive: true })
})

test('a run under another date hands it on', () => {
  const now = ask('Date.now()', keepDate()) as number
  expect(Math.abs(now - Date.now())).toBeLessThan(30_000)
  expect(keepDate().MOVE_DATE_SECONDS).toBe(MOVED_SECONDS === 0 ? undefined : String(MOVED_SECONDS))
})
