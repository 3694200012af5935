import { describe, expect, it } from 'vitest'
import { EXIT_CODE, GhostSyncFailure } from '../../../src/model/failure.ts'
import { listCauses, renderFailure } from '../../../src/report/problems/render-failure.ts'

const key = `${'a1'.repeat(12)}:${'b2'.repeat(32)}`
const refused = Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' })
const cause = new TypeError('fetch failed', { cause: new AggregateError([refused, new Error(`key ${key}`)], '') })
const failure = new GhostSyncFailure('site/unreachable', 'main did not answer', EXIT_CODE.failed, {
  hint: 'Is it up?\nTry again.',
  cause,
})

describe('renderFailure', () => {
  it('shows message, code and hint', () => {
    expect(renderFailure(failure, { colour: false, verbose: false })).toMatchInlineSnapshot(`
      "error: main did not answer  (site/unreachable)
      hint: Is it up?
            Try again.
      "
    `)
  })

  it('shows the causes when verbose, without the key in them', () => {
    expect(renderFailure(failure, { colour: false, verbose: true })).toMatchInlineSnapshot(`
      "error: main did not answer  (site/unreachable)
      hint: Is it up?
            Try again.
      caused by: TypeError: fetch failed
      caused by: Error: connect refused (ECONNREFUSED)
      caused by: Error: key [redacted]
      "
    `)
  })

  it('keeps the lines of a message and makes each printable', () => {
    const text = renderFailure(
      { code: 'plan/outdated', message: 'no longer fits:\n  a\u001b[2J\n::error::b' },
      { colour: false, verbose: false },
    )
    expect(text).toBe('error: no longer fits:  (plan/outdated)\n  a\\x1b[2J\n\\x3a:error::b\n')
  })

  it('is the same text with and without colours', () => {
    const coloured = renderFailure(failure, { colour: true, verbose: true })
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderFailure(failure, { colour: false, verbose: true }))
  })
})

describe('listCauses', () => {
  it('ends on a loop', () => {
    const one = new Error('one')
    one.cause = new Error('two', { cause: one })
    expect(listCauses(one)).toEqual(['Error: one', 'Error: two'])
  })

  it.each([
    [undefined, []],
    [null, []],
    ['text', ['text']],
    [{ a: 1 }, ['an object that is not an error']],
  ])('%s', (given, expected) => expect(listCauses(given)).toEqual(expected))
})
