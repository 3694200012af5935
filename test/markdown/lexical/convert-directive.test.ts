import { describe, expect, test } from 'vitest'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { convert, sketch } from '../sketch-lexical.ts'

const cdn = 'https://cdn.example.com'

describe('cards', () => {
  test.each<[name: string, markdown: string, cards: object[]]>([
    [
      'callout',
      ':::callout{emoji="🎉" color=accent}\na *b*\n\nc\n:::',
      [{ type: 'callout', calloutText: 'a <em>b</em><br><br>c', calloutEmoji: '🎉', backgroundColor: 'accent' }],
    ],
    [
      'callout as Ghost begins it',
      ':::callout\na\n:::',
      [{ type: 'callout', calloutEmoji: '💡', backgroundColor: 'blue' }],
    ],
    ['callout without an emoji', ':::callout{emoji=""}\na\n:::', [{ type: 'callout', calloutEmoji: '' }]],
    ['alert', '::: warning\na\n:::', [{ type: 'callout', calloutEmoji: '⚠️', backgroundColor: 'yellow' }]],
    ['alert with a list', ':::tip\n- a\n:::', [{ type: 'html', html: expect.stringContaining('<li>a</li>') }]],
    [
      'button',
      ':::button{url="./b.md" align=left}\nGo *now*\n:::',
      [{ type: 'button', buttonText: 'Go now', buttonUrl: 'https://example.com/b/', alignment: 'left' }],
    ],
    [
      'file',
      ':::file{src="./a.pdf?x#y" caption="\\"c\\""}\n:::',
      [{ type: 'file', src: 'a.pdf?x#y', fileTitle: 'a.pdf', fileName: 'a.pdf', fileCaption: '"c"', fileSize: 0 }],
    ],
    [
      'audio',
      ':::audio{src=a.mp3 thumbnail=b.png duration=1.5}\n:::',
      [{ type: 'audio', src: 'a.mp3', title: 'a', thumbnailSrc: `${cdn}/b.png`, duration: 1.5 }],
    ],
    [
      'video',
      ':::video{src=a.mp4 .wide loop width=640 height=360}\nb *c*\n:::',
      [
        {
          type: 'video',
          src: 'a.mp4',
          cardWidth: 'wide',
          loop: true,
          width: 640,
          height: 360,
          caption: 'b <em>c</em>',
        },
      ],
    ],
    [
      'product',
      ':::product{title="a *b*" image=c.png rating=4 button=Buy url="https://d.ef"}\ng\n\n- h\n:::',
      [
        {
          type: 'product',
          productTitle: 'a <em>b</em>',
          productImageSrc: `${cdn}/c.png`,
          productImageWidth: 800,
          productRatingEnabled: true,
          productStarRating: 4,
          productButtonEnabled: true,
          productButton: 'Buy',
          productUrl: 'https://d.ef',
          productDescription: '<p>g</p>\n<ul>\n<li>h</li>\n</ul>',
        },
      ],
    ],
    [
      'header',
      ':::header{background-color="#123456" button=Go url="https://a.bc" swapped}\n# d *e*\n\nf\n\ng\n:::',
      [
        {
          type: 'header',
          version: 2,
          header: 'd <em>e</em>',
          subheader: 'f<br><br>g',
          backgroundColor: '#123456',
          buttonEnabled: true,
          swapped: true,
        },
      ],
    ],
    [
      'signup',
      ':::signup{labels="a, b" disclaimer="c ==d=="}\ne\n:::',
      [{ type: 'signup', labels: ['a', 'b'], disclaimer: 'c <mark>d</mark>', header: '', subheader: 'e' }],
    ],
    [
      'call to action',
      ':::cta{sponsor="by *a*" dividers=false}\nb\n:::',
      [
        {
          type: 'call-to-action',
          hasSponsorLabel: true,
          sponsorLabel: '<p>by <em>a</em></p>',
          showDividers: false,
          showButton: false,
          textValue: '<p>b</p>',
        },
      ],
    ],
    [
      'call to action without a sponsor',
      ':::cta{sponsor=""}\na\n:::',
      [{ type: 'call-to-action', hasSponsorLabel: false, textValue: '<p>a</p>' }],
    ],
    ['e-mail', ':::email\na\n:::', [{ type: 'email', html: '<p>a</p>' }]],
    [
      'e-mail call to action',
      ':::email-cta{segment="status:-free" button=a url="https://b.cd"}\ne\n:::',
      [{ type: 'email-cta', segment: 'status:-free', showButton: true, buttonText: 'a', html: '<p>e</p>' }],
    ],
    [
      'html',
      '::::html{visibility=\'{"web":{"nonMember":true,"memberSegment":"label:a"},"email":{"memberSegment":""}}\'}\n<b>\n\n:::\n`</b>`<img src="a.png">\n::::',
      [
        {
          type: 'html',
          html: `<b>\n\n:::\n\`</b>\`<img src="${cdn}/a.png">`,
          visibility: { web: { memberSegment: 'label:a' } },
        },
      ],
    ],
    ['markdown', ':::markdown\n# a ~b~\n:::', [{ type: 'markdown', markdown: '# a ~b~' }]],
    [
      'bookmark',
      ':::bookmark{url="https://a.bc/" title=d icon=e.png}\nf\n:::',
      [
        {
          type: 'bookmark',
          url: 'https://a.bc/',
          caption: 'f',
          metadata: expect.objectContaining({ title: 'd', icon: `${cdn}/e.png` }),
        },
      ],
    ],
    [
      'embed',
      ':::embed{url="https://a.bc/" type=video html=\'<iframe src="https://a.bc/d"></iframe>\'}\n:::',
      [{ type: 'embed', embedType: 'video', html: '<iframe src="https://a.bc/d"></iframe>' }],
    ],
    [
      'embed that Ghost is asked for',
      ':::embed{url="https://a.bc/"}\n:::',
      [{ type: 'ghost-sync-embed', url: 'https://a.bc/' }],
    ],
    ['aside', ':::aside\na *b*\n:::', [{ type: 'aside' }]],
    [
      'gallery',
      ':::gallery{caption="a *b*"}\n![](c.png "t")\n\n[![](d.png)](https://e.fg)\n:::',
      [
        {
          type: 'gallery',
          caption: 'a <em>b</em>',
          images: [
            expect.objectContaining({ fileName: 'c.png', title: 't' }),
            expect.objectContaining({ fileName: 'd.png', href: 'https://e.fg' }),
          ],
        },
      ],
    ],
    [
      'gallery of images whose size nobody knows: the last one keeps the caption',
      ':::gallery{caption="a *b*"}\n![](https://a.bc/d.png) ![](e.png)\n:::',
      [
        { type: 'image', caption: '' },
        { type: 'image', caption: 'a <em>b</em>' },
      ],
    ],
    [
      'the same, where it has a caption of its own',
      ':::gallery{caption=a}\n![](https://a.bc/d.png) ![](https://a.bc/e.png "c")\n:::',
      [
        { type: 'image', caption: '' },
        { type: 'image', caption: 'c' },
        { type: 'html', html: '<p>a</p>' },
      ],
    ],
    [
      'gallery of an image whose size nobody knows',
      ':::gallery\n![](https://a.bc/d.png) ![](e.png)\n:::',
      [{ type: 'image' }, { type: 'image' }],
    ],
  ])('%s', (_name, markdown, cards) => {
    expect(convert(markdown).children).toMatchObject(cards)
    expect(parseMarkdown(markdown, 1).problems).toEqual([])
  })
})

