import { expect, test } from 'vitest'
import { readDialect } from './read-dialect.ts'

/** What no dialect reads: a text of each tool, and what is told of it. */
test.each<[string, string[]]>([
  ['!!! note "Title"\n\n    Text', ['1: markdown/admonition']],
  ['!!! warning\n    Text\n\n??? info\n    Text\n\n???+ tip "Open"\n    Text', ['1: markdown/admonition']],
  ['!!! info inline end "Beside"\n    Text', ['1: markdown/admonition']],
  ['/// details | Summary\nText\n///', ['1: markdown/admonition']],
  ['=== "Tab"\n\n    Text', ['1: markdown/tabs']],
  ['--8<-- "file.md"', ['1: markdown/include']],
  ['{!docs/a.md!}', ['1: markdown/include']],
  ['<<< @/snippets/a.js{2}', ['1: markdown/include']],
  ['a\n\n<!--@include: ./parts/a.md-->', ['3: markdown/include']],
  ['@[code js{1-3}](../a.js)', ['1: markdown/embed']],
  ['%[https://e.com/a]', ['1: markdown/embed']],
  ['[youtube https://youtu.be/x]', ['1: markdown/embed']],
  ['`youtube: https://youtu.be/x`', ['1: markdown/embed']],
  ['a {--b--} c {>>private<<} {~~d~>e~~}', ['1: markdown/critic-mark']],
  ['Press ++ctrl+alt+del++', ['1: markdown/inserted']],
  ['Roam ^^marks^^ it', ['1: markdown/inserted']],
  [':material-check: done', ['1: markdown/icon']],
  ['HTML\n\n*[HTML]: Hypertext', ['3: markdown/abbreviation']],
  ['[Go](#a){ .md-button }', ['1: markdown/attributes']],
  ['![a](https://e.com/b.png){ align=left }', ['1: markdown/attributes']],
  ['Text (1)\n{ .annotate }', ['2: markdown/goldmark']],
  ['## H {#id .c}', ['1: markdown/goldmark']],
  ['## H { #id }', ['1: markdown/goldmark']],
  ['{::comment}private{:/comment}', ['1: markdown/kramdown']],
  ['- ((64a0b1c2-0d1e-4f2a-8b3c-0123456789ab))', ['1: markdown/logseq']],
  ['- {{embed ((64a0b1c2))}}', ['1: markdown/logseq']],
  ['- a\n  SCHEDULED: <2026-01-01 Thu>', ['2: markdown/logseq']],
  ['title:: My page\ntags:: a', ['1: markdown/property']],
  ['- one [due:: 2026-01-01]', ['1: markdown/property']],
  ['a ::mark:: b', ['1: markdown/bear']],
  ['[image:ABC-123/a.png]', ['1: markdown/bear']],
  ['::youtube{id="x"}', ['1: markdown/directive']],
  ['a :abbr[HTML]{title="x"} b', ['1: markdown/directive']],
  ['```{note}\nText\n```', ['1: markdown/directive']],
  ['See {doc}`intro` or :ref:`part`', ['1: markdown/role']],
  ['a {# private #} b', ['1: markdown/template-comment']],
  ['a <%= site.title %> and {{ $frontmatter.title }}', ['1: markdown/template']],
  ['[caption id="a" width="3"]![](https://e.com/a.png) Text[/caption]', ['1: markdown/wordpress-shortcode']],
  ['[gallery ids="1,2"]', ['1: markdown/wordpress-shortcode']],
  ['[code]\na\n[/code]', ['3: markdown/wordpress-shortcode']],
  ['```mermaid\ngraph LR\n```', ['1: code/diagram']],
  ['```flow\nst=>start: A\n```', ['1: code/diagram']],
  ['```math\nx\n```', ['1: code/formula']],
  ['![](https://www.youtube.com/watch?v=x)', ['1: image/no-picture']],
  ['![](https://e.com/a.mp4)', ['1: image/no-picture']],
  ['![](a.mp4)', []],
  ['![](https://e.com/a.png#only-dark)', ['1: image/one-scheme']],
  ['<script setup>\nimport a from "b"\n</script>', ['1: html/vue']],
  ['<p v-if="a">b</p>', ['1: html/vue']],
])('what a plugin or another tool would make of it is told: %s', (markdown, told) => {
  const found = readDialect([], markdown).told
  for (const one of told) expect(found).toContain(one)
  expect(found.filter((one) => !/unknown-element|link\/undefined|half-size/.test(one))).toEqual(told)
})

test.each([
  'Really??? Yes!!! note that',
  'i++ and ++j, and C++ or g++ too; x = a++ + ++b',
  '`!!! note` and `{--a--}` and `:abbr[a]{b}`',
  '```\n!!! note\n=== "a"\n```',
  'std::string and a::b::c, and `a::b`',
  'A talk [video], its [code] and a [gallery]',
  'f((x)) and ((important)) words, 10:30:45, key: value',
  'By @[slideshare](https://twitter.com/slideshare)',
  'A note: see [1] and @[name](https://example.com/name)',
  '```flow title="a.js"\ntype A = string\n```',
  '`video` and `embed` in a line, and `youtube: a` within a text',
  '<a href="mailto:a@b.example">a@b.example</a> and <b class="x">y</b>',
  'x{i=n} and {x=0} and {cmds}`a`',
  '2 ^^ 3 and a ^ b',
  '50% off, <%x and %> either',
])('what people write is not: %s', (markdown) => {
  expect(readDialect([], markdown).told).toEqual([])
})

test('a diagram that becomes an element is one', () => {
  expect(readDialect([], '```mermaid\na\n```', { diagrams: 'html' }).told).toEqual([])
})

test('formulas in backticks between dollars, as in GitHub and Qiita', () => {
  expect(readDialect([], '$`x^2`$').html).toContain('<annotation encoding="application/x-tex">x^2</annotation>')
  expect(readDialect([], '`$x$`').html).toBe('<p><code>$x$</code></p>')
})
