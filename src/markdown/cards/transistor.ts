import { isDeepStrictEqual } from 'node:util'
import { attribute, type DirectiveForm } from '../directives/directive-form.ts'
import { VISIBILITY_ATTRIBUTES } from '../directives/visibility-attributes.ts'
import { type WriteCard, writeAsDirective } from '../directives/write-directive.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import { buildVisibility, gateHtml, nameAudiences } from '../html/visibility.ts'
import type { Card } from './card.ts'

/** It is for members where nothing is said, unlike any other card. */
const FOR_MEMBERS = buildVisibility('members', 'everyone')

const FORM: DirectiveForm = {
  name: 'transistor',
  body: { kind: 'none' },
  attributes: [
    attribute('accent-color', 'text'),
    attribute('background-color', 'text'),
    ...VISIBILITY_ATTRIBUTES.map((one) => (one.key === 'web' ? { ...one, read: nameWeb } : one)),
  ],
  convert: (_, read) =>
    buildCard('transistor', {
      accentColor: read.text('accent-color'),
      backgroundColor: read.text('background-color'),
      visibility:
        read.json('visibility') ?? buildVisibility(read.text('web', 'members'), read.text('email', 'everyone')),
    }),
}

/**
 * The podcasts that a member has subscribed to at Transistor. Ghost 6 only (seen on 6.65): Ghost 5 does not know the node, so that the plan holds
 * back a post with it there.
 */
export const transistorCard: Card = {
  type: 'transistor',
  docs: '| `transistor` | `accent-color`, `background-color`, `web` (members), `email` (everyone), or `visibility` (JSON) | nothing; Ghost 6 |',
  defaults: {},
  smallTexts: {},
  directives: [FORM],
  write,
  renderHtml: (node) => gateHtml(sayAudience(node), '<!-- podcasts that the site asks Transistor for, by member -->'),
  mobiledoc: undefined,
  renderPlain: undefined,
  meaningful: ['visibility'],
  compareAs: (node) =>
    isDeepStrictEqual(sayAudience(node).visibility, FOR_MEMBERS) ? { ...node, visibility: undefined } : node,
}

const writeDirective = writeAsDirective(FORM, {})

function* write(...[node, style, context]: Parameters<WriteCard>): Generator<string> {
  yield* writeDirective(sayAudience(node), style, context)
}

function sayAudience(node: LexicalNode): LexicalNode & { readonly visibility: object } {
  const { visibility } = node
  return { ...node, visibility: typeof visibility === 'object' && visibility !== null ? visibility : FOR_MEMBERS }
}

function nameWeb(node: LexicalNode): string | undefined {
  const web = nameAudiences(node)?.web
  return web === 'members' ? undefined : web
}