test.each<[name: string, markdown: string, blocks: string[]]>([
  ['between paragraphs', 'a\n:::tip\nb\n:::\nc', ["p('a')", 'callout 💡 green b', "p('c')"]],
  ['colons in code', ':::tip\n```\n:::\n```\n:::\na', [expect.stringContaining('<pre><code>:::'), "p('a')"]],
  ['longer colons around', '::::tip\n:::note\na\n:::\n::::', [expect.stringMatching(/green[\s\S]*blue[\s\S]*<p>a/)]],
  ['an empty one', ':::tip\n:::', ['callout 💡 green ']],
  ['colons without a name', '::: \na', ["p('::: a')"]],
  ['two colons', '::tip\na', ["p('::tip a')"]],
  ['a toggle inside', ':::email\n<details><summary>a</summary>\n\nb\n\n</details>\n:::', ['email']],
  ['in a list', '- :::tip\n  a\n  :::', [expect.stringContaining('kg-callout-card-green')]],
])('%s', (_name, markdown, blocks) => {
  expect(sketch(markdown)).toEqual(blocks)
})

test.each<[name: string, markdown: string, problems: [code: string, line: number][]]>([
  ['an unknown one', 'a\n\n:::foo\nb\n:::', [['directive/unknown', 3]]],
  ['an unknown attribute', ':::tip{size=3}\na\n:::', [['directive/unknown-attribute', 1]]],
  [
    'an unknown class and an id',
    ':::video{src=a.mp4 .big #c}\n:::',
    [
      ['directive/unknown-attribute', 1],
      ['directive/unknown-attribute', 1],
    ],
  ],
  ['a word that is none of those', ':::button{url=a align=right}\nb\n:::', [['directive/value', 1]]],
  ['no number', ':::file{src=a size=big}\n:::', [['directive/value', 1]]],
  ['an attribute without a value', ':::callout{emoji}\na\n:::', [['directive/value', 1]]],
  ['broken JSON', ':::html{visibility="{"}\na\n:::', [['directive/value', 1]]],
  ['something else than attributes', ':::note Title\na\n:::', [['directive/attributes', 1]]],
  ['nothing to show', ':::file\n:::', [['directive/missing', 1]]],
  ['text where there is no place for it', ':::file{src=a}\nb\n:::', [['directive/content', 1]]],
  ['never closed', 'a\n:::tip\nb', [['directive/unclosed', 2]]],
  ['a card in a list', '- a\n- :::button{url=b}\n  c\n  :::', [['directive/place', 2]]],
  ['a card in a card', '::::email\na\n\n:::button{url=b}\nc\n:::\n::::', [['directive/place', 4]]],
])('says what is wrong: %s', (_name, markdown, problems) => {
  const found = parseMarkdown(markdown, 1).problems
  expect(found.map(({ code, line }) => [code, line])).toEqual(problems)
  // A problem keeps the post from being written; that must not depend on the conversion falling over.
  expect(() => convertMarkdown(parseMarkdown(markdown, 1), { resolve: (url) => ({ url }) })).not.toThrow()
})

