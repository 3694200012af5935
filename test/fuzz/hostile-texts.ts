/** A text of about so many characters. */
export type MakeText = (size: number) => string

function fill(unit: string, size: number): string {
  return unit.repeat(Math.max(1, Math.ceil(size / unit.length)))
}

/** One piece again and again: what has no end, what looks like one mark after another, and floods of blocks. */
const REPEATED: readonly string[] = [
  // Emphasis and the like.
  ...['*', 'a*', '* ', 'a**', '*a ', '*a _b ', '**a *b ', '_a ', 'a* ', 'a_ ', 'a_b ', '*a_', '***a** b* '],
  ...['*a **b* c** ', '~', '~a ', '~~a ', '=', '==a ', '==[a](b)== ', '^a ', 'a^a~', 'x^2^ H~2~O '],
  // Brackets.
  ...['[', ']', '[]', '[a', '[a](', '](', '[![', '![', '[\\', '[a][b] ', '[a](b) ', '![a](b) ', '![a](b)\n'],
  ...['[a](<b', '[a](b "c', '![a](b){', '![a](b){c ', '![a](b "*c* ![d](e)") ', '[a]: ', '[a]: b "', '[a]: b "\n'],
  ...['[a]: /b\n', '[a]: /b\n\n', '[a\\]: b\n', '[^1] ', '[^1]: ', '[^1]: a\n', '[^1]: a\n\n', 'a[^1]\n\n[^1]: b\n\n'],
  // HTML.
  ...['<', '<a', '<a ', '<a b="', 'x <a b=', '<!--', 'x <!--', 'x <![CDATA[', 'x <?', 'x <!A ', '<div>', '<div>\n\n'],
  ...['<br>', 'x <b>', 'x <kbd>a</kbd> ', '<a href="b">', '<pre>', '<script>', '<details>', '<p>a\n\n', '<table>'],
  ...['<details><summary>a</summary>\n\n', '<table><tr><td>', '<img src="a.png">', '<img srcset="a, ', '</div>'],
  ...['x <b>a <i>b</b> c</i> ', 'x <b>a</b> <i>b</i> ', '<!--members-only-->\n\n', '<!--kg-card-begin: html-->'],
  // Addresses.
  ...['<https://a.b ', 'a@b.c ', 'a@', 'a@b.', 'a.', 'https://a.b ', 'https://a.b/c\n\n', 'www.', 'http://'],
  // Code, escapes, entities, formulas, shortcodes.
  ...['`', '`a', '` ', '`` ` ', '`a` ', '\\', '\\*', 'a\\\n', '&', '&#', '&#1', '&amp;', '&abcdef;', ':tada:', ':a'],
  ...['$', '$a ', '$a$ ', '$$ ', 'a\n$$ b\n', '$$\n', '$\\', '$\\def\\a{\\a\\a}\\a$ '],
  // Blocks.
  ...[':::', ':::tip\n', ':::a\n', ':::button{url="https://a.b"}\na\n:::\n\n', 'a\n: b\n', 'a\n\n: b\n\n', ': a\n  '],
  ...['> ', '>', '> a\n', '> a\n\n', '> - ', '> [!NOTE]\n> a\n\n', '- ', '- a\n', '- a\n\n', '- a\n* b\n', '- [ ] a\n'],
  ...['- > ', '- > a\n', '- <div>\n', '- ```\n', '1. a\n', '#', '# ', '# a\n', '# a\n\n', '# constructor\n\n'],
  ...['a\n=\n', '=\n', '---\n', '- - ', '_ ', '|', '|a|\n', '|a|\n|-|\n', '|*c*|`d`|\n', 'a|b\n', '```\n', '~~~\n'],
  ...['a\n```\n', '    a\n', '    a\n\n', 'a\n', 'a\n\n', 'a  \n', 'a<br>\n', '---\na: b\n'],
  // White space, control characters, halves of characters.
  ...[
    '\n',
    ' ',
    '\t',
    ' \n',
    'a \n \n',
    '\u00a0',
    'a\u2028',
    '\0',
    'a\0',
    '\x01\x1b\x7f\x0b',
    '\ud800',
    'a\udc00\ud800',
  ],
  ...['\ufeff', 'a\ufeff\n', 'a\r', '👍', '\u202e\u202d', 'ſK', 'word '],
  ...['word *em* `code` [a](b) <b>c</b> | $x$ ::: &amp; [^1] '],
]

