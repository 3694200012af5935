import { describe, expect, test } from 'vitest'
import { readDialect } from './read-dialect.ts'

const read = (markdown: string, shortcodes: Record<string, string> = {}) => readDialect('mdx', markdown, { shortcodes })

test('modules and comments go, their lines stay', () => {
  const { text, told } = read(
    'import A from "./a"\nimport {\n  b,\n} from "./b"\n\nText {/* gone */} here.\n\n{/*\n gone\n*/}\n\nexport const x = {\n  y: 1,\n}\n\nimport this as text is fine? No:\n',
  )
  expect(text).not.toMatch(/gone|from|y: 1/)
  expect(told).toEqual(['12: markdown/mdx-export'])
  expect(read('import A from "./a"\n\n:::nothing\n:::').told).toEqual(['3: directive/unknown'])
})

test.each([
  ['A line of text.\nimport duties are high.', 'A line of text.\nimport duties are high.'],
  ['```js\nimport a from "b"\nexport const c = <D/>\n```', '```js\nimport a from "b"\nexport const c = <D/>\n```'],
  ['`<Tabs>` and `{x}`', '`<Tabs>` and `{x}`'],
  ['a {" "} b {\'c\'}', 'a   b c'],
  ['<>\nText\n</>', '\nText\n'],
  ['<div className="a" style={{ color: "red" }} onClick={() => x > 1}>b</div>', '<div class="a">b</div>'],
  ['<div className="a" />', '<div class="a"></div>'],
  ['<iframe\n  src="https://a.b"\n/>', '<iframe\n  src="https://a.b"></iframe>'],
  ['a<br />b <img src="a.png" />', 'a<br />b <img src="a.png" />'],
  ["import Pic from './pic.png'\n\n<img src={Pic} width={300} />", '\n\n<img src="./pic.png" width="300" />'],
  ['<img src={require(\'./a.png\').default} alt="A" />', '<img src="./a.png" alt="A" />'],
  ["<img src={useBaseUrl('/img/a.png')} />", '<img src="/img/a.png" />'],
  ['## Title {/* #own-id */}', '## Title {#own-id}'],
  ['a < b and c > d', 'a < b and c > d'],
])('%s', (markdown, text) => {
  expect(read(markdown)).toMatchObject({ text, told: [] })
})

describe('components', () => {
  test('tabs are shown one after the other, with their labels', () => {
    const { html, told } = read(
      '<Tabs groupId="x">\n<TabItem value="a" label="Apple" default>\n\nOne **b**\n\n</TabItem>\n<TabItem value="pear">\n\n```js\nTwo\n```\n\n</TabItem>\n</Tabs>',
    )
    expect(html).toMatch(/Apple[\s\S]*One <strong>b<\/strong>[\s\S]*pear[\s\S]*Two/)
    expect(html).not.toContain('Tab')
    expect(told).toEqual([])
  })

  test('an unknown one is left out, its text stays, and it is told once', () => {
    const { html, told } = read('<Card title="x > y">\n\nText\n\n</Card>\n\n<Card a={() => {}} />\n\n<Icons.Star/>')
    expect(html).toBe('<p>Text</p>')
    expect(told).toEqual(['1: markdown/unknown-component', '9: markdown/unknown-component'])
  })

  test('the table decides', () => {
    expect(read('<Card title="T">Text</Card>', { Card: '**{{title}}** {{inner}}' }).text).toBe('**T** Text')
    expect(read('<YouTube id="abc" />').text).toBe('https://www.youtube.com/watch?v=abc')
  })

  test('a value that is computed is told', () => {
    expect(read('Version {site.version}.').told).toEqual(['1: markdown/mdx-expression'])
    expect(read('Version \\{site.version} {1, 2} {{x}}.').told).toEqual([])
  })
})
