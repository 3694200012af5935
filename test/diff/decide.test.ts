import { expect, test } from 'vitest'
import { compareField } from '../../src/diff/decide.ts'

const L = 'local'
const R = 'remote'
const B = 'base'

test.each([
  { about: 'nobody changed anything', local: [B], remote: [B], base: [B], verdict: 'same' },
  { about: 'the file changed', local: [L], remote: [B], base: [B], verdict: 'update' },
  { about: 'Ghost changed', local: [B], remote: [R], base: [B], verdict: 'drift' },
  { about: 'both changed to the same', local: [L], remote: [L], base: [B], verdict: 'same' },
  { about: 'both changed otherwise', local: [L], remote: [R], base: [B], verdict: 'conflict' },
  { about: 'no base, and they differ', local: [L], remote: [R], base: [], verdict: 'conflict' },
  { about: 'no base, and they agree', local: [L], remote: [L], base: [], verdict: 'same' },
  {
    about: 'Ghost stored our value in its own form',
    local: [B],
    remote: ['stored'],
    base: [B, 'stored'],
    verdict: 'same',
  },
  {
    about: 'the file changed after Ghost had stored its own form',
    local: [L],
    remote: ['stored'],
    base: [B, 'stored'],
    verdict: 'update',
  },
  { about: 'one of several equal values matches', local: [L], remote: [R, L], base: [B], verdict: 'same' },
])('$about: $verdict', ({ local, remote, base, verdict }) => {
  expect(compareField({ local, remote, base, remoteIsDefault: false })).toBe(verdict)
})

test('a field that is managed from now on is written only over a value that Ghost gave by itself', () => {
  expect(compareField({ local: [L], remote: [R], base: [], remoteIsDefault: true })).toBe('update')
  expect(compareField({ local: [L], remote: [R], base: [], remoteIsDefault: false })).toBe('conflict')
})