test('a node of a newer Ghost is kept as it is', () => {
  const node = { type: 'hologram', version: 9, children: [{ type: 'x' }], depth: null }
  const markdown = `a\n\n\`\`\`ghost-card\n${JSON.stringify(node, null, 2)}\n\`\`\`\n`
  expect(convert(markdown).children[1]).toEqual(node)
  expect(parseMarkdown(markdown, 1).problems).toEqual([])
})

test.each<[name: string, markdown: string, code: string]>([
  ['no JSON', '```ghost-card\n{a}\n```', 'ghost-card/json'],
  ['no object', '```ghost-card\n[]\n```', 'ghost-card/json'],
  ['no type', '```ghost-card\n{"type":""}\n```', 'ghost-card/json'],
  ['a child that is no node', '```ghost-card\n{"type":"list","children":[null]}\n```', 'ghost-card/json'],
  ['a document', '```ghost-card\n{"type":"root","children":[]}\n```', 'ghost-card/json'],
  ['in a quote', '> ```ghost-card\n> {"type":"x"}\n> ```', 'ghost-card/place'],
])('a node that cannot be sent: %s', (_name, markdown, code) => {
  expect(parseMarkdown(`a\n\n${markdown}`, 1).problems).toMatchObject([{ code, line: 3 }])
  expect(() => convert(markdown)).not.toThrow()
})

test('what attributes and bodies refer to is listed, with its line', () => {
  const markdown =
    'a\n\n:::video{src=b.mp4 thumbnail=c.png}\n[d](e.md)\n:::\n\n:::html\n\n<img src="f.png">\n:::\n\n:::product{title="[g](h.md)"}\n:::'
  expect(parseMarkdown(markdown, 1).references).toEqual([
    { kind: 'media', target: 'b.mp4', line: 3 },
    { kind: 'image', target: 'c.png', line: 3 },
    { kind: 'link', target: 'e.md', line: 4 },
    { kind: 'image', target: 'f.png', line: 9 },
    { kind: 'link', target: 'h.md', line: 12 },
  ])
})

test('a local file brings its name, size and type', () => {
  const resolve = () => ({ url: 'ghost-sync-asset:1', name: 'A b.pdf', size: 12, mimeType: 'application/pdf' })
  const document = parseMarkdown(':::file{src=x}\n:::\n\n:::audio{src=y}\n:::', 1)
  expect(convertMarkdown(document, { resolve }).children).toMatchObject([
    { fileName: 'A b.pdf', fileTitle: 'A b.pdf', fileSize: 12 },
    { title: 'A b', mimeType: 'application/pdf' },
  ])
})

test('directives in directives without end are text at some depth', () => {
  const markdown = Array.from({ length: 200 }, (_, index) => `${':'.repeat(300 - index)}tip\n`).join('')
  expect(() => convert(markdown)).not.toThrow()
})
