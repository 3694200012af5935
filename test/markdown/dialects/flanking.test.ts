import { describe, expect, test } from 'vitest'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'
import { sketch } from '../sketch-lexical.ts'

/** The text that a pull would write for what this one became. */
function pull(markdown: string): string {
  return writeMarkdown(convertMarkdown(parseMarkdown(markdown, 1), { resolve: (url) => ({ url }) })).text.trimEnd()
}

/** Each is read as given, and written as it was. */
function holds(rows: readonly (readonly [name: string, markdown: string, blocks: string])[]): void {
  test.each(rows)('%s', (_, markdown, blocks) => {
    expect(sketch(markdown)).toEqual([blocks])
    expect(pull(markdown)).toBe(markdown)
  })
}

describe('emphasis in Chinese, Japanese and Korean', () => {
  holds([
    ['bold that ends with a full-width colon', '**注意：**正文。', "p(1'注意：' '正文。')"],
    ['bold quotes inside a sentence', '彼は**「はい」**と言った。', "p('彼は' 1'「はい」' 'と言った。')"],
    ['bold with a bracket of ASCII at its end', '**제목(부제)**은', "p(1'제목(부제)' '은')"],
    ['bold that is a sentence', '**これは重要です。**次へ', "p(1'これは重要です。' '次へ')"],
    ['quotes that are not wide', '是**“中文”**的', "p('是' 1'“中文”' '的')"],
    ['italic', '你好*「世界」*吗', "p('你好' 2'「世界」' '吗')"],
    ['struck through', '~~「旧」~~新', "p(4'「旧」' '新')"],
    ['a letter of two code units', '𠮷**「家」**𠮷', "p('𠮷' 1'「家」' '𠮷')"],
    ['highlighted', '这是==重点==内容', "p('这是' 128'重点' '内容')"],
  ])

  test('in a caption as well', () => {
    expect(sketch('![](a.png "**注意：**正文")')).toEqual([expect.stringContaining('<strong>注意：</strong>正文')])
  })

  test.each([
    ['no text in Latin letters', 'a**"b"**c', `p('a**"b"**c')`],
    ['no underscore inside a word', '中文_强调_中文', "p('中文_强调_中文')"],
    ['nothing after a space', '你好 ** 世界**', "p('你好 ** 世界**')"],
  ])('changes %s', (_, markdown, blocks) => {
    expect(sketch(markdown)).toEqual([blocks])
  })
})

describe('a tilde in a range is text', () => {
  holds([
    ['numbers in Chinese', '每天3~5小时，每周10~20小时。', "p('每天3~5小时，每周10~20小时。')"],
    ['numbers in English', 'Age 1~3, height 80~100.', "p('Age 1~3, height 80~100.')"],
    ['times', '9:00~10:00,11:00~12:00', "p('9:00~10:00,11:00~12:00')"],
  ])

  test.each([
    ['percent', '10%~20%，30%~40%'],
    ['weekdays in Chinese', '周一~周五，周六~周日'],
    ['weekdays in Korean', '월~금,토~일'],
    ['weekdays in English', 'Mon~Fri, Sat~Sun and Mon~Fri,Sat~Sun'],
    ['revisions', 'HEAD~2..HEAD~1'],
    ['one alone', '约3~5天'],
  ])('%s', (_, markdown) => {
    expect(sketch(markdown)).toEqual([`p('${markdown}')`])
    expect(sketch(pull(markdown))).toEqual([`p('${markdown}')`])
  })

  holds([
    ['but: a subscript', 'H~2~O and CO~2~', "p('H' 32'2' 'O and CO' 32'2')"],
    ['but: a subscript of two', 'v~max~ and x~i,j~', "p('v' 32'max' ' and x' 32'i,j')"],
  ])

  test('but: a single tilde around words strikes them through', () => {
    expect(sketch('It is ~gone~ now')).toEqual(["p('It is ' 4'gone' ' now')"])
  })
})

