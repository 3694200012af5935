import { ALIGNMENTS, attribute, type DirectiveForm } from '../directives/directive-form.ts'
import { writeAsDirective } from '../directives/write-directive.ts'
import { escapeText } from '../document/escape.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import { readText } from '../document/node-properties.ts'
import { readPlainText } from '../document/read-tokens.ts'
import { createPropertyReader } from '../html/card-html.ts'
import { writeElement } from '../html/dom-html.ts'
import { type Card, payloadIf } from './card.ts'

const DEFAULTS = { alignment: 'center' } as const
const { readFilled } = createPropertyReader(DEFAULTS)

const FORM: DirectiveForm = {
  name: 'button',
  body: { kind: 'text', property: 'buttonText' },
  attributes: [attribute('url', 'link', 'buttonUrl'), attribute('align', ALIGNMENTS, 'alignment')],
  required: ['url'],
  convert: (token, read) =>
    buildCard('button', {
      buttonText: readPlainText(token.tokens).replace(/\s+/g, ' ').trim(),
      alignment: read.text('align', DEFAULTS.alignment),
      buttonUrl: read.link('url'),
    }),
}

export const buttonCard: Card = {
  type: 'button',
  docs: '| `button` | `url`, `align` (center; left) | its label |',
  defaults: DEFAULTS,
  smallTexts: {},
  directives: [FORM],
  write: writeAsDirective(FORM, DEFAULTS),
  renderHtml,
  mobiledoc: {
    name: 'button',
    since: 4,
    isSqueezed: true,
    adapt: (node) =>
      payloadIf(readText(node, 'buttonUrl').trim() !== '' && readText(node, 'buttonText') !== '', {
        alignment: readFilled(node, 'alignment'),
      }),
  },
  renderPlain: undefined,
}

function renderHtml(node: LexicalNode): string {
  const [href, text, alignment] = [
    readText(node, 'buttonUrl'),
    readText(node, 'buttonText'),
    readText(node, 'alignment'),
  ]
  if (href.trim() === '') return ''
  const link = writeElement('a', { href, class: 'kg-btn kg-btn-accent' }, escapeText(text || 'Button Title'))
  return writeElement('div', { class: `kg-card kg-button-card${alignment && ` kg-align-${alignment}`}` }, link)
}
