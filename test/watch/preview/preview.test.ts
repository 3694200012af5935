import { describe, expect, test } from 'vitest'
import { allowsFraming } from '../../../src/watch/preview/framing.ts'
import { renderPage } from '../../../src/watch/preview/page.ts'
import { checkRequest, servePreview } from '../../../src/watch/preview/serve-preview.ts'

const TOKEN = 'Zm9vYmFyYmF6'
const HOST = '127.0.0.1:4000'

test.each([
  ['the page', { method: 'GET', url: `/${TOKEN}/`, host: HOST }, 'page'],
  ['by the other name of this machine', { method: 'GET', url: `/${TOKEN}/`, host: 'localhost:4000' }, 'page'],
  ['with a query', { method: 'GET', url: `/${TOKEN}/?x=1`, host: HOST }, 'page'],
  ['the events', { method: 'GET', url: `/${TOKEN}/events`, host: HOST }, 'events'],
  ['a name that was made to mean this machine', { method: 'GET', url: `/${TOKEN}/`, host: 'evil.example:4000' }, 403],
  ['the right name without the port', { method: 'GET', url: `/${TOKEN}/`, host: '127.0.0.1' }, 403],
  ['no host', { method: 'GET', url: `/${TOKEN}/`, host: undefined }, 403],
  ['no token', { method: 'GET', url: '/', host: HOST }, 404],
  ['another token', { method: 'GET', url: '/Zm9vYmFyYmFa/', host: HOST }, 404],
  ['the beginning of the token', { method: 'GET', url: '/Zm9vYmFyYmF/', host: HOST }, 404],
  ['without the slash at the end', { method: 'GET', url: `/${TOKEN}`, host: HOST }, 404],
  ['something else', { method: 'GET', url: `/${TOKEN}/../events`, host: HOST }, 404],
  ['another method', { method: 'POST', url: `/${TOKEN}/`, host: HOST }, 405],
])('%s', (_, asked, expected) => {
  const checked = checkRequest(asked, 4000, TOKEN)
  expect(checked.kind === 'route' ? checked.route : checked.status).toBe(expected)
})

describe('whether a site may be shown in a frame of http://127.0.0.1:4000', () => {
  test.each<[Record<string, string>, boolean]>([
    [{}, true],
    [{ 'x-frame-options': 'DENY' }, false],
    [{ 'x-frame-options': 'SAMEORIGIN' }, false],
    [{ 'content-security-policy': "default-src 'self'" }, true],
    [{ 'content-security-policy': "frame-ancestors 'none'" }, false],
    [{ 'content-security-policy': "default-src *; frame-ancestors 'self' https://admin.example.com" }, false],
    [{ 'content-security-policy': 'frame-ancestors *', 'x-frame-options': 'DENY' }, true],
    [{ 'content-security-policy': 'frame-ancestors http://127.0.0.1:4000' }, true],
    [{ 'content-security-policy': 'frame-ancestors http:' }, true],
    [{ 'content-security-policy': 'frame-ancestors' }, false],
    [{ 'content-security-policy': "frame-ancestors *, frame-ancestors 'none'" }, false],
  ])('%j: %s', (headers, allowed) => {
    expect(allowsFraming(new Headers(headers), 'http://127.0.0.1:4000')).toBe(allowed)
  })
})

test('the page runs its own script and nothing else', () => {
  const page = renderPage('abc')
  expect(page.match(/<script\b[^>]*>/g)).toEqual(['<script nonce="abc">'])
  expect(page).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|\son\w+=/)
})

test('serves only who knows the address, tells every page what is new, and ends', async () => {
  const preview = await servePreview({ port: 0 })
  const other = await fetch(`${preview.origin}/`)
  expect([other.status, await other.text()]).toEqual([404, expect.stringContaining('terminal')])
  const page = await fetch(preview.url)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'nonce-")
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  const state = { posts: [], latest: undefined, message: 'Line\nbreak', tone: 'good' } as const
  preview.show(state)
  const events = await fetch(new URL('events', preview.url))
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader()
  let read = ''
  while (!read.includes('data:')) read += (await reader?.read())?.value ?? ''
  expect(JSON.parse(/data: (.*)\n\n/.exec(read)?.[1] ?? '')).toEqual({
    posts: [],
    message: 'Line\nbreak',
    tone: 'good',
  })
  preview.show({ ...state, message: 'Next' })
  while (!read.includes('Next')) read += (await reader?.read())?.value ?? ''
  await expect(servePreview({ port: Number(new URL(preview.origin).port) })).rejects.toMatchObject({
    code: 'watch/port-taken',
    exitCode: 2,
  })
  await preview.close()
  await expect(fetch(preview.url)).rejects.toThrow()
})