describe('carets and tildes that are no script', () => {
  test.each([
    ['powers in a row', 'a^2+b^2 and a^2b^2=c^4'],
    ['a formula without dollars', 'f(x^{(i)})-y^{(i)} and \\theta^T x^{2}+y^{2}'],
    ['an exclusive or', 'a^b^c'],
    ['faces', '安装完^_^ 好^o^ ok haha^-^'],
    ['quotes', "x^'a'^ y^“b”^"],
    ['between numbers', '10^6^7 2~3~4'],
    ['versions', 'v1~v2~v3 and A~B~C'],
    ['words of Chinese', '不要^这样^写'],
    ['a path', 'PROGRA~1/MICROS~1'],
  ])('%s', (_, markdown) => {
    const shown = sketch(markdown).join()
    expect(shown).not.toMatch(/32'|64'/)
    expect(sketch(pull(markdown)).join()).toBe(shown)
  })

  holds([
    ['but: a power', 'x^2^ and x^2^y, 2^10^=1024', "p('x' 64'2' ' and x' 64'2' 'y, 2' 64'10' '=1024')"],
    ['but: a term', 'k^n-1^ of (a+b)^n^', "p('k' 64'n-1' ' of (a+b)' 64'n')"],
    ['but: an ordinal', 'the 1^st^ of them', "p('the 1' 64'st' ' of them')"],
    ['but: a charge', 'Na^+^ and Cl^-^', "p('Na' 64'+' ' and Cl' 64'-')"],
    ['but: both', 'SO~4~^2-^ and C~n~H~2n+2~', "p('SO' 32'4' 64'2-' ' and C' 32'n' 'H' 32'2n+2')"],
    ['but: a number behind Chinese', '平方米^2^ 文字^1^', "p('平方米' 64'2' ' 文字' 64'1')"],
  ])
})

describe('dollars around prose are no formula', () => {
  test.each([
    ['placeholders in quotes', 'use “$:text”, where it is the number, or “$” alone'],
    ['variables', 'set $HOME then print all of it as/$ in a shell'],
    ['prices', 'from $5 dollars and more to 6$'],
  ])('%s', (_, markdown) => {
    expect(sketch(markdown)).toEqual([`p('${markdown}')`])
    expect(sketch(pull(markdown))).toEqual([`p('${markdown}')`])
  })

  test.each(['$x$', '$f(x) = a + b$', '$P(\\text{rain and wind})$', '$total = price * count$', '$x \\leq y$ and $a$'])(
    'but: %s',
    (markdown) => {
      expect(sketch(markdown).join()).toContain('<math')
    },
  )
})

describe('a line that goes on is no term', () => {
  test.each([
    ['a link', 'See [the plugin\n: a better one](b.md) for it.'],
    ['brackets', 'An aside (like this\n: or that) goes on.'],
    ['a comma', 'First,\n: then'],
    ['code', 'Write `a\n: b` here'],
  ])('%s', (_, markdown) => {
    expect(sketch(markdown).join()).not.toContain('<dl')
  })

  test.each(['Term\n: meaning', 'A (short) term\n: meaning', 'a) first\n: meaning', 'Term:\n: meaning'])(
    'but: %s',
    (markdown) => {
      expect(sketch(markdown).join()).toContain('<dl')
    },
  )
})

test('a tag of Svelte at the end of a heading is no id', () => {
  expect(sketch('## Loops with {#each}')).toEqual(["h2('Loops with {#each}')"])
  expect(sketch('## Loops {#loops}').join()).not.toContain('{#')
})

describe('two equals signs that are named, and not used', () => {
  test.each([
    ['arrows', 'A ==> B, C <== D, a <==> b <==> c'],
    ['signs of a program', 'write ==+== or ==&&=='],
    ['strict comparison', 'x !==a!== y'],
    ['requirements', 'pkg ==1.0,==2.0 (==a'],
    ['in quotes', "const and '==' to '==='"],
    ['in double quotes', 'from "==" to "=="'],
    ['in brackets', 'loose (==) and strict (==)'],
  ])('%s', (_, markdown) => {
    expect(sketch(markdown)).toEqual([`p('${markdown}')`])
  })

  test('a highlight in quotes is one', () => {
    expect(sketch('"==a==" (==b==)')).toEqual([`p('"' 128'a' '" (' 128'b' ')')`])
  })
})

describe('emoji stand between spaces and punctuation', () => {
  test.each([
    ['paths', 'tokio::sync::watch::channel', 'tokio::sync::watch::channel'],
    ['ratios', 'mix 1:100:1000', 'mix 1:100:1000'],
    ['behind a word', 'note:smile: it', 'note:smile: it'],
    ['before a word', 'in :smile:y', 'in :smile:y'],
    ['alone', ':smile:', '😄'],
    ['in brackets', '(:heart:)', '(❤️)'],
    ['in a row', 'done :+1::tada:!', 'done 👍🎉!'],
    ['in Chinese', '你好:smile:吗', '你好😄吗'],
    ['named, in quotes', 'type ":tada:"', 'type ":tada:"'],
  ])('%s', (_, markdown, text) => {
    expect(sketch(markdown)).toEqual([`p('${text}')`])
    expect(sketch(pull(markdown))).toEqual([`p('${text}')`])
  })

  test('a path is written without backslashes', () => {
    expect(pull('tokio::sync::watch::channel')).toBe('tokio::sync::watch::channel')
  })
})
