import { describe, expect, test } from 'vitest'
import { readDialect } from './read-dialect.ts'

describe('kramdown', () => {
  test.each<[string, string, number[]]>([
    ['Para\n{: .notice}', 'Para\n', [2]],
    ['* TOC\n{:toc}', '\n', []],
    ['* TOC\n{:toc .big}\n\nText', '\n\n\nText', [2]],
    ['[l](https://e.com){:target="_blank"}', '[l](https://e.com)', []],
    ['## H\n{: #own }', '## H {#own}\n', []],
    ['## H {#own}', '## H {#own}', []],
    ['## H {: #own .no_toc}', '## H {#own}', []],
    ['H\n==\n{: #own}', 'H {#own}\n==\n', []],
    ['![i](i.png){: .align-right width="300"}', '![i](i.png){width=300}', [1]],
    ['![i](a.png)\n{: width="300" height="200"}', '![i](a.png){width=300 height=200}\n', []],
    ['One\n\nTwo\nlines\n{: #own}', 'One\n\n<span id="own"></span>\n\nTwo\nlines\n', []],
    ['{: #own}\nText', '\n<span id="own"></span>\n\nText', []],
    ['> quote\n{: .lead}', '> quote\n', [2]],
    ['- item\n  {: .x}', '- item\n', [2]],
    ['**b**{: .red} and `c`{:.lang}', '**b** and `c`', [1]],
    ['{::comment}\nprivate\n{:/comment}\n\nText', '\n\n\n\nText', []],
    ['{::options parse_block_html="true" /}', '', []],
    ['`{: .x}`\n\n```\n{: .y}\n```', '`{: .x}`\n\n```\n{: .y}\n```', []],
    ['<div class="x" markdown="1">\nText **b**\n</div>', '<div class="x">\n\nText **b**\n\n</div>', []],
    ['<div markdown=1>\n<p markdown="span">\na\n</p>\n</div>', '<div>\n\n<p>\n\na\n\n</p>\n\n</div>', []],
    ['HTML is good.\n\n*[HTML]: Hyper Text', 'HTML is good.\n\n', []],
    ['Text {: not a list', 'Text {: not a list', []],
  ])('%s', (markdown, text, lines) => {
    const read = readDialect('jekyll', markdown)
    expect(read.text).toBe(text)
    expect(read.told).toEqual(lines.map((line) => `${line}: markdown/attributes`))
  })

  test('half a size of a picture of another site, which Ghost would not show', () => {
    const { text, told } = readDialect('jekyll', '![i](https://e.com/i.png){: .align-right width="300"}')
    expect(text).toBe('![i](https://e.com/i.png){width=300}')
    expect(told).toEqual(['1: markdown/attributes', '1: image/half-size'])
    expect(readDialect('hugo', '![i](https://e.com/i.png)\n{height="90"}').told).toEqual(['1: image/half-size'])
    expect(readDialect('jekyll', '![i](https://e.com/i.png){: width="300" height="90"}').told).toEqual([])
  })

  test('is told once per file', () => {
    const { told, document } = readDialect('jekyll', 'a\n{: .x}\n\nb\n{: .y}\n\nc\n{: .z}')
    expect(told).toEqual(['2: markdown/attributes'])
    expect(document.rewritten?.warnings[0]?.message).toContain('The file has 3 of them.')
  })
})

describe('Goldmark', () => {
  test.each<[string, string, number[]]>([
    ['Para\n{.lead}', 'Para\n', [2]],
    ['| a |\n|--|\n| 1 |\n{.table}', '| a |\n|--|\n| 1 |\n', [4]],
    ['## H {#own .dark}', '## H {#own}', [1]],
    ['## H {.dark}', '## H ', [1]],
    ['Para\n{#own}', '<span id="own"></span>\n\nPara\n', []],
    ['![a](b.png)\n{width="300"}', '![a](b.png){width=300}\n', []],
    ['A set {a, b} and {x}', 'A set {a, b} and {x}', []],
    ['{x}', '{x}', []],
    ['`a`{.x}', '`a`{.x}', []],
    ['![a](b.png){.wide}', '![a](b.png){.wide}', []],
  ])('%s', (markdown, text, lines) => {
    const read = readDialect('hugo', markdown)
    expect(read.text).toBe(text)
    expect(read.told).toEqual(lines.map((line) => `${line}: markdown/attributes`))
  })
})
