import { describe, expect, test } from 'vitest'
import type { DialectName } from '../../src/config/config.ts'
import { convertMarkdown, DEFAULT_OPTIONS, parseMarkdown, writeMarkdown } from '../../src/markdown/index.ts'
import { mergeBody } from '../../src/pull/merge-body.ts'
import { splitBlocks } from '../../src/pull/split-blocks.ts'

const resolve = (url: string) => ({ url })

function readingOf(dialect: DialectName) {
  return { from: 'posts/a.md', siteUrl: 'https://example.com', markdown: { ...DEFAULT_OPTIONS, dialects: [dialect] } }
}

/** Ghost's copy of a file, as `pull` writes it. */
function pullOf(text: string, dialect: DialectName): string {
  const { markdown } = readingOf(dialect)
  return writeMarkdown(convertMarkdown(parseMarkdown(text, 1, markdown), { resolve }), {
    rewrite: (url) => url,
    markdown,
  }).text
}

const FILES: readonly [DialectName, string][] = [
  [
    'obsidian',
    `Intro with [[Other note|a link]] and %%a secret%% more.

%%
For me only.
%%

> [!faq]- Folded
> Body

Edit me. ^block1

> [!tip] Title
> Body

- a list %%hidden%%
- ![[pic.png|300]]

Last.^[A note.]
`,
  ],
  [
    'hugo',
    `Intro.

{{< figure src="a.png" caption="A caption" >}}

{{< notice tip >}}
Text **in** it.
{{< /notice >}}

{{< unknown >}}

Edit me.
{.lead}

## Heading {#own .dark}

{{< highlight go >}}
# no heading
{{< /highlight >}}

Last.
`,
  ],
  [
    'jekyll',
    `Intro [x]({% post_url 2020-01-02-other %}).
{: .notice}

{% comment %}
Private
{% endcomment %}

* TOC
{:toc}

Edit me.

{% highlight ruby %}
puts 1
{% endhighlight %}

## Heading
{: #own }

Last.
`,
  ],
  [
    'docusaurus',
    `import Tabs from '@theme/Tabs'

Intro.

:::tip[Title]

Body

:::

<Tabs>
<TabItem value="a" label="Apple">

Edit me.

</TabItem>
</Tabs>

{/* a comment */}

Last.
`,
  ],
]

describe.each(FILES)('a file in the dialect %s', (dialect, ours) => {
  test('is split so that nothing is lost', () => {
    const blocks = splitBlocks(ours, '', readingOf(dialect))
    expect(blocks.map(({ raw }) => raw).join('')).toBe(ours)
  })

  test('keeps every other block to the byte when one was changed in Ghost', () => {
    const base = pullOf(ours, dialect)
    const theirs = base.replace('Edit me.', 'Edited.')
    expect(theirs).not.toBe(base)
    const merged = mergeBody({ ours, base, theirs }, { ...readingOf(dialect), theirsWins: false, isUnchanged: true })
    expect(merged).toMatchObject({ conflicts: 0, hasOwn: false })
    const kept = ours.split('\n').filter((line) => !/^Edit me|^\{\.lead\}/.test(line))
    expect(merged.text.split('\n').filter((line) => line !== 'Edited.')).toEqual(kept)
  })

  test('is pulled as our own notation, which is read as the same', () => {
    const once = pullOf(ours, dialect)
    expect(pullOf(once, dialect)).toBe(once)
  })
})

test.each<[DialectName, string]>([
  ['obsidian', 'Text with [[brackets]], ![[more]], %%signs%%, ^[no note] and an end ^id'],
  ['hugo', 'Text with {{< figure src="x" >}} and {{</* more */>}}'],
  ['jekyll', 'Text with {% raw %}, {{ site.url }} and {: .x}'],
  ['zola', 'Text with {{ youtube(id="x") }}'],
  ['docusaurus', 'Text with {/* x */} and import x from y'],
])('what looks like the dialect %s in Ghost is pulled as text that stays text', (dialect, text) => {
  const paragraph = {
    ...{ type: 'paragraph', version: 1, direction: 'ltr', format: '', indent: 0 },
    children: text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({
        type: 'extended-text',
        version: 1,
        text: line,
        format: 0,
        detail: 0,
        mode: 'normal',
        style: '',
      })),
  }
  const code = { type: 'codeblock', version: 1, code: text, language: 'md', caption: '' }
  const root = {
    type: 'root',
    version: 1,
    direction: 'ltr',
    format: '',
    indent: 0,
    children: [paragraph, code],
  } as const
  const { markdown } = readingOf(dialect)
  const written = writeMarkdown(root as never, { rewrite: (url) => url, markdown }).text
  const again = convertMarkdown(parseMarkdown(written, 1, markdown), { resolve })
  expect(JSON.stringify(again)).toContain(JSON.stringify(text.split('\n')[0]))
  expect(writeMarkdown(again, { rewrite: (url) => url, markdown }).text).toBe(written)
})
