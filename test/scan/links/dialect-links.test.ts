import { describe, expect, test } from 'vitest'
import type { DialectName } from '../../../src/config/config.ts'
import { checkSite } from '../../../src/scan/check-site.ts'
import { desirePosts } from '../../../src/scan/desire-posts.ts'
import { parseSource } from '../../../src/scan/scan-content.ts'
import { ASSET_PLACEHOLDER, keyAsset } from '../../../src/scan/source/asset.ts'
import type { SourceFile } from '../../../src/scan/source/source-file.ts'
import { FACTS, fakeAssets, SITE } from '../make-source.ts'

function read(dialect: DialectName, path: string, text: string, noteEmbeds: 'link' | 'text' = 'link'): SourceFile {
  const { source, findings } = parseSource(
    text.startsWith('---') ? text : `---\ntitle: ${path}\nstatus: published\n---\n${text}`,
    { path, file: `content/${path}`, type: 'post' },
    { dialects: [dialect], noteEmbeds },
  )
  if (source === undefined) throw new Error(findings[0]?.message)
  return source
}

/** What becomes of the links of a text in a project of these files. */
async function resolve(
  dialect: DialectName,
  text: string,
  files: Record<string, string>,
  from = 'notes/from.md',
  noteEmbeds: 'link' | 'text' = 'link',
) {
  const sources = [
    read(dialect, from, text, noteEmbeds),
    ...Object.entries(files).map(([path, body]) => read(dialect, path, body, noteEmbeds)),
  ]
  const input = {
    files: sources,
    site: SITE,
    siteNames: ['blog'],
    now: new Date('2026-06-01T12:00:00Z'),
    readAsset: fakeAssets(['pic.png', 'paper.pdf', 'deep/pic.png', 'deep/paper.pdf']),
  }
  const { posts } = await desirePosts({ ...input, facts: FACTS })
  const problems = (await checkSite(input)).filter(({ file }) => file === `content/${from}`)
  const post = posts.find((one) => one.path === from)
  const body = JSON.stringify(post?.body ?? null)
  return {
    /** The files that the post uploads, and those that its body has a place for. */
    assets: post?.assets.map(keyAsset),
    placed: [...new Set([...body.matchAll(ASSET_PLACEHOLDER)].map(([, key]) => key))],
    links: [
      ...body.matchAll(/"type":"link"[^{}]*?"url":"([^"]*)"/g),
      ...body.matchAll(/"url":"([^"]*)"[^{}]*?"type":"link"/g),
    ].map(([, url]) => url),
    told: problems.map(({ severity, code, line }) => `${severity} ${code} ${line}`),
    messages: problems.map(({ message, hint }) => `${message} ${hint}`),
    body,
  }
}

const VAULT = {
  'Note.md': 'A\n\n## A heading: with signs\n\nText ^block1\n\n## Last\n',
  'deep/Other Note.md': '---\ntitle: Other\naliases: [Nickname, "Second one"]\n---\nx',
  'one/Twin.md': 'x',
  'two/Twin.md': 'x',
}

test.each([
  ['obsidian', '[[paper.pdf]]'],
  ['obsidian', '- a\n  ![[deep/paper.pdf|Paper]]'],
  ['obsidian', '![[pic.png]]'],
  ['hugo', '[a]({{< ref "paper.pdf" >}})'],
  ['jekyll', '[a]({% link paper.pdf %})'],
  ['zola', '[a](@/paper.pdf)'],
] as const)('a file that %s names is one that the post uploads: %s', async (dialect, text) => {
  const { assets, placed } = await resolve(dialect, text, VAULT, 'from.md')
  expect(placed).toHaveLength(1)
  expect(assets).toEqual(placed)
})

describe('notes of Obsidian', () => {
  test.each([
    ['[[Note]]', 'https://example.com/note/'],
    ['[[note]]', 'https://example.com/note/'],
    ['[[Note.md|x]]', 'https://example.com/note/'],
    ['[[Other Note]]', 'https://example.com/other-note/'],
    ['[[deep/Other Note|x]]', 'https://example.com/other-note/'],
    ['[[Nickname]]', 'https://example.com/other-note/'],
    ['[[two/Twin]]', 'https://example.com/twin/'],
    ['[[Note#Last]]', 'https://example.com/note/#last'],
    ['[[Note#A heading with signs]]', 'https://example.com/note/#a-heading-with-signs'],
    ['[[Note#^block1]]', 'https://example.com/note/#a-heading-with-signs'],
    ['## Here\n\n[[#Here]]', '#here'],
    ['## Here\n\nText ^b\n\n[[#^b|x]]', '#here'],
    ['[x](Other%20Note.md)', 'https://example.com/other-note/'],
    ['[[paper.pdf]]', 'ghost-sync-asset:'],
  ])('%s', async (text, url) => {
    const { links, told } = await resolve('obsidian', text, {
      ...VAULT,
      'one/Twin.md': '---\ntitle: T\nslug: t1\n---\n',
    })
    expect(links[0]).toMatch(new RegExp(`^${url.replace(/[.?]/g, '\\$&')}`))
    expect(told).toEqual([])
  })

  test.each([
    ['none has the name', '[[Nothing|a *text*]]', /names no file of the content.*/],
    ['several have it', '[[Twin]]', /may mean `one\/Twin.md`, `two\/Twin.md`.*Write more of its path/],
    ['it is misspelt', '[[Other Nte]]', /Did you mean `Other Note`\?/],
  ])('the text stays without a link, and that is told: %s', async (_, text, message) => {
    const { links, told, messages, body } = await resolve('obsidian', `x\n\n${text}`, {
      ...VAULT,
      'one/Twin.md': '---\ntitle: T\nslug: t1\n---\n',
    })
    expect(links).toEqual([])
    expect(told).toEqual(['warning link/unknown-note 7'])
    expect(messages[0]).toMatch(message)
    expect(body).not.toContain('ghost-sync-source')
  })

  test('a heading that is not there is told', async () => {
    const { links, told } = await resolve('obsidian', '[[Note#Nowhere]]', VAULT)
    expect(links).toHaveLength(1)
    expect(told).toEqual(['warning link/unknown-anchor 5'])
  })

  test('messages speak of the link as it is written', async () => {
    const { messages } = await resolve('obsidian', '[[Draft note]]', {
      'Draft note.md': '---\ntitle: D\nstatus: draft\n---\nx',
    })
    expect(messages).toEqual([expect.stringContaining('`[[Draft note]]` leads to')])
  })
})

