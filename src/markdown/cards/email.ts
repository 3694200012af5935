import { ALIGNMENTS, attribute, type DirectiveForm } from '../directives/directive-form.ts'
import { writeAsDirective } from '../directives/write-directive.ts'
import { buildCard } from '../document/lexical.ts'
import { createPropertyReader } from '../html/card-html.ts'
import type { Card } from './card.ts'

const EMAIL: DirectiveForm = {
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
  directives: [EMAIL],
  write: writeAsDirective(EMAIL, {}),
  renderHtml: () => '',
  mobiledoc: { name: 'email', since: 3 },
  renderPlain: undefined,
}

const DEFAULTS = { alignment: 'left', segment: 'status:free', showButton: false, showDividers: true } as const
const { readFilled } = createPropertyReader(DEFAULTS)

const EMAIL_CTA: DirectiveForm = {
  name: 'email-cta',
  body: { kind: 'blocks', property: 'html' },
  attributes: [
    attribute('segment', 'text'),
    attribute('alignment', ALIGNMENTS),
    attribute('button', 'text', 'buttonText', { when: 'showButton' }),
    attribute('show-button', 'flag', 'showButton', { impliedBy: 'button' }),
    attribute('url', 'link', 'buttonUrl'),
    attribute('dividers', 'flag', 'showDividers'),
  ],
  convert: (token, read, { renderer }) =>
    buildCard('email-cta', {
      alignment: read.text('alignment', DEFAULTS.alignment),
      buttonText: read.text('button'),
      buttonUrl: read.link('url'),
      html: renderer.renderBlocks(token.tokens),
      segment: read.text('segment', DEFAULTS.segment),
      showButton: read.flag('show-button', read.has('button')),
      showDividers: read.flag('dividers', DEFAULTS.showDividers),
    }),
}

/** Text and a button that newsletters show to one kind of members. */
export const emailCtaCard: Card = {
  type: 'email-cta',
  docs: '| `email-cta` | `segment` (status:free), `alignment` (left), `button`, `show-button`, `url`, `dividers` (true) | in newsletters, for one kind of members |',
  defaults: DEFAULTS,
  smallTexts: { html: 'blocks' },
  directives: [EMAIL_CTA],
  write: writeAsDirective(EMAIL_CTA, DEFAULTS),
  renderHtml: () => '',
  mobiledoc: {
    name: 'email-cta',
    since: 4,
    isSqueezed: true,
    adapt: (node) => ({
      segment: readFilled(node, 'segment'),
      alignment: readFilled(node, 'alignment'),
      showDividers: node.showDividers ?? DEFAULTS.showDividers,
    }),
  },
  renderPlain: undefined,
}
