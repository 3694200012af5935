import { expect, test } from 'vitest'
import type { DialectName } from '../../../src/config/config.ts'
import { readDialect } from './read-dialect.ts'

/** What each tool writes otherwise than GFM, and the Markdown that it becomes here. */
test.each<[DialectName, string, string]>([
  // kramdown: tables, ends of blocks and of lines, and lists of attributes in items.
  ['jekyll', '| A | B |\n|---+---|\n| 1 | 2 |', '| A | B |\n|---|---|\n| 1 | 2 |'],
  ['jekyll', '|---+---|\n| A | B |\n|---+---|\n| 1 | 2 |', '| A | B |\n|---|---|\n| 1 | 2 |'],
  ['jekyll', '| A |\n|---|\n| 1 |\n|===\n| 2 |', '| A |\n|---|\n| 1 |\n| 2 |'],
  ['jekyll', '| a | b |\n| c | d |', '| | |\n|---|---|\n| a | b |\n| c | d |'],
  ['jekyll', '| A |\n|---|\n| 1 |', '| A |\n|---|\n| 1 |'],
  ['jekyll', '* a\n\n^\n\n* b', '* a\n\n\n\n* b'],
  ['jekyll', '* {:.c} a\n1. {: #x} b', '* a\n1. b'],
  ['jekyll', 'a\\\\\nb', 'a\\\nb'],
  [
    'jekyll',
    '$$\nx \\\\\ny\n$$\n\n```\na\\\\\n| b |\n| c |\n```',
    '$$\nx \\\\\ny\n$$\n\n```\na\\\\\n| b |\n| c |\n```',
  ],
  // Addresses that stand in the text.
  [
    'jekyll',
    'See {% post_url 2026-01-01-a %} and [b]({% link b.md %})',
    'See [2026-01-01-a](ghost-sync-source:post/2026-01-01-a) and [b](ghost-sync-source:path/b.md)',
  ],
  // Quotes of Octopress and Hexo.
  ['hexo', '{% blockquote Ann, Book %}\na\n\nb\n{% endblockquote %}', '> a\n>\n> b\n>\n> — Ann, Book'],
  ['jekyll', '{% blockquote %}\na\n{% endblockquote %}', '> a'],
  ['hexo', '{% cq %} a {% endcq %}', '> a'],
  // Comments of Nunjucks are for nobody.
  ['hexo', 'a {# private #} b', 'a  b'],
  ['eleventy', '{#\nprivate\n#}\n\n## H {#id}', '\n\n## H {#id}'],
  ['hexo', '`{# a #}` {% raw %}{# b #}{% endraw %}', '`{# a #}` {# b #}'],
  // A box in the middle of a line.
  ['hugo', 'a {{< note >}}b{{< /note >}} c', 'a \n\n:::note\nb\n:::\n\n c'],
  ['hugo', '- a {{< note >}}b{{< /note >}}', '- a b'],
  ['hugo', '| a |\n|---|\n| {{< tip >}}b{{< /tip >}} |', '| a |\n|---|\n| b |'],
  ['jekyll', '- a {% highlight ruby %}b{% endhighlight %}', '- a `b`'],
  ['jekyll', 'a {% highlight ruby %}\nb\n{% endhighlight %}', 'a \n\n```ruby\nb\n```'],
  ['zola', 'a {{ note(text="b") }} c', 'a b c'],
  // Obsidian: any sign checks a box, and an image may be a page or a film.
  ['obsidian', '- [?] a\n- [ ] b\n1. [-] c\n> - [!] d', '- [x] a\n- [ ] b\n1. [x] c\n> - [x] d'],
  ['obsidian', '- [a](b)\n- [^1]\n- `[?] a`\n```\n- [?] a\n```', '- [a](b)\n- [^1]\n- `[?] a`\n```\n- [?] a\n```'],
  ['obsidian', '![](https://youtu.be/x)', 'https://youtu.be/x'],
  ['obsidian', 'a\n![b](https://x.com/a/status/1)\nc', 'a\n\nhttps://x.com/a/status/1\n\nc'],
  ['obsidian', '![a](clip.mp4)', ':::video{src="clip.mp4"}\n:::'],
  // MDX: files that are imported, and code that is a text of JavaScript.
  ['mdx', 'import a from \'./a.png\'\n\n<img src={a.src} alt="b" />', '\n\n<img src="./a.png" alt="b" />'],
  ['mdx', 'import a from \'./a.png\'\n\n<Image src={a} alt="b" />', '\n\n![b](./a.png)'],
  ['docusaurus', '<CodeBlock language="js">{`a`}</CodeBlock>', '```js\na\n```'],
])('%s: %s', (dialect, markdown, text) => {
  expect(readDialect(dialect, markdown).text).toBe(text)
})

test.each([
  ['{new Date().toString()} and {a ? b : c}', ['1: markdown/mdx-expression']],
  ['{items.map(a => a)}', ['1: markdown/mdx-expression']],
  ['{1 + 1}', ['1: markdown/mdx-expression']],
  ['$\\frac{a}{b}$ and `{f(x)}`', []],
])('what MDX would compute is told: %s', (markdown, told) => {
  expect(readDialect('mdx', markdown).told).toEqual(told)
})

test.each([['```ad-note\na\n```'], ['```chart\na\n```'], ['`= this.file.name`'], ['`INPUT[toggle:a]`']])(
  'what a plugin of Obsidian shows is told: %s',
  (markdown) => {
    expect(readDialect('obsidian', markdown).told).toEqual(['1: markdown/obsidian-query'])
  },
)

test('the lines that Eleventy highlights are no part of the language', () => {
  expect(readDialect('eleventy', '```js/1,3-5\na\n```').html).toBe('<pre><code class="language-js">a</code></pre>')
})