/** One thing in another, closed and not. */
const NESTED: readonly (readonly [open: string, close: string])[] = [
  ['[', ']'],
  ['[a ', '](b)'],
  ['![', '](b)'],
  ['![a](b "', '")'],
  ['*a **b ', '** *'],
  ['x <b>', '</b>'],
  ['<span>', '</span>'],
  ['<div>\n\n', '</div>\n\n'],
  ['<ul><li>', '</li></ul>'],
  ['<blockquote>', '</blockquote>'],
  ['<details><summary>a</summary>\n\n', '</details>\n\n'],
  ['<dl><dd>', '</dd></dl>'],
  ['(', ')'],
  ['$\\frac{', '}{b}$'],
]

/** What stands before and after a flood. */
const FRAMED: readonly (readonly [before: string, unit: string, after: string])[] = [
  ['', '[a][b] ', '\n\n[b]: /x'],
  ['', '[^1] ', '\n\n[^1]: x'],
  ['a[^1]\n\n[^1]: ', 'b[^1] ', ''],
  ['[^1]: a\n', 'b\n', ''],
  ['- a\n', '  b\n', ''],
  ['- a\n', 'b\n', ''],
  ['- a\n', '\n', 'b'],
  ['# a', ' ', '#b'],
  ['# a ', '{#a ', ''],
  ['# a ', '# ', ''],
  ['a\n', '=', ''],
  ['', 'a\n', '==='],
  ['a', ' ', 'b'],
  ['a', ' ', '\nb'],
  ['a', '\t', 'b'],
  ['*', ' ', '*'],
  ['-', ' ', 'a'],
  ['|a|b|\n|-|-|\n', '|c|d|\n', ''],
  ['|a|\n|-|\n|', '\\|', ''],
  ['|a|\n|', '-', '|'],
  ['[', 'a', ']: b'],
  ['', 'a', '@'],
  ['https://a.b/', ')', ''],
  ['https://a.b/', '(', ''],
  ['https://a.b/', '&a;', ''],
  ['https://a.b/', '?!.', ''],
  ['https://a.b/', 'x', ''],
  ['![a](b){', ' ', '}'],
  ['![a](b){.wide ', 'a=b ', '}'],
  [':::tip{', 'a ', '}\na\n:::'],
  [':::gallery\n', '![a](b.png){width=1 height=1}\n', ':::'],
  ['``` js {caption="', '*a ', '"}\nb\n```'],
  ['``` ', 'a ', '\nb\n```'],
  ['<div ', 'a=b ', '>'],
  ['<img srcset="', ',', '">'],
  ['<img srcset="', 'a, ', '">'],
  ['```ghost-card\n', '{"type":', '\n```'],
  ['a', '\u0301', ''],
  ['$$\n', '\\left(', '\n$$'],
  ['---\na: ', '[', '\n---\n'],
  ['---\na: ', '{b: ', '\n---\n'],
  ['---\na: "', 'x', '"\n---\n'],
  ['---\n', '? ', '\n---\n'],
  ['---\n', '- ', '\n---\n'],
  ['---\na: ', '!', '\n---\n'],
  ['---\na: &a ', '*a ', '\n---\n'],
  ['---\n"', 'k', '": 1\n---\n'],
  ['+++\na = ', '[', '\n+++\n'],
  ['+++\n', 'a.', 'b = 1\n+++\n'],
  ['+++\n', '[[a]]\n', '+++\n'],
  ['{"a":', '[', '}\n'],
  ['{"a":', '{"a":', '1}\n'],
]

