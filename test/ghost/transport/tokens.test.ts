import jsonwebtoken from 'jsonwebtoken'
import { describe, expect, test } from 'vitest'
import { trackServerClock } from '../../../src/ghost/transport/server-clock.ts'
import { createTokenSource, LARGEST_LEAD_MILLISECONDS, signToken } from '../../../src/ghost/transport/tokens.ts'
import { ADMIN_KEY } from '../connect.ts'

const NOON = Date.parse('2026-11-23T12:00:00.400Z')
const MINUTE = 60_000

test('a token has the key id in its header, a beginning, five minutes to live, and the audience of the Admin API', () => {
  const token = signToken(ADMIN_KEY, NOON)
  const verified = jsonwebtoken.verify(token, Buffer.from(ADMIN_KEY.secret, 'hex'), {
    complete: true,
    algorithms: ['HS256'],
    audience: /\/?admin\/?$/,
    clockTimestamp: NOON / 1000,
    maxAge: '5m',
  })
  expect(verified.header).toMatchObject({ kid: ADMIN_KEY.id, alg: 'HS256' })
  const second = Math.floor(NOON / 1000)
  expect(verified.payload).toEqual({ iat: second, nbf: second - 30, exp: second + 300, aud: '/admin/' })
})

describe('a token is kept', () => {
  test.each([
    [0, true],
    [3.9 * MINUTE, true],
    [4.1 * MINUTE, false],
    [60 * MINUTE, false],
    // The clock was set back: by the new time the token comes from the future.
    [-1000, false],
  ])('%i ms later: %s', (later, kept) => {
    let now = NOON
    const { token } = createTokenSource(ADMIN_KEY, () => now)
    const first = token()
    now += later
    expect(token() === first).toBe(kept || first === signToken(ADMIN_KEY, now))
    if (!kept) expect(token()).toBe(signToken(ADMIN_KEY, now))
  })

  test('until the server calls it wrong', () => {
    let now = NOON
    const source = createTokenSource(ADMIN_KEY, () => now)
    const first = source.token()
    now += 2000
    expect(source.redate(undefined)).toBe(true)
    expect(source.token()).not.toBe(first)
  })
})

describe('a token is dated anew on the word of a server', () => {
  test.each([
    ['three minutes ahead', 3 * MINUTE, true],
    ['at the limit', LARGEST_LEAD_MILLISECONDS, true],
    ['beyond the limit', LARGEST_LEAD_MILLISECONDS + 1, false],
    ['in the year 2099', Date.parse('2099-01-01') - NOON, false],
    // Good for nothing if that is a lie, and right if it is this machine that is ahead.
    ['two hours behind', -120 * MINUTE, true],
    ['years behind', -5_000_000 * MINUTE, true],
  ])('%s', (_, skew, taken) => {
    const source = createTokenSource(ADMIN_KEY, () => NOON)
    expect(source.redate(skew)).toBe(taken)
    expect(source.token()).toBe(signToken(ADMIN_KEY, taken ? NOON + skew : NOON))
  })

  test('counted from this machine’s clock, not from the last correction', () => {
    const source = createTokenSource(ADMIN_KEY, () => NOON)
    for (let round = 0; round < 5; round += 1) source.redate(10 * MINUTE)
    expect(source.token()).toBe(signToken(ADMIN_KEY, NOON + 10 * MINUTE))
    expect(source.redate(20 * MINUTE)).toBe(false)
    expect(source.redate(0)).toBe(true)
    expect(source.token()).toBe(signToken(ADMIN_KEY, NOON))
  })
})

describe("the server's clock", () => {
  const observe = (headers: Record<string, string>) => {
    const clock = trackServerClock(() => NOON)
    clock.observe(new Headers(headers), NOON - 100, NOON + 100)
    return { difference: clock.now() - NOON, skew: clock.skew() }
  }
  test.each([
    ['an hour ahead', { date: 'Mon, 23 Nov 2026 13:00:00 GMT' }, 3_600_100],
    ['an hour behind', { date: 'Mon, 23 Nov 2026 11:00:00 GMT' }, -3_599_900],
    ['within half a minute', { date: 'Mon, 23 Nov 2026 12:00:20 GMT' }, 20_100],
    ['not told', {}, 0],
    ['told badly', { date: 'yesterday' }, 0],
    ['told by a cache', { date: 'Mon, 23 Nov 2026 11:00:00 GMT', age: '3600' }, 0],
  ])('%s', (_, headers, difference) => {
    expect(observe(headers).difference).toBe(difference)
  })

  test('it began with the first answer that tells a date of its own', () => {
    const clock = trackServerClock(() => NOON)
    expect(clock.began()).toBe(undefined)
    const dates = [
      {},
      { date: 'Mon, 23 Nov 2026 11:00:00 GMT', age: '3600' },
      { date: 'Mon, 23 Nov 2026 12:00:01 GMT' },
    ]
    for (const headers of [...dates, { date: 'Mon, 23 Nov 2026 12:00:05 GMT' }]) {
      clock.observe(new Headers(headers), NOON, NOON)
    }
    expect(clock.began()).toBe(Date.parse('2026-11-23T12:00:01Z'))
  })

  test('it began by the local clock, to the second, where no answer tells a date', () => {
    const clock = trackServerClock(() => NOON)
    clock.observe(new Headers(), NOON, NOON + 50)
    expect(clock.began()).toBe(Date.parse('2026-11-23T12:00:00Z'))
  })

  test('a difference that is not told is not known', () => {
    expect(observe({ date: 'Mon, 23 Nov 2026 12:00:20 GMT' }).skew).toBe(20_100)
    expect(observe({}).skew).toBeUndefined()
  })

  test('the last answer counts: clocks are set while a watch runs', () => {
    let local = NOON
    const clock = trackServerClock(() => local)
    const answer = (date: string) => clock.observe(new Headers({ date }), local, local)
    answer('Mon, 23 Nov 2026 14:00:00 GMT')
    expect(clock.now()).toBe(Date.parse('2026-11-23T14:00:00.500Z'))
    local += 120 * MINUTE
    answer('Mon, 23 Nov 2026 14:00:01 GMT')
    expect(clock.now()).toBe(Date.parse('2026-11-23T14:00:01.500Z'))
  })
})
