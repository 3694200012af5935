import { describe, expect, test } from 'vitest'
import {
  convertMarkdown,
  keepAddress,
  type LexicalRoot,
  parseMarkdown,
  readAsIsAddress,
  writeMarkdown,
} from '../../../src/markdown/index.ts'
import documents from './addresses.json' with { type: 'json' }

// Case fidelity/20: whatever address a post of Ghost's holds, and wherever, the file that is pulled sends it again.

const posts = documents as unknown as readonly { readonly root: LexicalRoot }[]
const EMPTY = { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0 } as const
const resolve = (target: string) => ({ url: readAsIsAddress(target) ?? target })

test.each(posts.flatMap(({ root }, nth) => root.children.map((node) => [nth, node.type, node, root] as const)))(
  '%i %s: no address is left to be looked up in the repository',
  (_nth, _type, node, root) => {
    const { text } = writeMarkdown({ ...root, children: [node] }, { rewrite: keepAddress })
    const { references, problems } = parseMarkdown(text, 1)
    expect(problems).toEqual([])
    for (const { kind, target } of references)
      expect(readAsIsAddress(target) ?? keepAddress(target, kind)).toBe(readAsIsAddress(target) ?? target)
  },
)

describe('an image whose address leads nowhere', () => {
  const write = (node: object) =>
    writeMarkdown({ ...EMPTY, children: [{ type: 'image', version: 1, ...node }] } as LexicalRoot, {
      rewrite: keepAddress,
    }).text

  test.each([
    ['a word', { src: 'source', cardWidth: 'wide' }, '![](as-is:source){.wide}\n'],
    ['a path', { src: './a/b.png', alt: 'A' }, '![A](as-is:./a/b.png)\n'],
    ['with its size', { src: 'b.png', width: 3, height: 4 }, '![](as-is:b.png){width=3 height=4}\n'],
    ['a whole address', { src: 'https://example.com/a.png' }, '![](https://example.com/a.png)\n'],
    ['a path of the site', { src: '/content/images/a.png' }, '![](/content/images/a.png)\n'],
  ])('%s', (_, node, text) => {
    expect(write(node)).toBe(text)
    const [image] = convertMarkdown(parseMarkdown(text, 1), { resolve }).children
    expect(image).toMatchObject(node)
  })
})

test.each([
  ['source', 'link', 'as-is:source'],
  ['a/b.md', 'link', 'as-is:a/b.md'],
  ['/a/b.md?x#y', 'link', 'as-is:/a/b.md?x#y'],
  ['/about/', 'link', '/about/'],
  ['#part', 'link', '#part'],
  ['?page=2', 'link', '?page=2'],
  ['#part', 'image', 'as-is:#part'],
  ['/logo.png', 'image', 'as-is:/logo.png'],
  ['mailto:a@example.com', 'link', 'mailto:a@example.com'],
  ['javascript:void(0)', 'link', 'as-is:javascript:void(0)'],
  ['data:image/png;base64,AA', 'image', 'data:image/png;base64,AA'],
  ['data:text/html,x', 'link', 'as-is:data:text/html,x'],
  ['C:\\a.png', 'image', 'as-is:C:\\a.png'],
  ['https://example.com/{{id}}', 'link', 'as-is:https://example.com/{{id}}'],
  ['as-is:x', 'link', 'as-is:as-is:x'],
  ['//example.com/a', 'link', '//example.com/a'],
] as const)('%s as %s', (url, kind, kept) => {
  expect(keepAddress(url, kind)).toBe(kept)
  expect(readAsIsAddress(kept) ?? kept).toBe(url)
})
