import fc from 'fast-check'
import type { LexicalNode, LexicalRoot } from '../../../src/markdown/document/lexical.ts'

/** Text that Markdown, HTML or this project's own notation would read as something else. */
const SNIPPETS =
  '* ** _ __ ` `` ``` ~ ~~ ~~~ = == === ^ $ $$ [ ] ( ) < > & &amp; &nbsp; \\ \\\\ # ## 1. 2) - + | || : :: ::: :tada: https://a.b/c www.a.b x@y.zz <b> </b> <br> <!-- --> {#id} {.wide} { } ! ![ ](x) [^1] [^1]: [!NOTE] [x] [x]: é 你好 👍 " \' a b word Word 5 10 $5 a_b a*b --- *** ___ | | |-|-| . , ; ? / @ % <details> <summary> <p> ::: :::note H~2~O x^2^ \u00a0 \u200b \u2028'.split(
    ' ',
  )

const snippet = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...SNIPPETS) },
  { weight: 3, arbitrary: fc.constantFrom(' ', 'a', 'word', 'two words', '.') },
  { weight: 1, arbitrary: fc.constantFrom('  ', '\t', '\n', ' ', '\u00a0') },
  { weight: 1, arbitrary: fc.string({ maxLength: 3 }) },
)

/** Text that is as hard to write as can be. */
export const nastyText = fc.array(snippet, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''))

const url = fc.oneof(
  fc.constantFrom(
    'https://a.b/c',
    'https://a.b/c_d(e)?f=g&amp;h=i#j',
    'https://a.b/ü x',
    '#id',
    '/post/',
    'mailto:x@y.zz',
    './a.md',
    '<x>',
    'a)b',
    '',
    'https://a.b/*c*',
    'javascript:x',
  ),
  nastyText,
)

const format = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.constantFrom(1, 2, 4, 8, 16, 32, 64, 128) },
  { weight: 2, arbitrary: fc.nat(255) },
)

const text = fc.record({ type: fc.constantFrom('extended-text', 'text'), text: nastyText, format })
const linebreak = fc.constant<LexicalNode>({ type: 'linebreak', version: 1 })
const link: fc.Arbitrary<LexicalNode> = fc.record({
  type: fc.constant('link'),
  url,
  title: fc.option(nastyText),
  children: fc.array(fc.oneof({ weight: 5, arbitrary: text }, linebreak), { maxLength: 3 }),
})
const tab = fc.constant<LexicalNode>({ type: 'tab', version: 1, text: '\t', detail: 2, format: 0 })

/** What stands in a paragraph. */
export const anyInline: fc.Arbitrary<readonly LexicalNode[]> = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: text },
    { weight: 2, arbitrary: linebreak },
    { weight: 3, arbitrary: link },
    { weight: 1, arbitrary: tab },
  ),
  { maxLength: 5 },
)

const element = (type: string, extra: object = {}): fc.Arbitrary<LexicalNode> =>
  anyInline.map((children) => ({ type, version: 1, direction: 'ltr', format: '', indent: 0, ...extra, children }))

const { list } = fc.letrec<{ list: LexicalNode; group: readonly LexicalNode[] }>((tie) => ({
  // A nested list stands in an item of its own, after the one that it belongs to.
  group: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: element('listitem', { value: 1 }).map((item) => [item]) },
    fc
      .tuple(element('listitem', { value: 1 }), tie('list'))
      .map(([item, inner]) => [item, { type: 'listitem', version: 1, value: 2, children: [inner] }]),
  ),
  list: fc.record({
    type: fc.constant('list'),
    listType: fc.constantFrom('bullet', 'number', 'check'),
    start: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, fc.nat(30)),
    children: fc.array(tie('group'), { minLength: 1, maxLength: 4 }).map((groups) => groups.flat()),
  }),
}))

/** Blocks that hold text: what Markdown was made for. */
export const anyTextBlock: fc.Arbitrary<LexicalNode> = fc.oneof(
  { weight: 4, arbitrary: element('paragraph') },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 6 }).chain((depth) => element('extended-heading', { tag: `h${depth}` })),
  },
  { weight: 2, arbitrary: element('extended-quote') },
  { weight: 1, arbitrary: element('aside') },
  { weight: 3, arbitrary: list },
)

