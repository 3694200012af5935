import { describe, expect, test } from 'vitest'
import { readDialect } from './read-dialect.ts'

describe('shortcodes of Hugo', () => {
  test.each([
    ['{{< youtube abc >}}', 'https://www.youtube.com/watch?v=abc'],
    ['{{< youtube id="abc" title="x" >}}', 'https://www.youtube.com/watch?v=abc'],
    ['{{< vimeo 123 >}}', 'https://vimeo.com/123'],
    ['{{< x user="me" id="12" >}}', 'https://twitter.com/me/status/12'],
    ['{{< tweet 12 >}}', 'https://twitter.com/i/status/12'],
    ['{{< instagram BWNjjyYFxVx >}}', 'https://www.instagram.com/p/BWNjjyYFxVx/'],
    [
      '{{< gist user 50a7482715eac222e230 >}}',
      '<script src="https://gist.github.com/user/50a7482715eac222e230.js"></script>',
    ],
    ['Text\n{{< youtube abc >}}\nmore', 'Text\n\nhttps://www.youtube.com/watch?v=abc\n\nmore'],
    ['A {{< youtube abc >}} in a line', 'A <https://www.youtube.com/watch?v=abc> in a line'],
    ['- {{< youtube abc >}}', '- <https://www.youtube.com/watch?v=abc>'],
    ['{{< figure src="/x.png" caption="c" alt="a" >}}', '![a](/x.png "c")'],
    [
      '{{< figure src="a b.png" title="T" caption="say \\"c\\"" attr="by" attrlink="https://e.com" link="https://l.com" width="300px" >}}',
      '[![say "c"](a%20b.png "**T** say \\"c\\" [by](https://e.com)"){width=300}](https://l.com)',
    ],
    ['{{< highlight go "linenos=table" >}}\n# no heading\n{{< /highlight >}}', '```go\n# no heading\n```'],
    ['{{< high rust >}}\nlet a: Vec<String>;\n{{< /high >}}', '```rust\nlet a: Vec<String>;\n```'],
    ['{{< code lang="sh" >}}\n# *a*\n{{< /code >}}', '```sh\n# *a*\n```'],
    ['{{< code-rust "a label" >}}\nBox<E>\n{{< /code-rust >}}', '```rust\nBox<E>\n```'],
    ['{{< highlight go >}}a ``` b{{< /highlight >}}', '````go\na ``` b\n````'],
    [
      '{{< details summary="S & T" >}}\nText\n{{< /details >}}',
      '<details>\n<summary>S &amp; T</summary>\n\nText\n\n</details>',
    ],
    ['{{% notice tip %}}\nText\n{{% /notice %}}', ':::tip\nText\n:::'],
    ['{{< alert title="T" color="danger" >}}Text{{< /alert >}}', ':::caution\n**T**\n\nText\n:::'],
    ['{{< comment >}} private {{< /comment >}}', ''],
    ['{{</* youtube abc */>}} and {{%/* x */%}}', '{{< youtube abc >}} and {{% x %}}'],
    ['`{{</* youtube abc */>}}`', '`{{< youtube abc >}}`'],
    ['`{{< unknown >}}`', '`{{< unknown >}}`'],
    ['[p]({{< ref "b.md#x" >}})', '[p](ghost-sync-source:ref/b.md#x)'],
    ['[p]({{% relref path="blog/b" %}})', '[p](ghost-sync-source:ref/blog%2Fb)'],
    ['see {{< ref "b.md" >}}', 'see [b.md](ghost-sync-source:ref/b.md)'],
    ['{{< param "author" >}} {{< param sub.key >}}', 'Jo 1'],
  ])('%s', (markdown, text) => {
    const read = readDialect('hugo', markdown, { page: { author: 'Jo', params: { sub: { key: 1 } } } })
    expect(read.text).toBe(text)
    expect(read.told).toEqual([])
  })

  test('an unknown one is left out, its text stays, and each name is told once', () => {
    const { text, told, document } = readDialect(
      'hugo',
      'a\n\n{{< box "x" >}}\nText **b**\n{{< /box >}}\n\n{{< box />}}\n{{< ads >}}',
    )
    expect(text).toBe('a\n\n\nText **b**\n\n\n\n')
    expect(told).toEqual(['3: markdown/unknown-shortcode', '8: markdown/unknown-shortcode'])
    expect(document.problems).toEqual([])
  })

  test('a frame around fences is none of code', () => {
    const { text, told } = readDialect('hugo', '{{< code-tabs >}}\n```go\na\n```\n{{< /code-tabs >}}')
    expect(text.trim()).toBe('```go\na\n```')
    expect(told).toEqual(['1: markdown/unknown-shortcode'])
  })

  test('the table of the config decides first', () => {
    const shortcodes = {
      youtube: '',
      button: '[{{inner}}]({{href}} "{{0}}")',
      box: '<div class="{{0}}">\n\n{{inner}}\n\n</div>',
      card: ':::bookmark{url="{{url}}"}\n:::',
    }
    const read = (markdown: string) => readDialect('hugo', markdown, { shortcodes })
    expect(read('a {{< youtube abc >}} b').text).toBe('a  b')
    expect(read('a {{< button href="/x" >}}Go **now**{{< /button >}} b').text).toBe('a [Go **now**](/x "") b')
    expect(read('{{< box red >}}In{{< /box >}}').text).toBe('<div class="red">\n\nIn\n\n</div>')
    expect(read('a\n{{< card url="https://e.com" >}}').text).toBe('a\n\n:::bookmark{url="https://e.com"}\n:::')
  })

  test('of an unknown one with an address, the address is shown', () => {
    expect(readDialect('hugo', 'a\n{{< blogcard url="https://e.com/x" >}}')).toMatchObject({
      text: 'a\n\nhttps://e.com/x',
      told: ['2: markdown/unknown-shortcode'],
    })
  })

  test('what nothing closes is text', () => {
    expect(readDialect('hugo', 'a {{< youtube abc and {{% more').text).toBe('a {{< youtube abc and {{% more')
  })

  test('lines of later problems stay those of the file', () => {
    expect(readDialect('hugo', 'a\n{{< youtube b >}}\nc\n\n:::nothing\n:::').told).toEqual(['5: directive/unknown'])
    expect(readDialect('hugo', '{{< figure\n  src="a.png"\n>}}\n\n:::nothing\n:::').told).toEqual([
      '5: directive/unknown',
    ])
  })
})

