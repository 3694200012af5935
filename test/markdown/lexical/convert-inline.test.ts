import { expect, test } from 'vitest'
import { convert, sketch } from '../sketch-lexical.ts'

test.each<[name: string, markdown: string, inside: string]>([
  ['plain text', 'Hello', "'Hello'"],
  ['italic', 'a *b* c', "'a ' 2'b' ' c'"],
  ['italic with underscores', '_b_', "2'b'"],
  ['bold', '**b**', "1'b'"],
  ['bold italic', '***b***', "3'b'"],
  ['strikethrough, two tildes and one', '~~b~~ ~c~', "4'b' ' ' 4'c'"],
  ['highlight', '==b==', "128'b'"],
  ['highlight around bold', '==a **b**==', "128'a ' 129'b'"],
  ['no highlight inside words or around spaces', 'a==1 && b==2, c == d == e', "'a==1 && b==2, c == d == e'"],
  ['no highlight in code', '`==a==`', "16'==a=='"],
  ['a highlight may hold `==` in code', '==a `==` b==', "128'a ' 144'==' 128' b'"],
  ['an unclosed highlight', '==a', "'==a'"],
  ['code', 'a `b * c`', "'a ' 16'b * c'"],
  ['spaces in code are kept', '` a`', "16' a'"],
  ['code with entities is literal', '`&amp;`', "16'&amp;'"],
  ['bold code', '**a `b`**', "1'a ' 17'b'"],
  ['nested marks', '**a *b* c**', "1'a ' 3'b' 1' c'"],
  ['marks of one kind join', '**a** **b**', "1'a' ' ' 1'b'"],
  ['marks of one kind nest without effect', '*a *b* c*', "2'a b c'"],
  ['entities', '&copy; &amp; &#8364; &#x41; &nosuch; &notit; AT&T', "'© & € A &nosuch; &notit; AT&T'"],
  ['entities written out', '&amp;copy; \\&copy;', "'&copy; &copy;'"],
  ['a no-break space at the end stays', 'a&nbsp;', "'a\u00a0'"],
  ['escapes', '\\*a\\* \\[b\\]', "'*a* [b]'"],
  ['soft breaks are spaces', 'a\n   b \nc', "'a b c'"],
  ['hard breaks', 'a  \nb\\\nc', "'a' / 'b' / 'c'"],
  ['a hard break inside a mark', '**a  \nb**', "1'a' / 1'b'"],
  ['a backslash at the end is a backslash', 'a\\', "'a\\'"],
  ['<br>', 'a<br>b<BR />c', "'a' / 'b' / 'c'"],
  ['HTML that is a format', 'H<sub>2</sub>O <u>u *i*</u> x<sup>2</sup>', "'H' 32'2' 'O ' 8'u ' 10'i' ' x' 64'2'"],
  ['inline comments are dropped', 'a <!-- b -->c', "'a c'"],
  ['link', '[a](https://b.c/?d=1&e=2)', "a<https://b.c/?d=1&e=2>('a')"],
  ['link with marks in it', '[a *b*](u)', "a<u>('a ' 2'b')"],
  ['link inside marks', '**a [b](u) c**', "1'a ' a<u>(1'b') 1' c'"],
  ['link with a hard break', '[a\\\nb](u)', "a<u>('a' / 'b')"],
  ['link to another file', '[a](./b.md#c)', "a<https://example.com/b/#c>('a')"],
  ['reference link', '[a][r]\n\n[r]: https://b.c', "a<https://b.c>('a')"],
  ['link destination: entities, spaces, letters', '[a](<b c&ouml;%20>)', "a<b%20c%C3%B6%20>('a')"],
  ['autolink', 'see <https://a.b/?c=d&amp;e>', "'see ' a<https://a.b/?c=d&amp;e>('https://a.b/?c=d&amp;e')"],
  ['bare URL', 'see https://a.b/c.', "'see ' a<https://a.b/c>('https://a.b/c') '.'"],
  ['bare www', 'www.a.bc', "a<http://www.a.bc>('www.a.bc')"],
  ['mail address', '<a@b.cd> and e@f.gh', "a<mailto:a@b.cd>('a@b.cd') ' and ' a<mailto:e@f.gh>('e@f.gh')"],
  ['an empty link is dropped', 'a [](u)b', "'a b'"],
  ['characters that would break JSON or feeds', 'a\u0000b\u0001c\ud800d\f&#1;', "'a\ufffdb\ufffdc\ufffdd \ufffd'"],
  ['emoji', '👩‍👩‍👧 **é**', "'👩‍👩‍👧 ' 1'é'"],
  ['a footnote that does not exist', 'a[^1]', "'a[^1]'"],
])('%s', (_name, markdown, inside) => {
  expect(sketch(markdown)).toEqual([`p(${inside})`])
})

test.each<[name: string, markdown: string, html: string]>([
  ['raw inline HTML', 'Press <kbd>**X**</kbd> & go.', '<p>Press <kbd><strong>X</strong></kbd> &amp; go.</p>'],
  ['a format tag with attributes', '<u class="x">a</u>', '<p><u class="x">a</u></p>'],
  ['format tags that cross', '<u>a<sub>b</u>c</sub>', '<p><u>a<sub>b</u>c</sub></p>'],
  ['a format tag left open', 'a <u>b', '<p>a <u>b</p>'],
  ['raw text in code tags', '<code>a && b</code>', '<p><code>a && b</code></p>'],
  ['local targets in raw HTML', 'a <a href="./b.md">b</a>', '<p>a <a href="https://example.com/b/">b</a></p>'],
  // Ghost would close the wrong tag: `<strong>a <em>b</em><em>c</em></strong>`.
  ['marks that do not nest, without a space', '**a *b***_c_', '<p><strong>a <em>b</em></strong><em>c</em></p>'],
  ['an image without a source', '![a]()', '<p><img src="" alt="a" loading="lazy"></p>'],
])('%s becomes a card', (_name, markdown, html) => {
  expect(sketch(markdown)).toEqual([`html ${html}`])
})

test('where one mark ends and another goes on, the space between them carries none', () => {
  expect(sketch('***a `b`** c*')).toEqual(["p(3'a ' 19'b' ' ' 2'c')"])
  expect(sketch('**a *b*** *c*')).toEqual(["p(1'a ' 3'b' ' ' 2'c')"])
})

test('the title of a link is stored', () => {
  const [paragraph] = convert('[a](u "b &amp; c")').children
  expect(paragraph?.children?.[0]).toMatchObject({ type: 'link', title: 'b & c' })
})
