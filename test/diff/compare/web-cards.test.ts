import { expect, test } from 'vitest'
import { digestBody } from '../../../src/diff/compare/digests.ts'
import { buildPendingEmbed } from '../../../src/markdown/cards/embed.ts'
import type { LexicalNode } from '../../../src/markdown/index.ts'
import { makeBody } from '../sample-posts.ts'

const digest = (node: LexicalNode) => digestBody({ ...makeBody(''), children: [node] }, 'https://blog.example.com')
const pending = buildPendingEmbed('https://a.example/')

test.each<[string, LexicalNode]>([
  [
    'bookmark',
    { type: 'bookmark', version: 1, url: 'https://a.example/', caption: '', metadata: { title: 'A', icon: 'x' } },
  ],
  [
    'embed',
    {
      type: 'embed',
      version: 1,
      url: 'https://a.example/',
      embedType: 'video',
      html: '<iframe></iframe>',
      caption: '',
    },
  ],
])('a bare URL is the same as the %s that Ghost made of it', (_type, card) => {
  expect(digest(card)).toBe(digest(pending))
})

test('another URL or a caption makes the difference', () => {
  expect(digest(buildPendingEmbed('https://b.example/'))).not.toBe(digest(pending))
  expect(digest(buildPendingEmbed('https://a.example/', 'x'))).not.toBe(digest(pending))
})
