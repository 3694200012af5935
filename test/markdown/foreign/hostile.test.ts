import { describe, expect, test } from 'vitest'
import { DIALECT_NAMES } from '../../../src/config/config.ts'
import { convertMarkdown, lintDocument, parseMarkdown } from '../../../src/markdown/index.ts'
import { measureCpu } from '../../measure-cpu.ts'

/** Texts that are looked through once for each of their parts, where anything is quadratic. */
const UNITS = [
  '{{< a >}}',
  '{{< /a >}}',
  '{{< a',
  '{{%',
  '{{< a "b" c="d',
  '{% a %}',
  '{% raw %}',
  '{% comment %}',
  '{% highlight a %}',
  '{{ a | b',
  '{{ a(b="c") }}',
  '{% a() %}',
  '{/*',
  '<A b={',
  '<A ',
  '<A>',
  '</A>',
  '{"a"}',
  '{a}',
  'import {\n',
  '\nexport const a = {',
  '{:',
  '{: .a',
  '*{:.a}',
  '\n{: #a}',
  '\n{#a}',
  '{.a ',
  '{::comment}',
  ':::a\n',
  ':::\n',
  '\n::: {.a',
  '@[a](',
  '%%',
  '%% ',
  '`%%',
  '[[',
  '[[a',
  '![[a.png|',
  '[[a]]',
  '^[',
  '^[a]',
  ' ^a\n',
  '\n> [!a] ',
  '> ',
  '\n```a\n',
  '` ',
  '<!-- ',
  '\n- ',
  '\n    a',
  '\\[',
  '[a]{.b}',
  '[a]{.',
  '[@a',
  '[a @b ',
  '@a ',
  ': a\n\n',
  '| a\n',
  '(@a) b\n',
  '<a:b>{.',
  '`r a` ',
  '--- ---\n',
  '!!! a\n',
  '=== "a',
  '--8<-- "',
  '{!a',
  '{* a',
  '{--a',
  '{~~a~>',
  '++a',
  '++a+b',
  '^^a',
  ':material-a',
  '*[a]: b\n',
  '[a](b){ .c ',
  '{:height 1',
  '((a1-',
  '{{embed ',
  '{{[[',
  'a:: b\n',
  '[a:: b',
  '::a',
  '::a[b]{c',
  '[image:a',
  ':a[b]{',
  ':ref:`',
  '{# ',
  '<% a',
  '[caption a=',
  '[/code',
  '%[http://a\n',
  '@[code](a)',
  '`youtube: a`\n\n',
  '![](a.mp4)',
  '<p v-if=',
  '<script setup',
  '```mermaid\n```\n',
  '- [?] a\n',
  '![](https://youtu.be/a)\n',
  '|--+--|\n',
  '| a |\n',
  '^\n',
  '* {:a} b\n',
  'a\\\\\n',
  'a {% note %}b{% endnote %}',
  '{{< note >}}a{{< /note >}} b',
  '{% blockquote a %}b{% endblockquote %}',
  '{% post_url a %} ',
  '{a(b) ',
  '{a ? b',
  '<CodeBlock>{`',
  '$`a`$',
] as const

describe('texts full of one sign take a time that grows with them, and keep their lines', () => {
  test.each(UNITS)('%j', (unit) => {
    const text = unit.repeat(Math.ceil(6_000 / unit.length))
    for (const dialect of DIALECT_NAMES) {
      let document = parseMarkdown('', 1)
      const spent = measureCpu(() => {
        document = parseMarkdown(text, 1, { dialects: [dialect] })
        lintDocument(document)
      })
      // A square takes minutes.
      expect(spent, dialect).toBeLessThan(2000)
      const { lines = [] } = document.rewritten ?? {}
      expect(lines).toHaveLength(document.text.split('\n').length)
      expect(lines.every((line, index) => index === 0 || line >= (lines[index - 1] ?? 0))).toBe(true)
      expect(lines.at(-1) ?? 0).toBeLessThan(text.split('\n').length)
    }
  })
})

describe('any mixture is some text', () => {
  test.each(Array.from({ length: 60 }, (_, seed) => seed))('%i', (seed) => {
    let state = seed * 7919 + 1
    const next = (most: number): number => {
      state = (state * 1103515245 + 12345) % 2147483648
      return state % most
    }
    const words = [
      ...UNITS,
      'word ',
      '\n',
      '\n\n',
      '| a | b |\n|--|--|\n',
      '# h\n',
      '`',
      '**',
      '](x)',
      '{% endraw %}',
      '>}}',
      '%}',
      '}}',
      '*/}',
    ]
    const text = Array.from({ length: 80 }, () => words[next(words.length)] ?? '').join('')
    for (const dialects of [...DIALECT_NAMES.map((name) => [name]), DIALECT_NAMES]) {
      const document = parseMarkdown(text, 1, { dialects })
      lintDocument(document)
      convertMarkdown(document, { resolve: (url) => ({ url }) })
      expect(document.rewritten?.lines).toHaveLength(document.text.split('\n').length)
    }
  })
})