/** What no repetition can say: numbers that go up, lines that get longer. */
const GROWN: Readonly<Record<string, MakeText>> = {
  'backticks, one more each time': (size) => grow(Math.sqrt(2 * size), (n) => `${'`'.repeat(n + 1)} `),
  'definitions of links': (size) => grow(size / 12, (n) => `[a${n}]: /b\n`),
  'definitions of links, used': (size) =>
    `${grow(size / 24, (n) => `[a${n}]: /b\n`)}\n${grow(size / 12, (n) => `[a${n}] `)}`,
  'names that objects have': (size) => `${fill('[__proto__]: /x\n[constructor]: /y\n\n', size)}[__proto__] [toString]`,
  'definitions of footnotes': (size) => grow(size / 14, (n) => `[^${n}]: b\n\n`),
  'footnotes, used': (size) => grow(size / 20, (n) => `a[^${n}]\n\n[^${n}]: b\n\n`),
  'footnotes that refer to the next': (size) => `a[^0]\n\n${grow(size / 20, (n) => `[^${n}]: b[^${n + 1}]\n`)}`,
  'footnotes in footnotes': (size) => grow(Math.sqrt(size / 2), (n) => `${'    '.repeat(n)}[^${n}]: a\n\n`),
  'footnotes in footnotes on one line': (size) => `${grow(size / 6, (n) => `[^${n % 9}]: `)}a`,
  'ids of headings': (size) => grow(size / 16, (n) => `# a {#a${n}}\n\n`),
  'lists in lists': (size) => grow(Math.sqrt(size), (n) => `${'  '.repeat(n)}- a\n`),
  'lists that go down and up': (size) => grow(size / 60, (n) => `${'  '.repeat(n % 50)}- a\n`),
  'numbered lists': (size) => grow(size / 8, (n) => `${n}. a\n`),
  'quotes in quotes': (size) => grow(Math.sqrt(2 * size), (n) => `${'>'.repeat(n + 1)} a\n`),
  'directives in directives': (size) => {
    const levels = Math.floor(Math.sqrt(size))
    return grow(levels, (n) => `${':'.repeat(levels + 3 - n)}tip\n`)
  },
  'a table of many columns': (size) => `${fill('|a', size / 2)}|\n${fill('|-', size / 2)}|\n`,
  'a table of many columns and short rows': (size) =>
    `${fill('|a', size / 4)}|\n${fill('|-', size / 4)}|\n${fill('|c\n', size / 2)}`,
  'a table of very many cells': (size) => `${fill('|a', 2000)}|\n${fill('|-', 2000)}|\n${fill('|c\n', size)}`,
  'attributes of HTML': (size) => `<div ${grow(size / 10, (n) => `a${n}=b `)}>`,
  'a card of lists in lists': (size) =>
    `\`\`\`ghost-card\n{"type":"a","x":${'['.repeat(size / 2)}${']'.repeat(size / 2)}}\n\`\`\``,
  'a card of nodes in nodes': (size) =>
    `\`\`\`ghost-card\n${'{"type":"a","children":['.repeat(size / 26)}${']}'.repeat(size / 26)}\n\`\`\``,
  'a visibility of lists in lists': () => `:::html{visibility='{"a":${'['.repeat(9000)}${']'.repeat(9000)}}'}\na\n:::`,
  'YAML that laughs': () =>
    `---\n${grow(12, (n) => `a${n}: &a${n} [${n === 0 ? '"lol"' : Array.from({ length: 9 }, () => `*a${n - 1}`).join(', ')}]\n`)}---\n`,
  'keys of front matter': (size) => `---\n${grow(size / 8, (n) => `k${n}: v\n`)}---\n`,
  'equal keys of front matter': (size) => `---\n${fill('k: v\n', size)}---\n`,
}

function grow(count: number, piece: (index: number) => string): string {
  return Array.from({ length: Math.max(1, Math.floor(count)) }, (_, index) => piece(index)).join('')
}

const show = (text: string): string => JSON.stringify(text).slice(1, -1)

/** Texts that nobody writes, by what they are. */
export const HOSTILE: Readonly<Record<string, MakeText>> = {
  ...Object.fromEntries(REPEATED.map((unit) => [`${show(unit)} again and again`, (size: number) => fill(unit, size)])),
  ...Object.fromEntries(
    NESTED.map(([open, close]) => {
      const each = open.length + close.length
      const make = (size: number) => `${open.repeat(size / each)}a${close.repeat(size / each)}`
      return [`${show(open)} in one another`, make]
    }),
  ),
  ...Object.fromEntries(
    FRAMED.map(([before, unit, after]) => [
      `${show(before)} ${show(unit)} ... ${show(after)}`,
      (size: number) => before + fill(unit, size) + after,
    ]),
  ),
  ...GROWN,
}

const LONG_TEXT = 'word *em* `code` [a](b) <b>c</b> | $x$ ::: &amp; [^1] '

/** Mobiledoc and the like, for the readers of old posts. */
export const OLD_DOCUMENTS: Readonly<Record<string, MakeText>> = {
  'many sections': (size) =>
    JSON.stringify({ sections: Array.from({ length: size / 30 }, () => [1, 'p', [[0, [], 0, 'a']]]) }),
  'one long section': (size) =>
    JSON.stringify({ sections: [[1, 'p', Array.from({ length: size / 60 }, () => [0, [], 0, LONG_TEXT])]] }),
  'markups that never close': (size) =>
    JSON.stringify({
      markups: [['b'], ['i'], ['a', ['href', 'x']]],
      sections: [[1, 'p', Array.from({ length: size / 16 }, (_, n) => [0, [n % 3], 0, 'a'])]],
    }),
  'cards in a deep payload': (size) =>
    `{"cards":[["html",{"html":"a","x":${'['.repeat(size / 2)}${']'.repeat(size / 2)}}]],"sections":[[10,0]]}`,
}