describe('shortcodes of Zola', () => {
  test.each([
    ['{{ youtube(id="abc") }}', 'https://www.youtube.com/watch?v=abc'],
    ['{% details(summary="S") %}\nText\n{% end %}', '<details>\n<summary>S</summary>\n\nText\n\n</details>'],
    ['{{/* youtube(id="abc") */}}', '{{ youtube(id="abc") }}'],
    ['{{ value }} and {% x %}', '{{ value }} and {% x %}'],
  ])('%s', (markdown, text) => {
    expect(readDialect('zola', markdown)).toMatchObject({ text, told: [] })
  })

  test('an unknown one is told', () => {
    const { text, told } = readDialect('zola', '{% quote(author="x") %}\nText\n{% end %}\n\n{{ chart() }}')
    expect(text.trim()).toBe('Text')
    expect(told).toEqual(['1: markdown/unknown-shortcode', '5: markdown/unknown-shortcode'])
  })
})

describe('Liquid', () => {
  test.each([
    ['[a]({% post_url 2020-01-01-b %})', '[a](ghost-sync-source:post/2020-01-01-b)'],
    ['[a]({{ site.baseurl }}{% post_url 2020-01-01-b %}#c)', '[a](ghost-sync-source:post/2020-01-01-b#c)'],
    ['[a]({% link _posts/b.md %})', '[a](ghost-sync-source:path/%5Fposts%2Fb.md)'],
    ['![a]({{ site.url }}{{ site.baseurl }}/x.png)', '![a](/x.png)'],
    ['![a]({{ "x.png" | relative_url }})', '![a](/x.png)'],
    ['{% img left /a.png 100 50 "Title" %}', '![Title](/a.png){width=100 height=50}'],
    ['{% img src="/a.png" alt="b" %}', '![b](/a.png)'],
    ['Write {{ "{% gist x " }}%} or {{ "{{ y " }}}}', 'Write {% gist x %} or {{ y }}'],
    ["![a]({{ '/x.png' | prepend: site.baseurl }})", '![a](/x.png)'],
    ['{{ page.title | escape }}', 'Hello'],
    ['{% highlight ruby linenos %}\n# no heading\n{% endhighlight %}', '```ruby\n# no heading\n```'],
    ['{%- highlight js -%}\na\n{%- endhighlight -%}', '```js\na\n```'],
    ['a {% raw %}{{ x }} {% y %}{% endraw %} b', 'a {{ x }} {% y %} b'],
    ['```\n{% raw %}{{ x }}{% endraw %}\n```', '```\n{{ x }}\n```'],
    ['```\n{{ x }} {% y %}\n```', '```\n{{ x }} {% y %}\n```'],
    ['a {% comment %} private {{ x }} {% endcomment %} b', 'a  b'],
    ['{% include figure.html src="/x.png" caption="C" %}', '![C](/x.png "C")'],
    ['{% include video id="abc" provider="youtube" %}', 'https://www.youtube.com/watch?v=abc'],
    ['{% figure caption:"A *c*" %}\n![a](x.png)\n{% endfigure %}', '![a](x.png "A *c*")'],
    ['{% youtube abc %}', 'https://www.youtube.com/watch?v=abc'],
    [
      '{% gist user/50a7482715eac222e230 %}',
      '<script src="https://gist.github.com/user/50a7482715eac222e230.js"></script>',
    ],
    ['{% codeblock A title lang:ruby %}\nputs 1\n{% endcodeblock %}', '```ruby {caption="A title"}\nputs 1\n```'],
  ])('%s', (markdown, text) => {
    expect(readDialect('jekyll', markdown, { page: { title: 'Hello' } })).toMatchObject({ text, told: [] })
  })

  test('what only the site knows is left out, and told', () => {
    const { text, told } = readDialect(
      'jekyll',
      '{{ site.title }}\n\n{% if page.x %}\nA\n{% else %}\nB\n{% endif %}\n\n{% include ads.html %}',
    )
    expect(text.replace(/\s+/g, ' ').trim()).toBe('A B')
    expect(told).toEqual([1, 3, 5, 9].map((line) => `${line}: markdown/unknown-liquid`))
  })

  test.each([
    ['Visit {{ site.url }}.', 'Visit .', ['1: markdown/unknown-liquid']],
    ['`curl {{ site.url }}/feed.xml`', '`curl /feed.xml`', ['1: markdown/unknown-liquid']],
    ['[a]({{ site.url }}{{ site.baseurl }}/x)', '[a](/x)', []],
  ])('the address of the site is not known: %s', (markdown, text, told) => {
    expect(readDialect('jekyll', markdown)).toMatchObject({ text, told })
  })

  test('an include is found in the table by each of its names', () => {
    for (const name of ['include ads.html', 'ads.html', 'ads'])
      expect(readDialect('jekyll', '{% include ads.html a="b" %}', { shortcodes: { [name]: '{{a}}' } }).text).toBe('b')
  })

  test('a comment that nothing ends hides the rest', () => {
    expect(readDialect('eleventy', 'a {% comment %} private\n\nprivate').html).toBe('<p>a</p>')
  })
})