test.each<[DialectName, string, Record<string, string>, string]>([
  [
    'jekyll',
    '[x]({% post_url 2020-01-02-hello %})',
    { '_posts/2020-01-02-hello.md': 'x' },
    'https://example.com/hello/',
  ],
  [
    'jekyll',
    '[x]({% post_url sub/2020-01-02-hello %}#top)',
    { 'sub/2020-01-02-hello.md': 'x' },
    'https://example.com/hello/',
  ],
  [
    'jekyll',
    '[x]({% link _posts/2020-01-02-hello.md %})',
    { '2020-01-02-hello.md': 'x' },
    'https://example.com/hello/',
  ],
  ['hugo', '[x]({{< ref "hello.md" >}})', { 'posts/hello.md': 'x' }, 'https://example.com/hello/'],
  ['hugo', '[x]({{< relref "/posts/hello" >}})', { 'posts/hello/index.md': 'x' }, 'https://example.com/hello/'],
  ['hugo', '<a href="{{< ref "hello.md" >}}">x</a>', { 'posts/hello.md': 'x' }, ''],
  ['zola', '[x](@/blog/hello.md#part)', { 'blog/hello.md': '## Part' }, 'https://example.com/hello/#part'],
])('%s: %s', async (dialect, text, files, url) => {
  const { links, told, body } = await resolve(dialect, text, files)
  if (url === '') expect(body).toContain('href=\\"https://example.com/hello/\\"')
  else expect(links[0]).toContain(url)
  expect(told).toEqual([])
})

test.each<[DialectName, string]>([
  ['jekyll', '[x]({% post_url 2020-01-02-hello %})'],
  ['hugo', '[x]({{< ref "hello.md" >}})'],
  ['zola', '[x](@/blog/hello.md)'],
])('%s: a dead link is told: %s', async (dialect, text) => {
  expect(await resolve(dialect, text, {})).toMatchObject({ links: [], told: ['warning link/unknown-note 5'] })
})

describe('notes that are shown in others', () => {
  const notes = {
    'deep/Shown.md':
      'Lead ![](pic.png).\n\n## Part\n\nIn the part, [up](#part), [[Other]], [f](paper.pdf)[^1] and more.\n\n### Below\n\nBelow it. ^id1\n\n## Next\n\nNot in the part.\n\n[^1]: A note.\n',
    'Other.md': 'The other.\n\n![[Ring]]\n',
    'Ring.md': 'A ring.\n\n![[Other]]\n',
    'deep/pic.png.md': 'x',
  }
  const embed = (text: string) => resolve('obsidian', text, notes, 'notes/from.md', 'text')

  test('as a whole, with what it leads to', async () => {
    const { body, told } = await embed('Before[^1].\n\n![[Shown]]\n\nAfter [[Nothing]].\n\n[^1]: Mine.')
    for (const part of ['Lead', 'In the part', 'Not in the part', 'A note.', 'Mine.', 'After'])
      expect(body).toContain(part)
    expect(body).toContain('https://example.com/shown/#part')
    expect(body).toContain('https://example.com/other/')
    expect(body).not.toContain('ghost-sync-source')
    expect(told).toContain('warning link/unknown-note 9')
  })

  test.each([
    ['![[Shown#Part]]', ['In the part', 'Below it'], ['Lead', 'Not in the part']],
    ['![[Shown#^id1]]', ['Below it'], ['Lead', 'In the part']],
    ['![[Shown#Nowhere]]', ['Shown > Nowhere'], ['Lead']],
    ['Text ![[Shown]] in a line', ['Shown', 'in a line'], ['Lead']],
  ])('%s', async (text, shown, hidden) => {
    const { body } = await embed(text)
    for (const part of shown) expect(body).toContain(part)
    for (const part of hidden) expect(body).not.toContain(part)
  })

  test('a ring ends in a link', async () => {
    const { body, told } = await embed('![[Other]]')
    expect(body.match(/The other/g)).toHaveLength(1)
    expect(body.match(/A ring/g)).toHaveLength(1)
    expect(body).toContain('https://example.com/other/')
    expect(told).toEqual([])
  })

  test('what never leaves does not leave in another note', async () => {
    const { body, told } = await resolve(
      'obsidian',
      '![[Mine]]',
      { 'Mine.md': '---\ntitle: M\npublish: false\n---\nPrivate' },
      'a.md',
      'text',
    )
    expect(body).not.toContain('Private')
    expect(told).toEqual(['warning link/unknown-note 5'])
  })

  test('many notes that hold each other do not fill the memory', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [
        `N${index}.md`,
        `${'word '.repeat(200)}\n\n${Array.from({ length: 8 }, (_, other) => `![[N${other}]]`).join('\n\n')}\n`,
      ]),
    )
    const { body } = await resolve('obsidian', '![[N1]]\n\n![[N2]]', files, 'a.md', 'text')
    expect(body.length).toBeLessThan(600_000)
  })
})
