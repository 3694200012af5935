import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastGlob from 'fast-glob'
import { expect, test } from 'vitest'

/**
 * Every request to a site goes through the client of `src/ghost/transport`: it asks the address that the config names and no other, follows no
 * redirect, sends the token nowhere else, and bounds what it reads and how long it waits. Whatever else opens a line is named here, with the
 * reason why it may.
 */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'src/ghost/transport/connection.ts': 'makes the client, and names its type',
  'src/ghost/transport/deliver-request.ts': 'sends one request of the client',
  'src/ghost/transport/public-file.ts': 'asks for what needs no key, from the same address',
  'src/action/comment.ts':
    "asks GitHub's API for the comment on a pull request, at the address that the runner gives; no redirects",
  'src/sandbox/sites/site-process.ts': 'looks whether a Ghost that this program started answers on loopback',
  'src/sandbox/sites/set-up-site.ts': 'sets up a Ghost that this program started on loopback',
  'src/sandbox/sites/boot-ghost.ts': 'runs inside the Ghost of a sandbox, and keeps it from the network',
  'src/watch/preview/serve-preview.ts': 'listens, on loopback; asks nobody',
  'src/watch/preview/page.ts': 'runs in the browser, on the preview page that was served',
}

/** Ways to open a line to somewhere. */
const LINE =
  /(?<![./\w$-])fetch(?=\s*(?:[(,;)}\]]|$))|\bglobalThis\.fetch\b|\.http\(|['"](?:ky|undici|axios|got|node-fetch|ws)['"]|['"](?:node:)?(?:https?|http2|net|tls|dgram|dns)(?:\/promises)?['"]|\b(?:XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b/

function codeOf(file: string): string {
  const text = readFileSync(join(root, file), 'utf8')
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

const root = join(import.meta.dirname, '../..')
const files = fastGlob.sync('src/**/*.ts', { cwd: root })

test('no request is made outside the guarded client', () => {
  const asking = files.filter((file) => LINE.test(codeOf(file)))
  expect(asking.filter((file) => !Object.hasOwn(EXCEPTIONS, file))).toEqual([])
})

test('every exception is one', () => {
  for (const file of Object.keys(EXCEPTIONS)) expect(LINE.test(codeOf(file)), file).toBe(true)
})

test.each([
  'await fetch(url)',
  'const ask = fetch',
  "import ky from 'ky'",
  "import { request } from 'node:https'",
  "const net = require('net')",
  "await import('undici')",
  'globalThis.fetch(url)',
  'await connection.http(path)',
])('%s would be noticed', (code) => {
  expect(LINE.test(code)).toBe(true)
})

test('whoever calls fetch itself says what becomes of a redirect', () => {
  const careless = files.flatMap((file) => {
    // That one is handed a request of the client, which follows none.
    if (file === 'src/ghost/transport/deliver-request.ts') return []
    const code = codeOf(file)
    return [...code.matchAll(/(?<![./\w$-])fetch\(/g)].flatMap(({ index }) =>
      /redirect: '(?:error|manual)'/.test(code.slice(index, index + 500))
        ? []
        : [`${file}: ${code.slice(index, index + 60)}`],
    )
  })
  expect(careless).toEqual([])
})
