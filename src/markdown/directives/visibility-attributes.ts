import { parseObject } from '../document/json-depth.ts'
import type { DirectiveToken } from '../document/markdown-token.ts'
import {
  buildVisibility,
  EMAIL_AUDIENCES,
  isMisread,
  isRestricted,
  nameAudiences,
  WEB_AUDIENCES,
} from '../html/visibility.ts'
import { type Attribute, attribute } from './directive-form.ts'
import type { AttributeReader } from './read-directive.ts'

/** Who sees a card, for every card that Ghost can keep from some readers. What has no word for it is kept as Ghost's own JSON. */
export const VISIBILITY_ATTRIBUTES: readonly Attribute[] = [
  attribute('web', WEB_AUDIENCES, 'visibility.web', {
    needsCard: true,
    read: (node) => leaveOutEveryone(nameAudiences(node)?.web),
  }),
  attribute('email', EMAIL_AUDIENCES, 'visibility.email', {
    needsCard: true,
    read: (node) => leaveOutEveryone(nameAudiences(node)?.email),
  }),
  attribute('visibility', 'json', 'visibility', {
    needsCard: true,
    excludes: ['web', 'email'],
    findFault: (value) =>
      isMisread(parseObject(value))
        ? 'who sees it in `web` and `email`: Ghost shows the card to everybody where a part of the JSON is missing'
        : undefined,
    read: (node) =>
      nameAudiences(node) === undefined && !isMisread(node.visibility) ? JSON.stringify(node.visibility) : undefined,
  }),
]

function leaveOutEveryone(audience: string | undefined): string | undefined {
  return audience === 'everyone' ? undefined : audience
}

export function readVisibility(read: AttributeReader): object {
  return read.json('visibility') ?? buildVisibility(read.text('web', 'everyone'), read.text('email', 'everyone'))
}

/** Whether a directive is kept from some readers. */
export function isRestrictedDirective({ name, attributes }: DirectiveToken): boolean {
  const [web, email, json] = ['web', 'email', 'visibility'].map((key) => {
    const value = attributes?.values.get(key)
    return typeof value === 'string' ? value : ''
  })
  const visibility = parseObject(json ?? '') ?? buildVisibility(web ?? '', email ?? '')
  return isRestricted({ type: name, visibility })
}
