import { describe, expect, test } from 'vitest'
import { findUnrenderedBlocks } from '../../../src/diff/compare/unrendered-blocks.ts'
import { planSite } from '../../../src/diff/plan-site.ts'
import type { RemotePost } from '../../../src/ghost/posts/remote-post.ts'
import { findCapabilities } from '../../../src/ghost/transport/capabilities.ts'
import { type LexicalNode, parseMarkdown } from '../../../src/markdown/index.ts'
import type { DesiredPost } from '../../../src/scan/source/desired-post.ts'
import { makeBody, makeDesired, makeInput, makePushed, SITE } from '../sample-posts.ts'

// Case fidelity/21: a card that the site's Ghost does not know stays where the site has it, and is told where a post would need it.

function describeSite(major: number) {
  const capabilities = findCapabilities(major)
  if (capabilities === undefined) throw new Error(`no Ghost ${major}`)
  return { site: 'main', siteUrl: SITE, capabilities }
}

const text = (words: string): LexicalNode => ({ type: 'extended-text', version: 1, text: words })
const [paragraph] = makeBody('Words').children as [LexicalNode]
const poll: LexicalNode = { type: 'poll', version: 1, question: 'Q' }
const inList: LexicalNode = {
  type: 'list',
  version: 1,
  listType: 'bullet',
  children: [{ type: 'listitem', version: 1, children: [text('x'), poll] }],
}

function makePost(...children: LexicalNode[]): DesiredPost {
  const post = makeDesired('posts/a.md')
  return {
    ...post,
    body: { ...post.body, children },
    cards: [
      { type: 'poll', node: poll, line: 7 },
      { type: 'transistor', line: 9 },
    ],
  }
}

const find = (major: number, post: DesiredPost, remote?: RemotePost) =>
  findUnrenderedBlocks(post, remote, describeSite(major)).map(({ severity, line, message }) => ({
    severity,
    line,
    message,
  }))

describe('a new post', () => {
  test.each([
    ['begins with it', [poll, paragraph], 'the site refuses a post that begins with it'],
    ['has it later', [paragraph, poll, paragraph], 'readers would see nothing of the post from here on'],
  ])('%s: an error with its line', (_, children, end) => {
    const message = `this is a node that Ghost 5 does not know, \`poll\`: ${end}`
    expect(find(5, makePost(...children))).toEqual([{ severity: 'error', line: 7, message }])
  })
  test('has it deep in a list', () => {
    expect(find(6, makePost(paragraph, inList))).toMatchObject([{ severity: 'error' }])
  })
  test('has text outside of any block', () => {
    const [found] = findUnrenderedBlocks(makePost(paragraph, text('Loose')), undefined, describeSite(5))
    expect(found).toMatchObject({ severity: 'error', code: 'card/unknown', hint: 'Write it as a paragraph.' })
  })
  test('of Ghost 6 goes to Ghost 6 only', () => {
    const podcast = makePost(paragraph, { type: 'transistor', version: 1 })
    expect(find(6, podcast)).toEqual([])
    expect(find(5, podcast)).toMatchObject([{ severity: 'error', line: 9 }])
  })
  test('on Ghost 4 loses that place alone', () => {
    expect(find(4, makePost(poll, paragraph))[0]?.message).toContain('readers would see nothing in its place')
  })
})

describe('a post that has it already', () => {
  const stored = makePushed(makePost(paragraph, poll, paragraph))
  test('keeps it, with a warning', () => {
    expect(find(5, makePost(paragraph, paragraph, poll), stored)).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('it stays as it is there') },
    ])
    expect(find(4, makePost(poll, paragraph), stored)).toEqual([])
  })
  test('may not have it first, nor changed', () => {
    expect(find(5, makePost(poll, paragraph), stored)).toMatchObject([{ severity: 'error' }])
    expect(find(5, makePost(paragraph, { ...poll, question: 'Other' }), stored)).toMatchObject([{ severity: 'error' }])
  })
  test('loses it where Ghost would convert the post', () => {
    const old: RemotePost = { ...stored, body: { kind: 'other', format: 'mobiledoc', source: '{}' } }
    expect(find(5, makePost(paragraph, poll), old)).toMatchObject([{ severity: 'error' }])
  })
})

test('a plan blocks the post, and no other', () => {
  const posts = [makePost(paragraph, poll), makeDesired('posts/b.md')]
  const plan = planSite({ ...makeInput(posts, []), capabilities: describeSite(5).capabilities })
  expect(plan.actions).toMatchObject([
    { kind: 'blocked', problems: [{ code: 'card/unknown', line: 7, site: 'main' }] },
    { kind: 'create' },
  ])
  expect(plan.problems).toHaveLength(1)
})

test('a document within a card is no card', () => {
  const fence = (json: object) => `\`\`\`ghost-card\n${JSON.stringify(json)}\n\`\`\`\n`
  const nested = { type: 'paragraph', version: 1, children: [{ type: 'root', version: 1, children: [] }] }
  expect(parseMarkdown(fence(nested), 1).problems).toMatchObject([{ code: 'ghost-card/json' }])
  expect(parseMarkdown(`\n\n${fence(poll)}`, 1).cards).toEqual([{ type: 'poll', node: poll, line: 3 }])
  expect(parseMarkdown('\n:::transistor\n:::\n', 1).cards).toEqual([{ type: 'transistor', line: 2 }])
})