const html = fc.oneof(
  nastyText,
  fc
    .array(
      fc.oneof(
        nastyText,
        fc.constantFrom(
          '<p>',
          '</p>',
          '<div>',
          '</div>',
          '<em>a</em>',
          '<br>',
          '\n',
          '\n\n',
          '<pre>',
          '</pre>',
          '<table>',
        ),
        fc.constantFrom('<ul><li>a</li></ul>', '<p>a</p>\n<p>b <strong>c</strong></p>', '<hr>', '<h2 id="a">a</h2>'),
      ),
      { maxLength: 5 },
    )
    .map((parts) => parts.join('')),
)
const dimension = fc.option(fc.integer({ min: 1, max: 5000 }))
const optional = <T>(value: fc.Arbitrary<T>) => fc.oneof(fc.constant(undefined), value)

const card = (type: string, properties: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<LexicalNode> =>
  fc.record(properties).map((values) => {
    const written = Object.entries(values).filter(([, value]) => value !== undefined)
    return { type, version: type === 'header' ? 2 : 1, ...Object.fromEntries(written) }
  })

const picture = fc.record({
  src: url,
  fileName: fc.constant('a.png'),
  row: fc.constant(0),
  width: dimension,
  height: dimension,
  alt: nastyText,
})
const flag = optional(fc.boolean())

/** Cards of every type, with whatever in them. */
export const anyCard: fc.Arbitrary<LexicalNode> = fc.oneof(
  fc.constant<LexicalNode>({ type: 'horizontalrule', version: 1 }),
  fc.constant<LexicalNode>({ type: 'paywall', version: 1 }),
  card('codeblock', { code: html, language: fc.constantFrom('', 'js', 'c++', 'a b', '`'), caption: optional(html) }),
  card('image', {
    src: url,
    alt: optional(nastyText),
    title: optional(nastyText),
    caption: optional(html),
    href: optional(url),
    width: dimension,
    height: dimension,
    cardWidth: fc.constantFrom('regular', 'wide', 'full'),
  }),
  card('gallery', { images: fc.array(picture, { maxLength: 4 }), caption: optional(html) }),
  card('html', { html }),
  card('markdown', { markdown: html }),
  card('callout', {
    calloutText: html,
    calloutEmoji: fc.constantFrom('', '💡', 'ℹ️', 'x'),
    backgroundColor: fc.constantFrom('blue', 'grey', 'a b'),
  }),
  card('toggle', { heading: html, content: html }),
  card('button', { buttonText: nastyText, buttonUrl: url, alignment: optional(fc.constantFrom('left', 'center')) }),
  card('bookmark', { url, metadata: fc.constant({ title: 'a "b"' }), caption: optional(html) }),
  card('embed', { url, html, embedType: fc.constant('video'), metadata: fc.constant({}), caption: optional(html) }),
  card('file', {
    src: url,
    fileTitle: nastyText,
    fileCaption: optional(nastyText),
    fileName: nastyText,
    fileSize: optional(fc.nat()),
  }),
  card('audio', { src: url, title: nastyText, duration: optional(fc.nat()), mimeType: optional(nastyText) }),
  card('video', {
    src: url,
    caption: optional(html),
    width: dimension,
    height: dimension,
    loop: flag,
    cardWidth: fc.constantFrom('regular', 'wide'),
  }),
  card('product', {
    productTitle: html,
    productDescription: html,
    productRatingEnabled: flag,
    productStarRating: optional(fc.integer({ min: 1, max: 5 })),
    productButtonEnabled: flag,
    productButton: optional(nastyText),
    productUrl: optional(url),
  }),
  card('header', {
    header: html,
    subheader: html,
    buttonEnabled: flag,
    buttonText: optional(nastyText),
    buttonUrl: optional(url),
    swapped: flag,
  }),
  card('signup', {
    header: html,
    subheader: html,
    disclaimer: optional(html),
    labels: optional(fc.array(nastyText, { maxLength: 2 })),
  }),
  card('call-to-action', {
    textValue: html,
    showButton: flag,
    buttonText: optional(nastyText),
    buttonUrl: optional(url),
    hasSponsorLabel: flag,
    sponsorLabel: optional(html),
  }),
  card('email', { html }),
  card('email-cta', { html, showButton: flag, buttonText: optional(nastyText), buttonUrl: optional(url) }),
  list.map((inner) => ({ type: 'list', listType: 'bullet', children: [{ type: 'listitem', children: [inner] }] })),
  card('transistor', { accentColor: nastyText }),
  card('from-the-future', { anything: nastyText, children: fc.constant([{ type: 'mystery' }]) }),
)

export function makeRoot(children: readonly LexicalNode[]): LexicalRoot {
  return { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children }
}

export const anyDocument: fc.Arbitrary<LexicalRoot> = fc
  .array(fc.oneof({ weight: 3, arbitrary: anyTextBlock }, { weight: 2, arbitrary: anyCard }), {
    minLength: 1,
    maxLength: 6,
  })
  .map(makeRoot)
