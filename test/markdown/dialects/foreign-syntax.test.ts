import { expect, test } from 'vitest'
import { lintMarkdown } from '../../../src/markdown/syntax/lint-markdown.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { parseSource } from '../../../src/scan/scan-content.ts'

const find = (markdown: string) => lintMarkdown(parseMarkdown(markdown, 5)).map(({ code, line }) => `${line} ${code}`)

test.each([
  ['![[pic.png]]', ['5 markdown/wiki-embed']],
  ['See [[Other note]], [[A|b]].', ['5 markdown/wiki-link']],
  ['> - a\n> - [[Other note]]', ['6 markdown/wiki-link']],
  ['[TOC]\n\nText', ['5 markdown/toc']],
  ['Text\n\n@[toc]\n', ['7 markdown/toc']],
  ['[[toc]]\n\nText\n\n[[_TOC_]]', ['5 markdown/toc']],
  ['| a |\n|---|\n| [[b]] |', ['7 markdown/wiki-link']],
  ['{{< figure src="/a.png" caption="A [link](x)" >}}', ['5 markdown/hugo-shortcode']],
  ['{{<figure src="/a.png">}}', ['5 markdown/hugo-shortcode']],
  ['Text\n\n{{% notice %}}\nx\n{{% /notice %}}', ['7 markdown/hugo-shortcode']],
  ['{% include figure.html\n   src="a" %}', ['5 markdown/liquid']],
  ['{%- highlight ruby -%}\nputs\n{% endhighlight %}', ['5 markdown/liquid']],
  ['[x]({{ site.baseurl }}/a) {{ page.title | escape }}', ['5 markdown/liquid']],
])('finds %j', (markdown, found) => {
  expect(find(markdown)).toEqual(found)
})

test.each([
  '`![[pic.png]]`, `{{< x >}}` and `{% raw %}`',
  '`[TOC]` and [toc] in a line\n\n```\n[TOC]\n```',
  '[TOC]\n\n[toc]: https://example.com/',
  '```\n[[note]] {% x %}\n```',
  '    [[note]]',
  '- a\n\n  ```\n  {{< x >}}\n  ```',
  '<pre>\n[[note]] {{ site.x }}\n</pre>',
  'A matrix [[1,2],[3,4]], an index a[[0]], a test [[ -f x ]], \\[\\[x\\]\\].',
  'A note [[1]](https://example.com/) and [[2]].\n\n[2]: https://example.com/2',
  'Hello {first_name}, {{ name }}.',
  '$a_{{n}} + {%x%}$',
])('leaves %j alone', (markdown) => {
  expect(find(markdown)).toEqual([])
})

test('one warning per form, which counts them and says what to write; the file is for publishing all the same', () => {
  const text = `---\ntitle: A\n---\n[[a]] and [[b]]\n\n[[${'c'.repeat(80)}]]\n`
  const { source, findings } = parseSource(text, { path: 'a.md', file: 'content/a.md', type: 'post' })
  expect(source).toBeDefined()
  expect(findings).toEqual([
    {
      severity: 'warning',
      code: 'markdown/wiki-link',
      line: 4,
      message: '`[[a]]` is a link of Obsidian: in Ghost it would stand there as it is written. The file has 3 of them.',
      hint: 'Write `[text](note.md)`, as Obsidian does with "Use [[Wikilinks]]" switched off; or name the dialect in the config: `markdown: { dialects: [\'obsidian\'] }`.',
    },
  ])
})
