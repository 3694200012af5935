import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { parseSource } from '../../../src/scan/scan-content.ts'
import { convert } from '../sketch-lexical.ts'

const problemsOf = (markdown: string) => parseMarkdown(markdown, 1).problems.map(({ code, line }) => `${line}: ${code}`)

describe('what goes beyond a limit is a problem with its line', () => {
  test.each<[name: string, markdown: string, problems: readonly string[]]>([
    ['64 quotes', `a\n\n${'> '.repeat(64)}a`, []],
    ['65 quotes', `a\n\n${'> '.repeat(65)}a`, ['3: markdown/too-deep']],
    ['10,000 lists', `${'- '.repeat(10_000)}a`, ['1: markdown/too-deep']],
    ['10,000 footnotes', `${'[^1]: '.repeat(10_000)}a`, []],
    ['stars', '*'.repeat(10_000), []],
    ['a long paragraph', `a\n\n${'word '.repeat(50_000)}`, []],
    ['a longer paragraph', `a\n\nb\n${'word '.repeat(50_001)}`, ['3: markdown/too-long']],
    ['a longer cell', `|a|\n|-|\n|${'word '.repeat(50_001)}|`, ['1: markdown/too-long']],
    ['a long code block', `\`\`\`\n${'word '.repeat(100_000)}\n\`\`\``, []],
    ['a table', `|a|b|\n|-|-|\n${'|c|d|\n'.repeat(10_000)}`, []],
    [
      'a table of empty cells',
      `a\n\n${'|a'.repeat(1000)}|\n${'|-'.repeat(1000)}|\n${'|c\n'.repeat(1000)}`,
      ['3: markdown/too-many-cells'],
    ],
    ['a line', `a\n\n\n${'word '.repeat(200_001)}`, ['4: markdown/too-long']],
    ['short lines', `a\n\n${'word\n'.repeat(200_001)}`, ['3: markdown/too-long']],
    ['an item without an indent', `a\n\n- a\n${'b\n'.repeat(10_000)}`, []],
    ['an endless item without an indent', `a\n\n- a\n${'b\n'.repeat(10_001)}\n\nc`, ['3: markdown/too-long']],
    ['the same in a quote', `> 1. a\n${'>   b\n'.repeat(10_001)}`, ['1: markdown/too-long']],
    ['many items', '- a\nb\n'.repeat(20_000), []],
    ['a deep formula', `a\n\n$$\n${'\\left('.repeat(3000)}\n$$`, ['3: math/syntax']],
    [
      'deep JSON',
      `\`\`\`ghost-card\n{"type":"a","x":${'['.repeat(600)}${']'.repeat(600)}}\n\`\`\``,
      ['1: ghost-card/json'],
    ],
  ])('%s', (_name, markdown, problems) => {
    expect(problemsOf(markdown)).toEqual(problems)
  })

  test.each([
    `{"a":${'{"b":'.repeat(10_000)}1${'}'.repeat(10_001)}\n`,
    `+++\n${'a.'.repeat(10_000)}b = 1\n+++\n`,
    `---\n${'? '.repeat(600)}\n---\n`,
    `---\na: ${'['.repeat(60)}${']'.repeat(60)}\n---\n`,
  ])('front matter nested deeper than anybody writes it', (text) => {
    const { source, findings } = parseSource(text, { path: 'a.md', file: 'a.md', type: 'post' })
    expect(source).toBeUndefined()
    expect(findings).toMatchObject([{ code: 'front-matter/too-deep', severity: 'error', line: expect.any(Number) }])
  })
})

test('nothing of it is lost', () => {
  expect(JSON.stringify(convert(`${'> '.repeat(1000)}deep`))).toContain('deep')
})

test('an address that is long is one, and one that is longer than any server takes is text', () => {
  expect(JSON.stringify(convert(`see https://a.b/${'c'.repeat(3900)} there`))).toContain('"type":"link"')
  expect(JSON.stringify(convert(`see https://a.b/${'c'.repeat(5000)} there`))).not.toContain('"type":"link"')
})

test.each(['a', '# a', '- a', '[a', '| a', 'a\n: b'])('%j and a hundred thousand spaces take no time', (start) => {
  const before = process.cpuUsage().user
  parseMarkdown(`${start}${' '.repeat(100_000)}b](c)`, 1)
  expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(2)
})

test.each(['$', '$a ', '$$ ', '$$\n'])('as many %j as a paragraph may hold take no time', (unit) => {
  const before = process.cpuUsage().user
  parseMarkdown(unit.repeat(240_000 / unit.length), 1)
  expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(4)
})

test('emphasis that ends far away', () => {
  expect(JSON.stringify(convert(`*${'word '.repeat(5000)}end*`))).toContain('"format":2')
})

test('a line separator of Unicode ends no line of Markdown', () => {
  expect(convert('# a\u2028b').children[0]).toMatchObject({ type: 'extended-heading' })
  expect(convert('|a\u2028b|\n|-|\n|c\u2028d|').children[0]).toMatchObject({ type: 'html' })
})
