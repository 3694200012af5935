import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LexicalNode, LexicalRoot } from '../../../src/markdown/document/lexical.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { renderLexicalHtml } from '../../../src/markdown/lexical/render-lexical-html.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'

const documentOf = (...children: LexicalNode[]): LexicalRoot => ({
  type: 'root',
  version: 1,
  direction: 'ltr',
  format: '',
  indent: 0,
  children,
})
const write = (node: LexicalNode) => writeMarkdown(documentOf(node)).text
const read = (text: string) => convertMarkdown(parseMarkdown(text, 1), { resolve: (url) => ({ url }) }).children
const show = (...nodes: LexicalNode[]) => renderLexicalHtml(documentOf(...nodes), { ghost: 6, isUpload: () => false })

const FILM = 'https://www.youtube.com/watch?v=7hCPODjJO7s'
const PLAYER = '<iframe src="https://www.youtube.com/embed/7hCPODjJO7s"></iframe>'
const embed = (more: object): LexicalNode => ({
  type: 'embed',
  version: 1,
  url: 'https://social.example/42',
  embedType: 'rich',
  html: '',
  metadata: {},
  caption: '',
  ...more,
})
const bookmark = (metadata: object, more: object = {}): LexicalNode => ({
  type: 'bookmark',
  version: 1,
  url: 'https://example.com/page',
  metadata,
  caption: '',
  ...more,
})

describe('an embed is pulled', () => {
  test('as its address, where its player follows from that (case fidelity/22)', () => {
    expect(write(embed({ url: FILM, embedType: 'video', html: PLAYER }))).toBe(`${FILM}\n`)
  })

  test('as its address and caption', () => {
    const text = write(embed({ url: FILM, embedType: 'video', html: PLAYER, caption: 'A <b>film</b>' }))
    expect(text).toBe(`:::embed{url="${FILM}"}\nA **film**\n:::\n`)
  })

  test('with the HTML that only its provider can give', () => {
    const html =
      '<blockquote class="post"><p>Hello</p>\n\n```\n</blockquote>\n<script async src="https://social.example/w.js"></script>'
    const node = embed({ html, caption: 'Seen <em>today</em>' })
    const text = write(node)
    expect(text).toContain(`:::embed{url="https://social.example/42" type=rich}\n\`\`\`\`html\n<blockquote`)
    expect(read(text)).toEqual([{ ...node, caption: 'Seen <em>today</em>' }])
  })

  test('with the picture that newsletters show', () => {
    const metadata = { thumbnail_url: 'https://example.com/t.jpg', thumbnail_width: 480, thumbnail_height: 360 }
    const node = embed({ embedType: 'video', html: '<video></video>', metadata })
    expect(read(write(node))).toEqual([node])
  })

  test('and what older versions wrote is read as before', () => {
    expect(read(':::embed{url="https://a.example/" type=video html="<iframe></iframe>"}\nCaption\n:::')).toMatchObject([
      { type: 'embed', embedType: 'video', html: '<iframe></iframe>', caption: 'Caption' },
    ])
    expect(read(':::embed{url="https://a.example/"}\nCaption\n:::')).toMatchObject([
      { type: 'ghost-sync-embed', caption: 'Caption' },
    ])
  })
})

describe('a bookmark is pulled', () => {
  test('as its address, where nothing more is stored', () => {
    expect(write(bookmark({}))).toBe('https://example.com/page\n')
    expect(write(bookmark({ title: 'https://example.com/page', icon: null }))).toBe('https://example.com/page\n')
  })

  test('with all that is stored', () => {
    const metadata = {
      icon: 'https://example.com/icon.png',
      title: 'A "page"',
      description: 'About {it}',
      author: 'A. Writer',
      publisher: 'Example',
      thumbnail: 'https://example.com/t.jpg',
    }
    const text = write(bookmark(metadata, { caption: 'Mine' }))
    expect(text.split('\n')).toHaveLength(4)
    expect(read(text)).toEqual([bookmark(metadata, { caption: 'Mine' })])
  })

  test('without a title, and none is made up', () => {
    expect(show(...read(write(bookmark({ description: 'Only this' }))))).toBe(
      show(bookmark({ description: 'Only this' })),
    )
  })
})

test('whatever a site has stored of a page shows the same when nobody can be asked', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom('', ':::', '```', '}', '"\'', '\\', '<b>x</b>', '&amp;', 'a\nb', '![x](y)', '{.wide}', '$x$'),
  )
  const address = fc.webUrl()
  const details = fc.record({
    title: text,
    description: text,
    author: text,
    publisher: text,
    icon: fc.oneof(fc.constant(''), address),
    thumbnail: fc.oneof(fc.constant(''), address),
  })
  const html = fc.array(
    fc.constantFrom('<p>', '</p>', 'a', ' ', '\n', '\n\n', '```', ':::', '<script>x</script>', '&amp;', '"'),
  )
  const card = fc.oneof(
    fc.tuple(address, details).map(([url, metadata]) => bookmark(metadata, { url })),
    fc
      .tuple(address, html, fc.constantFrom('video', 'rich', 'photo'))
      .map(([url, parts, embedType]) => embed({ url, embedType, html: `<i>${parts.join('')}</i>` })),
  )
  fc.assert(
    fc.property(card, (node) => {
      const written = write(node)
      expect(written).not.toContain('ghost-card')
      const back = read(written)
      expect(back.map(({ type }) => (type === 'ghost-sync-embed' ? 'asked' : type))).toEqual([
        written.startsWith(':::') ? node.type : 'asked',
      ])
      if (written.startsWith(':::')) expect(show(...back)).toBe(show(node))
    }),
    { numRuns: 300 },
  )
})
