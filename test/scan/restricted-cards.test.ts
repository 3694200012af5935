import { expect, test } from 'vitest'
import { findCapabilities } from '../../src/ghost/transport/capabilities.ts'
import { desirePosts } from '../../src/scan/desire-posts.ts'
import { FACTS, fakeAssets, SITE } from './make-source.ts'
import { readSource } from './read-source.ts'

const SECRET = '---\ntitle: A\n---\nx\n\n:::html{web=paid}\n<b>secret</b>\n:::\n\n:::cta{email=none}\ny\n:::\n'

async function desire(text: string, major: number, minor?: number) {
  const capabilities = findCapabilities(major, minor) ?? FACTS.capabilities
  const files = [readSource('a.md', text)]
  const input = { files, site: SITE, siteNames: ['blog'], now: new Date(0), readAsset: fakeAssets([]) }
  return desirePosts({ ...input, facts: { ...FACTS, capabilities } })
}

test.each([
  ['Ghost 3', 3, undefined],
  ['Ghost 4', 4, undefined],
  ['Ghost 5.115', 5, 115],
] as const)('%s would show a card for members to everybody: the post is held back', async (ghost, major, minor) => {
  const { posts, problems } = await desire(SECRET, major, minor)
  expect(posts).toEqual([])
  expect(problems.map(({ severity, code, line, site }) => [severity, code, line, site])).toEqual([
    ['error', 'card/visibility', 6, 'blog'],
    ['error', 'card/visibility', 10, 'blog'],
  ])
  expect(problems[0]?.message).toBe(
    `This \`:::html\` is for some readers only, and ${ghost} would show it to everybody.`,
  )
})

test.each([
  ['Ghost 5', 5, 118, SECRET],
  ['Ghost 6', 6, 0, SECRET],
  ['Ghost 3 without a restriction', 3, undefined, SECRET.replaceAll(/\{.*\}/g, '')],
] as const)('%s takes it', async (_, major, minor, text) => {
  const { posts, problems } = await desire(text, major, minor)
  expect(problems).toEqual([])
  expect(posts).toHaveLength(1)
})
