import { describe, expect, test } from 'vitest'
import { hideCommentsIn } from '../../../src/markdown/index.ts'
import { readDialect } from './read-dialect.ts'

const read = (markdown: string) => readDialect('obsidian', markdown)

describe('what is private never leaves', () => {
  test.each([
    ['in a line', 'Public %%secret%% text.'],
    ['at both ends of a line', '%%secret%% text %%secret%%'],
    ['as a block', 'Public\n\n%%\nsecret\n\nsecret\n%%\n\ntext'],
    ['right below a text', 'Public text\n%%\nsecret\n%%'],
    ['in a list', '- public %%secret%%\n- text\n  %%\n  secret\n  %%'],
    ['in a nested list, indented as code would be', '- public text\n\n    %%secret%%\n\n    - %%\n    secret %%'],
    ['in a table', '| a %%secret%% | b |\n|--|--|\n| text | public %%secret%% |'],
    ['in a quote', '> public text\n> %%secret\n> secret%%'],
    ['in a callout', '> [!note] public %%secret%%\n> text'],
    ['in a heading', '# Public %%secret%% text'],
    ['without an end', 'Public text\n\n%% secret\n\nsecret'],
    ['around code', 'Public text\n\n%%\n```\nsecret\n```\n%%'],
    ['with code that has the signs in it', 'Public text\n\n%%\n```\n%% secret %%\n```\nsecret\n%%'],
    ['in raw HTML', '<div title="x">public %%secret%% text</div>'],
    ['in the text of a link', '[public text %%secret%%](https://example.com)'],
    ['in a footnote', 'Public text[^1]\n\n[^1]: note %%secret%%'],
    ['over lines with a code span that is not closed', 'Public text ` %%secret%%'],
    ['twice, one of them empty', 'Public %%%% text %%secret%%'],
  ])('%s', (_, markdown) => {
    const { html, document } = read(markdown)
    expect(html).not.toContain('secret')
    expect(document.text).not.toContain('secret')
    expect(html.toLowerCase()).toMatch(/public[\s\S]*text|text[\s\S]*public|text/)
  })

  test('but code is code', () => {
    expect(read('`%%a%%`\n\n```mermaid\n%% a comment of Mermaid %%\n```\n\n    %%time').html).toContain('%%a%%')
    expect(read('```mermaid\n%% a comment of Mermaid %%\n```').html).toContain('a comment of Mermaid')
  })

  test('also in the front matter', () => {
    expect(hideCommentsIn({ title: 'A %%secret%% title', list: ['x %%secret'], date: 1 })).toEqual({
      title: 'A  title',
      list: ['x'],
      date: 1,
    })
  })

  test('and who has the dialect off is told once per file', () => {
    expect(readDialect([], 'a %%secret%% b\n\n%%\nx\n%%').told).toEqual(['1: markdown/obsidian-comment'])
    expect(readDialect([], '100%% sure, 50%% not\n\n`%%x%%`').told).toEqual([])
  })

  test('lines stay those of the file', () => {
    expect(read('%%\na\n%%\n\n:::nothing\n:::').told).toEqual(['5: directive/unknown'])
  })
})

describe('links', () => {
  test.each([
    ['[[Note]]', '<a href="ghost-sync-source:note/Note">Note</a>'],
    ['[[Note|a text]]', '<a href="ghost-sync-source:note/Note">a text</a>'],
    ['[[Note#A heading|x]]', '<a href="ghost-sync-source:note/Note#A%20heading">x</a>'],
    ['[[Note#A heading]]', '<a href="ghost-sync-source:note/Note#A%20heading">Note &gt; A heading</a>'],
    ['[[#A heading]]', '<a href="ghost-sync-source:note/#A%20heading">A heading</a>'],
    ['[[Note#^id1|x]]', '<a href="ghost-sync-source:note/Note#%5Eid1">x</a>'],
    ['**[[Note]]**', '<a href="ghost-sync-source:note/Note"><strong>Note</strong></a>'],
    ['`[[Note]]`', '<code>[[Note]]</code>'],
    ['\\[[Note]]', '[[Note]]'],
  ])('%s', (markdown, html) => {
    expect(read(markdown).html).toContain(html)
  })

  test('in a table, where the sign between name and text is escaped', () => {
    expect(read('| a |\n|--|\n| [[Note\\|x]] |').html).toContain('<a href="ghost-sync-source:note/Note">x</a>')
  })
})

