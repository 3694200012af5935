import { describe, expect, test } from 'vitest'
import { chooseDialect, isSupported, readMajorVersion } from '../../../src/ghost/transport/api-dialect.ts'
import type { Outcome } from '../../../src/ghost/transport/outcome.ts'
import { decideRetry, readRetryAfter } from '../../../src/ghost/transport/retry.ts'

const answer = (status: number): Outcome => ({ kind: 'answer', answer: { status, headers: new Headers(), text: '' } })
const unsent = (code: string): Outcome => ({ kind: 'not-sent', error: Object.assign(new Error(code), { code }) })
const brokenOff: Outcome = { kind: 'broken-off', error: new Error('reset'), status: undefined }
const timedOut: Outcome = { kind: 'timed-out', error: new Error('slow') }

describe('decideRetry', () => {
  // Outcome, Retry-After in ms, whether a GET is repeated, whether a PUT is.
  const table: [string, Outcome, number | undefined, boolean, boolean][] = [
    ['429', answer(429), undefined, true, true],
    ['500', answer(500), undefined, true, false],
    ['502', answer(502), undefined, true, false],
    ['502 with Retry-After', answer(502), 1000, true, false],
    ['503', answer(503), undefined, true, false],
    ['503 with Retry-After', answer(503), 1000, true, true],
    ['504', answer(504), undefined, true, false],
    ['522', answer(522), undefined, true, false],
    ['Retry-After beyond a minute', answer(429), 61_000, false, false],
    ['200', answer(200), undefined, false, false],
    ['302', answer(302), undefined, false, false],
    ['404', answer(404), undefined, false, false],
    ['409', answer(409), undefined, false, false],
    ['501', answer(501), undefined, false, false],
    ['refused', unsent('ECONNREFUSED'), undefined, true, true],
    ['name server away', unsent('EAI_AGAIN'), undefined, true, true],
    ['no such host', unsent('ENOTFOUND'), undefined, false, false],
    ['bad certificate', unsent('CERT_HAS_EXPIRED'), undefined, false, false],
    ['foreign certificate', unsent('DEPTH_ZERO_SELF_SIGNED_CERT'), undefined, false, false],
    ['broken off', brokenOff, undefined, true, false],
    ['timed out', timedOut, undefined, false, false],
  ]
  test.each(table)('%s', (_, outcome, retryAfter, get, put) => {
    expect(decideRetry({ method: 'GET' }, outcome, 1, retryAfter) !== undefined).toBe(get)
    expect(decideRetry({ method: 'DELETE' }, outcome, 1, retryAfter) !== undefined).toBe(get)
    expect(decideRetry({ method: 'PUT' }, outcome, 1, retryAfter) !== undefined).toBe(put)
    expect(decideRetry({ method: 'POST' }, outcome, 1, retryAfter) !== undefined).toBe(put)
  })

  test('waits longer each time, and ends', () => {
    const waits = [1, 2, 3, 4].map((attempt) => decideRetry({ method: 'GET' }, brokenOff, attempt, undefined))
    expect(waits).toEqual([400, 800, 1600, undefined])
  })

  test('never comes back sooner than it is told, nor at once when it is told 0', () => {
    expect(decideRetry({ method: 'GET' }, answer(429), 1, 5000)).toBe(5000)
    expect(decideRetry({ method: 'GET' }, answer(429), 1, 0)).toBe(400)
  })
})

test.each([
  ['5', 5000],
  ['0', 0],
  ['1.5', 1500],
  ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
  ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After: %s', (value, expected) => {
  const headers = new Headers(value === undefined ? {} : { 'retry-after': value })
  expect(readRetryAfter(headers, Date.parse('2026-11-23T12:00:00Z'))).toBe(expected)
})

test.each([
  ['5.130', 5, true],
  ['6.65', 6, true],
  ['6.65.0', 6, true],
  ['4.48', 4, true],
  ['3.42', 3, true],
  ['2.38', 2, false],
  ['7.0', 7, false],
  ['10.1', 10, false],
])('version %s', (version, major, supported) => {
  expect(readMajorVersion(version)).toBe(major)
  expect(isSupported(major)).toBe(supported)
})

test.each(['', '5', 'v5.1', 'latest', null, 5, undefined])('no version: %s', (version) => {
  expect(readMajorVersion(version)).toBeUndefined()
})

test('Accept-Version', () => {
  expect([chooseDialect('auto', 6), chooseDialect('v5', 6)].map((dialect) => dialect?.acceptVersion)).toEqual([
    'v6.0',
    'v5.0',
  ])
})
