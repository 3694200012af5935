import type { LexicalRoot } from '../markdown/lexical.ts'
import { MARK_KEY } from '../markdown/mobiledoc/card-mark.ts'
import type { CardPayload, MobiledocDocument } from '../markdown/mobiledoc/mobiledoc-document.ts'
import type { MobiledocOptions } from '../markdown/mobiledoc/mobiledoc-options.ts'
import { writeMobiledoc } from '../markdown/mobiledoc/write-mobiledoc.ts'
import { STAMP_KEY } from './read-stamp.ts'
import type { Stamp } from './remote-post.ts'

/**
 * Whose stamp it is that a card carries. Cards are copied from post to post, and kept as snippets: a stamp that came along with one is not the post's
 * own. A post that is created has no id yet, and is known by its slug until it is written again.
 */
export type StampOwner = { readonly id: string } | { readonly slug: string }

/** The text of the API field `mobiledoc`. */
export function composeMobiledoc(
  root: LexicalRoot,
  stamp: Stamp | undefined,
  owner: StampOwner | undefined,
  options: MobiledocOptions,
): string {
  const document = writeMobiledoc(root, options)
  if (stamp === undefined) return JSON.stringify(document)
  const cards = owner === undefined ? document.cards : stampCards(document, stamp, owner)
  return JSON.stringify({ ...document, cards, [STAMP_KEY]: stamp })
}

/**
 * Ghost Admin's editor drops the key at the top with any change of the body, and keeps a card's payload as it is, what it does not know included (seen on
 * 3.42 and 4.48). So the first card and the last one carry the stamp, too: one of them may be deleted.
 */
function stampCards({ cards }: MobiledocDocument, stamp: Stamp, owner: StampOwner): MobiledocDocument['cards'] {
  return cards.map(([name, payload], index): readonly [string, CardPayload] => {
    if (index !== 0 && index !== cards.length - 1) return [name, payload]
    const mark = payload[MARK_KEY]
    return [name, { ...payload, [MARK_KEY]: { ...(typeof mark === 'object' && mark), stamp, owner } }]
  })
}
