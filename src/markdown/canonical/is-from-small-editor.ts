import type { LexicalNode } from '../lexical.ts'

const PROPERTIES = new Set(
  'caption calloutText heading content header subheader textValue sponsorLabel disclaimer productTitle productDescription'.split(
    ' ',
  ),
)

/** Cards whose `html` is such text as well; everywhere else it is its author's, to the byte. */
const WRITTEN_CARDS = new Set(['email', 'email-cta'])

/** Whether a card keeps there what a small editor of its own inside the card writes. Seen in Ghost Admin 5.130.6. */
export function isFromSmallEditor(key: string, { type }: LexicalNode): boolean {
  return PROPERTIES.has(key) || (key === 'html' && WRITTEN_CARDS.has(type))
}
