import { describe, expect, test } from 'vitest'
import { renderReference } from '../../../src/markdown/fidelity/render-reference.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'
import { convert, resolve, sketch } from '../sketch-lexical.ts'

const SECRET = 'private'

describe('comments never leave the repository', () => {
  test.each<[name: string, markdown: string, blocks: string[]]>([
    ['in a line', 'Text <!-- private --> here.', ["p('Text  here.')"]],
    ['a block', 'a\n\n<!-- private -->\n\nb', ["p('a')", "p('b')"]],
    ['over blank lines', 'a\n\n<!-- private\n\nprivate -->\n\nb', ["p('a')", "p('b')"]],
    ['excerpt marks', 'a\n\n<!--more-->\n\nb\n\n<!-- truncate -->\n\n<!-- excerpt -->', ["p('a')", "p('b')"]],
    ['marks for tools', '<!-- prettier-ignore -->\na', ["p('a')"]],
    ['in HTML', '<div>a <!-- private --> b</div>', ['html <div>a  b</div>']],
    ['in HTML, over lines', '<div>\n<!-- private\nprivate -->\n<b>a</b>\n</div>', ['html <div>\n\n<b>a</b>\n</div>']],
    ['in HTML that blank lines part', '<div>\n\n<!-- private -->\n\n</div>', ['html <div>\n\n\n\n</div>']],
    ['in a paragraph that is HTML', 'a <kbd>b</kbd><!-- private -->', ['html <p>a <kbd>b</kbd></p>']],
    ['in a list', '- a <!-- private -->\n- b', ["ul(li1.0('a') li2.0('b'))"]],
    ['in a cell', '|a <!-- private -->|\n|-|', [expect.stringContaining('<th>a </th>')]],
    ['in a heading', '## a <!-- private -->', ["h2('a')"]],
    ['never closed', '<div>a\n<!-- private', ['html <div>a']],
    [
      'in a summary',
      '<details><summary>a <!-- private --></summary>\n\nb\n\n</details>',
      [expect.stringContaining('a')],
    ],
  ])('%s', (_, markdown, blocks) => {
    expect(sketch(markdown)).toEqual(blocks)
    expect(JSON.stringify(convert(markdown))).not.toContain(SECRET)
    expect(renderReference(parseMarkdown(markdown, 1), { resolve })).not.toContain(SECRET)
  })

  test('two lists that a comment parts stay two', () => {
    expect(sketch('- a\n\n<!-- -->\n\n- b')).toEqual(["ul(li1.0('a'))", 'html <!-- -->', "ul(li1.0('b'))"])
  })

  test('headings keep their anchors', () => {
    expect(parseMarkdown('## a <!-- private -->', 1).headings).toMatchObject([{ ghostId: 'a', githubId: 'a' }])
  })
})

describe('what is no such comment', () => {
  test.each<[name: string, markdown: string, blocks: string[]]>([
    ["Ghost's own", 'a\n\n<!--members-only-->\n\nb', ["p('a')", 'paywall', "p('b')"]],
    [
      "Ghost's own in HTML",
      '<div>\n<!--kg-gated-block:begin nonMember:false -->a<!--kg-gated-block:end-->\n</div>',
      ['html <div>\n<!--kg-gated-block:begin nonMember:false -->a<!--kg-gated-block:end-->\n</div>'],
    ],
    ['a script', '<script>\nx = "<!-- a -->"\n</script>', ['html <script>\nx = "<!-- a -->"\n</script>']],
    ['a style', '<style>\n<!-- a {} -->\n</style>', ['html <style>\n<!-- a {} -->\n</style>']],
    ['an attribute', '<b title="<!-- a -->">b</b>', ['html <p><b title="<!-- a -->">b</b></p>']],
    ['code', '`<!-- a -->`', ["p(16'<!-- a -->')"]],
    ['a card of HTML', ':::html\n<!-- a -->\n:::', ['html <!-- a -->']],
  ])('%s', (_, markdown, blocks) => {
    expect(sketch(markdown)).toEqual(blocks)
  })

  test.each(['<!-- of an editor -->', '<div><!-- of an editor -->a</div>', '<p>a</p><!-- of an editor -->'])(
    'a comment that an editor wrote in Ghost is pulled: %s',
    (html) => {
      const [card] = convert(':::html\nx\n:::').children
      const root = { ...convert(''), children: [{ ...card, type: 'html', html }] }
      const { text } = writeMarkdown(root)
      expect(text).toContain('of an editor')
      expect(convert(text).children).toEqual(root.children)
    },
  )
})
