import fc from 'fast-check'

/**
 * Documents of CommonMark and GFM as people do not write them: everything within everything, marks beside marks, signs that begin a block where none
 * is meant. Left out is what ghost-sync reads besides (`==`, `^`, `$`, `:::`, one `~`, shortcodes of emoji), and what it reads otherwise on purpose.
 */

const WORDS = [
  'a',
  'b',
  'foo',
  'bar baz',
  'Zoë',
  'x1',
  '2',
  '&amp;',
  '&copy;',
  '&#35;',
  '\\*',
  '\\\\',
  '\\[',
  '\\`',
  '.',
  ',',
  '!',
  '"',
  "'",
  '(',
  ')',
  '-',
  '+',
  '>',
  '#',
  '1.',
]
// No bare `<`: before `!` it begins a comment in raw HTML, which swallows what follows on either side.
const LOOSE = [
  '*',
  '**',
  '_',
  '~~',
  '`',
  '``',
  '[',
  ']',
  '](',
  '![',
  '<1',
  '>',
  '\\',
  '|',
  '<b>',
  '</b>',
  '<!-- c -->',
  '<i class="x">',
  '</i>',
  '&',
  '&nbsp;',
]
const URLS = ['/u', 'https://e.org/p', '<b c>', 'x(y)z', 'a%20b', '']
const BREAKS = ['\n', '\n', '  \n', '\\\n', '\n  ']

const word = fc.constantFrom(...WORDS)
const url = fc.constantFrom(...URLS)

interface Inline {
  inline: string
  run: string
}

const { inline } = fc.letrec<Inline>((tie) => ({
  run: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 8, arbitrary: word },
    { weight: 3, arbitrary: fc.constant(' ') },
    { weight: 1, arbitrary: fc.constantFrom(...LOOSE) },
    { weight: 1, arbitrary: fc.constantFrom(...BREAKS) },
    { weight: 1, arbitrary: fc.constantFrom('`c`', '` c `', '``c`d``', '`  `', '`a\nb`', '`*`') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('x <https://e.org/a?b=c&d> x', '<me@e.org>', 'x https://e.org/x x', 'x www.e.org x'),
    },
    { weight: 1, arbitrary: fc.constantFrom('[ref]', '[ref][]', '[*r* x][ref]', '![ref]', '[nope]', '[^n]', '[^m]') },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom('*', '**', '_', '__', '~~'), tie('inline'))
        .map(([sign, text]) => `${sign}${text}${sign}`),
    },
    { weight: 2, arbitrary: fc.tuple(tie('inline'), url).map(([text, to]) => `[${text}](${to})`) },
    { weight: 1, arbitrary: fc.tuple(tie('inline'), url).map(([text, to]) => `![${text}](${to})`) },
    { weight: 1, arbitrary: tie('inline').map((text) => `<b>${text}</b>`) },
  ),
  inline: fc.array(tie('run'), { minLength: 1, maxLength: 5 }).map((runs) => runs.join('')),
}))

const line = inline.map((text) => text.replace(/\n+/g, ' '))

const cell = line.map((text) => text.replaceAll('|', '\\|'))
const table = fc
  .tuple(
    fc.array(cell, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('---', ':--', '--:', ':-:'),
    fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
  )
  .map(([head, rule, rows]) => {
    const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
    return [row(head), row(head.map(() => rule)), ...rows.map(row)].join('\n')
  })

const code = fc.constantFrom('c', 'c\n\nd', '  c', '\tc', '*c*', '- c', '> c', '', '<b>', '`', '| a |\n|---|')
const html = fc.constantFrom(
  '<div>\nx *y*\n</div>',
  '<div>\n\nx *y*\n\n</div>',
  '<!-- c -->',
  '<p>x</p>',
  '<b>x</b>',
  '<hr>',
  '<div>x',
  '</div>',
  '<br>',
)

interface Blocks {
  block: string
  document: string
}

const { document } = fc.letrec<Blocks>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 8, arbitrary: inline },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.integer({ min: 1, max: 6 }), line, fc.constantFrom('', '', ' #', ' \\#'))
        .map(([depth, text, end]) => `${'#'.repeat(depth)} ${text}${end}`),
    },
    { weight: 1, arbitrary: fc.tuple(inline, fc.constantFrom('===', '---')).map(([text, rule]) => `${text}\n${rule}`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('```', '~~~', '````'), fc.constantFrom('', 'js', ' a b'), code)
        .map(([fence, about, text]) => `${fence}${about}\n${text}\n${fence}`),
    },
    { weight: 1, arbitrary: code.map((text) => indent(text, '    ')) },
    { weight: 1, arbitrary: html },
    { weight: 1, arbitrary: fc.constantFrom('---', '***', '- - -', '___') },
    { weight: 2, arbitrary: table },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '[ref]: /r',
        '[ref]: <>',
        '[REF]: /other',
        '[^n]: note',
        '[^n]: note\n\n    more *m*',
        '[^m]: - a\n',
      ),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(tie('document'), fc.constantFrom('> ', '>', '> ', '>  '))
        .map(([text, sign]) => quote(String(text), sign)),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          fc.array(tie('document'), { minLength: 1, maxLength: 3 }),
          fc.constantFrom('- ', '* ', '+ ', '1. ', '2) ', '-   ', '-\t', '10. ', '- [ ] ', '- [x] '),
          fc.constantFrom('\n', '\n\n'),
        )
        .map(([items, sign, gap]) => items.map((item) => listItem(String(item), sign)).join(gap)),
    },
  ),
  document: fc
    .array(fc.tuple(tie('block'), fc.constantFrom('\n\n', '\n\n', '\n\n', '\n', '\n\n\n')), {
      minLength: 1,
      maxLength: 4,
    })
    .map((blocks) =>
      blocks.flatMap(([text, gap], index) => (index === blocks.length - 1 ? [text] : [text, gap])).join(''),
    ),
}))

function indent(text: string, by: string): string {
  return text
    .split('\n')
    .map((each) => (each === '' ? each : by + each))
    .join('\n')
}

function quote(text: string, sign: string): string {
  return text
    .split('\n')
    .map((each) => (sign + each).trimEnd())
    .join('\n')
}

function listItem(text: string, sign: string): string {
  const width = sign.startsWith('- [') ? 2 : sign.replace('\t', '   ').length
  return sign + indent(text, ' '.repeat(width)).trimStart()
}

export const nestedMarkdown: fc.Arbitrary<string> = document