describe('embeds', () => {
  test.each([
    ['![[pic.png]]', 'src="pic.png"'],
    ['![[my pic.png|A lake|300x200]]', 'src="my%20pic.png"'],
    ['![[my pic.png|A lake|300x200]]', 'alt="A lake"'],
  ])('%s', (markdown, html) => {
    expect(read(markdown).html).toContain(html)
  })

  test.each([
    ['![[clip.mp4]]', ':::video{src="clip.mp4"}\n:::'],
    ['![[talk one.mp3]]', ':::audio{src="talk%20one.mp3"}\n:::'],
    ['Text\n![[paper.pdf#page=2]]\nMore', 'Text\n\n:::file{src="paper.pdf"}\n:::\n\nMore'],
  ])('%s is a card', (markdown, text) => {
    expect(read(markdown).text).toBe(text)
  })

  test('in a table', () => {
    const { html, told } = read('| a |\n|--|\n| ![[pic.png\\|100]] |')
    expect(html).toContain('src="pic.png"')
    expect(told).toEqual([])
  })

  test('of a note is a link, and told', () => {
    const { html, told } = read('![[Note#Part]]')
    expect(html).toContain('<a href="ghost-sync-source:embed/Note#Part">')
    expect(told).toEqual(['1: markdown/note-embed'])
  })
})

describe('callouts', () => {
  test.each([
    ['> [!info]\n> Hello', ['kg-callout-card-blue', 'Hello']],
    ['> [!tip] A *title*\n> Body', ['kg-callout-card-green', '<strong>A </strong><strong><em>title</em></strong>']],
    ['> [!bug] Only a title', ['🐛', '<strong>Only a title</strong>']],
    ['> [!my-own] Title\n> Body', ['✏️', 'Body']],
    ['> [!faq]- Is it closed?\n> Yes', ['kg-toggle-heading-text">Is it closed?', '<p>Yes</p>']],
    ['> [!faq]+ Is it open?\n> Yes', ['kg-callout', '<strong>Is it open?</strong>']],
    ['> [!note]\n> As GitHub has it', ['kg-callout-card-blue', 'As GitHub has it']],
    ['- item\n  > [!tip] Title\n  > Body', ['kg-callout', 'Title', 'Body']],
    ['> [!warning|wide] Title\n> - a list\n> - of two', ['kg-callout', '<li>of two</li>']],
  ])('%s', (markdown, parts) => {
    const { html, told } = read(markdown)
    for (const part of parts) expect(html).toContain(part)
    expect(html).not.toContain('[!')
    expect(told).toEqual([])
  })

  test('Hugo has their titles, too', () => {
    expect(readDialect('hugo', '> [!IMPORTANT] Title\n> Body').html).toContain('<strong>Title</strong>')
  })
})

describe('small notations', () => {
  test('an inline note is a footnote', () => {
    const { html, told } = read('Text^[An *inline* [note](https://example.com).] more[^1].\n\n[^1]: Another.')
    expect(html).toContain('<li id="fn-1">\n<p>An <em>inline</em> <a href="https://example.com">note</a>.')
    expect(html).toContain('<li id="fn-2">\n<p>Another.')
    expect(told).toEqual([])
  })

  test.each([
    ['A paragraph. ^block1', 'A paragraph.'],
    ['- item ^id', '- item'],
    ['![[a.png]]^id', '![[a.png]]'],
    ['| a |\n|--|\n| b |\n\n^table', '| a |\n|--|\n| b |\n\n'],
    ['2 ^ 3 and x^2', '2 ^ 3 and x^2'],
    ['`a ^id`\n\n    code ^id', '`a ^id`\n\n    code ^id'],
  ])('the id of a block is dropped: %s', (markdown, text) => {
    expect(read(markdown).text).toBe(text)
  })

  test('an id is known with its line', () => {
    expect(read('a\n\nb ^one').document.rewritten?.blockIds).toEqual(new Map([['one', 3]]))
  })

  test('a line of the note is a line for readers', () => {
    expect(read('One\nTwo').html).toContain('One<br>Two')
    expect(readDialect('hugo', 'One\nTwo').html).toContain('One Two')
  })

  test('a query of a plugin is told', () => {
    expect(read('```dataview\nLIST\n```').told).toEqual(['1: markdown/obsidian-query'])
  })

  test('tags stay text, and marks are marks', () => {
    expect(read('A #tag and ==mark==').html).toBe('<p>A #tag and <mark>mark</mark></p>')
  })
})
