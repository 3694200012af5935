import type { DirectiveForm } from '../directives/directive-form.ts'
import { writeAsDirective } from '../directives/write-directive.ts'
import { buildCard } from '../document/lexical.ts'
import type { Card } from './card.ts'

const FORM: DirectiveForm = {
  name: 'email',
  body: { kind: 'blocks', property: 'html' },
  attributes: [],
  convert: (token, _, { renderer }) => buildCard('email', { html: renderer.renderBlocks(token.tokens) }),
}

/** Text that is shown in newsletters only. */
export const emailCard: Card = {
  type: 'email',
  docs: '| `email` | | in newsletters only |',
  defaults: {},
  smallTexts: { html: 'blocks' },
  directives: [FORM],
  write: writeAsDirective(FORM, {}),
  renderHtml: () => '',
  mobiledoc: { name: 'email', since: 3 },
  renderPlain: undefined,
}