describe('tags of Hexo', () => {
  test.each([
    ['{% asset_img trip.png %}', '![](trip.png)'],
    ['{% asset_img center trip.png 300 200 A day out %}', '![A day out](trip.png){width=300 height=200}'],
    ['{% asset_img "a day.png" "a title" %}', '![a title](<a day.png>)'],
    [`{% img /images/x.png 300 '"a title" "an alt"' %}`, '![an alt](/images/x.png){width=300}'],
    ['{% asset_link notes.pdf My notes %}', '[My notes](notes.pdf)'],
    ['[x]({% asset_path notes.pdf %})', '[x](notes.pdf)'],
    ['{% post_link my-trip %}', '[my-trip](ghost-sync-source:ref/my-trip)'],
    ['{% post_link my-trip#day "The [trip]" false %}', '[The \\[trip\\]](ghost-sync-source:ref/my-trip#day)'],
    ['{% link Our docs https://a.example true %}', '[Our docs](https://a.example)'],
    ['{% codeblock a.js lang:js %}\n*a*\n{% endcodeblock %}', '```js {caption="a.js"}\n*a*\n```'],
    ['{% code %}\n<b>\n{% endcode %}', '```\n<b>\n```'],
    ['{% raw %}{{ a }}{% endraw %}', '{{ a }}'],
    [
      '```vue\n{{ site.title }} {% if a %}\n```\n`{{ a }}` <!-- more -->',
      '```vue\n{{ site.title }} {% if a %}\n```\n`{{ a }}` <!-- more -->',
    ],
  ])('%s', (markdown, text) => {
    const read = readDialect('hexo', markdown)
    expect(read.text).toBe(text)
    expect(read.told).toEqual([])
  })

  test('what only the site knows is left out, and told', () => {
    const { text, told } = readDialect('hexo', '{{ a }}\n{% pullquote %}\nText\n{% endpullquote %}\n{% asset_img %}')
    expect(text.trim()).toBe('Text')
    expect(told).toEqual(['1: markdown/unknown-liquid', '2: markdown/unknown-liquid', '5: markdown/unknown-liquid'])
  })
})
