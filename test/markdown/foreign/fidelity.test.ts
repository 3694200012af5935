import { expect, test } from 'vitest'
import type { DialectName } from '../../../src/config/config.ts'
import {
  compareHtml,
  convertMarkdown,
  parseMarkdown,
  renderLexicalHtml,
  renderReference,
} from '../../../src/markdown/index.ts'

/** What Markdown means by the independent reference, against what Ghost shows: nothing that a dialect made may be lost on the way. */
test.each<[DialectName, string]>([
  [
    'obsidian',
    'a %%b%% c\n\n> [!tip] T *x*\n> Body\n> - one\n\n> [!faq]- F\n> **Body**\n\nText^[A *note*.] [[#H|x]]\n\n## H\n\n![[a.png|300]]\n\none\ntwo\n\n- a ^id\n- > [!bug]\n  > b',
  ],
  [
    'hugo',
    '{{< figure src="a.png" caption="C *d*" >}}\n\n{{< details summary="S" >}}\nText\n{{< /details >}}\n\n{{< notice tip >}}\nA\n\nB\n{{< /notice >}}\n\n## H {#own .x}\n\n{{< highlight go >}}\na\n{{< /highlight >}}\n\nP {{< unknown >}}x{{< /unknown >}}\n{#id}',
  ],
  [
    'jekyll',
    '{% figure caption:"C" %}\n![a](a.png)\n![b](b.png)\n{% endfigure %}\n\nText\n{: #own}\n\n{% highlight js %}\na\n{% endhighlight %}\n\n{% raw %}{{ x }}{% endraw %}',
  ],
  ['zola', '{% details(summary="S") %}\nText\n{% end %}\n\n{{ chart(x=1) }} text'],
  [
    'docusaurus',
    '::::note[T]\n\nA\n\n:::danger\nB\n:::\n\n::::\n\n<Tabs>\n<TabItem label="L">\n\nx\n\n</TabItem>\n</Tabs>\n\n<div className="x">y</div>',
  ],
  ['quarto', '::: {.callout-tip collapse="true" title="T"}\nA\n:::\n\n::: {.column}\nB^[n]\n:::'],
  ['zenn', ':::details T\nA\n:::\n\n:::message alert\nB\n:::'],
  ['latex', 'a \\(x_1\\) b\n\n\\[ y \\]'],
])('%s', (dialect, markdown) => {
  const document = parseMarkdown(markdown, 1, { dialects: [dialect] })
  expect(document.problems).toEqual([])
  const resolve = (url: string) => ({ url, width: 30, height: 20 })
  const shown = renderLexicalHtml(convertMarkdown(document, { resolve }), { ghost: 6, isUpload: () => false })
  const { differences } = compareHtml(renderReference(document, { resolve }), shown, { writeUrl: (url) => url })
  expect(differences).toEqual([])
})
