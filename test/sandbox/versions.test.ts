import { describe, expect, test } from 'vitest'
import { checkNodeVersion, chooseGhostVersion, satisfiesCarets } from '../../src/sandbox/choose-version.ts'
import { findRelease, GHOST_RELEASES } from '../../src/sandbox/ghost-versions.ts'
import { checkSiteName } from '../../src/sandbox/sites/home.ts'

describe('chooseGhostVersion', () => {
  test.each([
    ['3', '3.42.9'],
    ['4', '4.48.9'],
    ['3.0.0', '3.0.0'],
    ['4.37.0', '4.37.0'],
    ['5', '5.130.6'],
    ['6', '6.65.0'],
    ['5.100.0', '5.100.0'],
    ['6.0.1', '6.0.1'],
  ])('%s is %s', (wanted, version) => {
    expect(chooseGhostVersion(wanted)).toBe(version)
  })

  test.each([
    ['20.19.0', '5.130.6'],
    ['22.13.1', '5.130.6'],
    ['24.20.0', '6.65.0'],
    ['25.0.0', '5.130.6'],
  ])('nothing said on Node %s is %s', (node, version) => {
    expect(chooseGhostVersion(undefined, node)).toBe(version)
  })

  test.each(['', '2', '2.38.3', '7', '7.0.0', '0.11.14', '5.x', 'latest', '^5.0.0', '5.130', '5.130.6-rc.1', '../5'])(
    '%j is refused',
    (wanted) => {
      expect(() => chooseGhostVersion(wanted)).toThrow(
        expect.objectContaining({ code: 'sandbox/ghost-version', exitCode: 2 }),
      )
    },
  )
})

test.each([
  ['3.42.9', '3.42.9'],
  ['4.0.1', '4.48.9'],
  ['5.130.6', '5.130.6'],
  ['6.0.0', '6.65.0'],
])('findRelease: %s is treated as %s', (version, known) => {
  expect(findRelease(version).version).toBe(known)
})

describe('GHOST_RELEASES', () => {
  test.each(Object.entries(GHOST_RELEASES))('%s runs on the Node that is fetched for it', (_major, release) => {
    expect(satisfiesCarets(release.fetchedNode, release.node)).toBe(true)
  })
})

describe('checkNodeVersion', () => {
  const five = GHOST_RELEASES['5'].node
  const six = GHOST_RELEASES['6'].node

  test.each([
    [five, '18.12.1'],
    [five, '20.11.1'],
    [five, '20.19.0'],
    [five, '22.13.1'],
    [five, '22.20.0'],
    [six, '22.23.1'],
    [six, '24.20.0'],
    [six, '24.21.3'],
    ['>=20', '23.0.0'],
    ['', '20.0.0'],
  ])('%s lets Node %s through', (range, node) => {
    expect(() => checkNodeVersion('6.2.3', range, node)).not.toThrow()
  })

  test.each([
    [five, '20.11.0'],
    [five, '20.9.9'],
    [five, '21.7.3'],
    [five, '23.0.0'],
    [five, '24.20.0'],
    [six, '20.20.2'],
    [six, '22.23.0'],
    [six, '22.9.5'],
    [six, '25.0.0'],
  ])('%s refuses Node %s', (range, node) => {
    expect(() => checkNodeVersion('6.2.3', range, node)).toThrow(
      expect.objectContaining({ code: 'sandbox/node-version' }),
    )
  })

  test('the hint names a version of that major that has been tried', () => {
    expect(() => checkNodeVersion('5.0.0', '^14.17.0 || ^16.13.0', '20.20.2')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('--ghost 5') }),
    )
  })
})

describe('checkSiteName', () => {
  test.each(['main', 'a', 'docs-2'])('%j is a name', (name) => {
    expect(() => checkSiteName(name)).not.toThrow()
  })

  test.each(['', 'Main', '2nd', '-x', 'a b', '../up', 'a/b', 'a_b', 'ä', 'x'.repeat(31)])('%j is none', (name) => {
    expect(() => checkSiteName(name)).toThrow(expect.objectContaining({ code: 'sandbox/site-name' }))
  })
})
