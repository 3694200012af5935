import { expect, test } from 'vitest'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'
import { sketch } from '../sketch-lexical.ts'

test.each<[tool: string, info: string, language: string, title?: string]>([
  ['a plain language', 'js', 'js'],
  ['languages with signs', 'c++', 'c++'],
  ['languages with signs', 'f#', 'f#'],
  ['languages with signs', 'vb.net', 'vb.net'],
  ['Gatsby', 'js:title=src/a.js', 'js', 'src/a.js'],
  ['Gatsby, with lines', 'jsx:title=src/a.js{1,3-5}', 'jsx', 'src/a.js'],
  ['Gatsby, lines alone', 'js{1,3-5}', 'js'],
  ['Gatsby, another key', 'js:clipboard=true', 'js'],
  ['Qiita', 'ruby:app.rb', 'ruby', 'app.rb'],
  ['Zenn, with a diff', 'diff js:src/a.js', 'diff', 'src/a.js'],
  ['Docusaurus', 'jsx title="src/a.js" showLineNumbers', 'jsx', 'src/a.js'],
  ['Docusaurus, lines first', "js {1,4-6} title='a b.js'", 'js', 'a b.js'],
  ['Docusaurus, no language', 'title="a.js"', '', 'a.js'],
  ['VitePress', 'ts [config.ts]', 'ts', 'config.ts'],
  ['VitePress, line numbers', 'ts:line-numbers=2 {1}', 'ts'],
  ['VuePress', 'ts:no-line-numbers', 'ts'],
  ['rustdoc', 'rust,ignore', 'rust'],
  ['rustdoc, an edition', 'rust,no_run,edition2021', 'rust'],
  ['HackMD', 'python=101', 'python'],
  ['Pandoc', '{.python .numberLines}', 'python'],
  ['Pandoc, an id first', '{#mycode .haskell startFrom="100"}', 'haskell'],
  ['Pandoc, how and not what', '{.numberLines}', ''],
  ['Quarto', '{.python filename="run.py"}', 'python', 'run.py'],
  ['knitr', '{r, echo=FALSE}', 'r'],
  ['knitr, with a name', '{r setup, include=FALSE}', 'r'],
  ['knitr, the language alone', '{python}', 'python'],
  ['Hugo', 'go {linenos=table,hl_lines=[8,"15-17"]}', 'go'],
  ['MkDocs', 'py title="a.py" linenums="1"', 'py', 'a.py'],
  ['a name with underscores is no Markdown', 'py:src/__init__.py', 'py', 'src/__init__.py'],
])('%s: %s', (_, info, language, title) => {
  const markdown = `\`\`\`${info}\nx\n\`\`\``
  const blocks = [`code<${language}>'x'${title === undefined ? '' : ` caption'${title}'`}`]
  expect(sketch(markdown)).toEqual(blocks)
  const root = convertMarkdown(parseMarkdown(markdown, 1), { resolve: (url) => ({ url }) })
  expect(sketch(writeMarkdown(root).text)).toEqual(blocks)
  expect(writeMarkdown(root).text).not.toContain('ghost-card')
})

test('a caption of our own is inline Markdown, and wins', () => {
  expect(sketch('```js title="a.js" {caption="see *b*"}\nx\n```')).toEqual([`code<js>'x' caption'see <em>b</em>'`])
})

test('in a list the class is clean as well', () => {
  const [html] = sketch('- a\n\n  ```js:title=a.js\n  x\n  ```')
  expect(html).toContain('<code class="language-js">')
  expect(html).toContain('<figcaption>a.js</figcaption>')
})
