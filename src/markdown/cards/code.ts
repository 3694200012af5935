import { renderCaption } from '../directives/read-directive.ts'
import type { WriteCard } from '../directives/write-directive.ts'
import { writeAttributes, writeFence } from '../document/attributes.ts'
import { escapeText } from '../document/escape.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import type { CodeToken } from '../document/markdown-token.ts'
import { readString, readText } from '../document/node-properties.ts'
import { readCode } from '../document/read-tokens.ts'
import { writeFigcaption } from '../html/card-html.ts'
import type { Conversion } from '../html/conversion.ts'
import { writeElement } from '../html/dom-html.ts'
import { writeCaption } from '../html/inline-html.ts'
import { type Card, payloadIf } from './card.ts'

/** Code in a block of its own. `code` has no final line end, as the editor writes it; `language` is one word. */
export const codeCard: Card = {
  type: 'codeblock',
  docs: '| fenced or indented code | code card with the language; ```` ```js {caption="…"} ```` with a caption. Of what other tools write behind the fence, the language counts up to its first sign (`js:title=a.js`, `js{1,3-5}`, `rust,ignore`, `{.python .numberLines}`, `{r, echo=FALSE}`), and a title or file name becomes the caption (`title="a.js"`, `js:a.js`, `ts [a.ts]`); lines to highlight are not shown. `{language="…"}` alone names a language that has signs of its own |',
  defaults: {},
  smallTexts: { caption: 'line' },
  directives: [],
  write,
  renderHtml,
  mobiledoc: { name: 'code', since: 3, adapt: (node) => payloadIf(readText(node, 'code').trim() !== '') },
  renderPlain: undefined,
}

/** Undefined where the code is blank: Ghost's card shows nothing at all of it. */
export function convertCode(token: CodeToken, conversion: Conversion): LexicalNode | undefined {
  const code = readCode(token)
  if (code.code.trim() === '') return undefined
  return buildCard('codeblock', { ...code, caption: renderCaption('', token.captionTokens, conversion) })
}

/** A fenced code block: language, caption. */
function* write(...[node, style, context]: Parameters<WriteCard>): Generator<string> {
  const caption = writeCaption(readString(node, 'caption'), style, context)
  if (caption === undefined) return
  const [language, code] = [readString(node, 'language'), readString(node, 'code')]
  const about = ['caption', caption === '' ? undefined : caption] as const
  const heads = [
    [language, writeAttributes([about])].filter((part) => part !== '').join(' '),
    ` ${writeAttributes([['language', language], about])}`,
  ]
  // One line end at the end of the code does not show; of two, one is the fence's.
  for (const head of heads) for (const body of [code.replace(/\n$/, ''), code]) yield writeFence('`', head, body)
}

function renderHtml(node: LexicalNode): string {
  const [code, language, caption] = [readText(node, 'code'), readText(node, 'language'), readText(node, 'caption')]
  if (code.trim() === '') return ''
  const attributes = { class: language === '' ? null : `language-${language}` }
  const pre = writeElement('pre', {}, writeElement('code', attributes, escapeText(code)))
  return caption === ''
    ? pre
    : writeElement('figure', { class: 'kg-card kg-code-card' }, pre + writeFigcaption(caption))
}
