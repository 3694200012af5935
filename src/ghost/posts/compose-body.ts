import {
  type CardPayload,
  type LexicalRoot,
  listLinkTitles,
  MARK_KEY,
  type MobiledocDocument,
  type MobiledocOptions,
  writeMobiledoc,
} from '../../markdown/index.ts'
import type { SiteFacts } from '../site/site-facts.ts'
import type { BodyFormat } from '../transport/capabilities.ts'
import type { Stamp } from './remote-post.ts'
import { composeLexical, STAMP_KEY } from './stamp.ts'

/** A document as the Admin API takes it: the name of its field, and its text. */
export interface WireBody {
  readonly format: BodyFormat
  readonly text: string
}

/**
 * A document in the format that the site's Ghost writes.
 * @param stamp undefined: the document goes out without one, as somebody else's does
 * @param owner the post that it is for
 */
export function composeBody(
  root: LexicalRoot,
  stamp: Stamp | undefined,
  { capabilities, url }: Pick<SiteFacts, 'capabilities' | 'url'>,
  owner?: StampOwner,
): WireBody {
  const { bodyFormat: format, mobiledoc: dialect } = capabilities
  if (format === 'lexical')
    return { format, text: stamp === undefined ? JSON.stringify({ root }) : composeLexical(root, stamp) }
  return { format, text: composeMobiledoc(root, stamp, owner, { dialect, siteUrl: url }) }
}

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
  const titles = listLinkTitles(document)
  const mark = { stamp, owner, ...(Object.keys(titles).length > 0 && { titles }) }
  const stamped = owner === undefined ? document : stampInside(document, mark)
  return JSON.stringify({ ...stamped, [STAMP_KEY]: stamp })
}

/**
 * Ghost Admin's editor drops the key at the top with any change of the body, and keeps the payloads of cards and atoms as they are, what it does not know
 * included (seen on 3.42 and 4.48). So the first card and the last one carry the stamp, too: one of them may be deleted. Where there is no card, a line break
 * does, alone in a last paragraph: Ghost shows no last paragraph without a text, and its editor an empty line, as it keeps one there anyway.
 */
function stampInside(document: MobiledocDocument, mark: object): MobiledocDocument {
  const { cards, atoms, sections } = document
  if (cards.length === 0) {
    const last = sections.at(-1)
    // Of two paragraphs without a text Ghost would show the first.
    const isBlank = last?.[0] === 1 && last[1] === 'p' && last[2].length === 0
    return {
      ...document,
      atoms: [...atoms, ['soft-return', '', { [MARK_KEY]: mark }]],
      sections: [...(isBlank ? sections.slice(0, -1) : sections), [1, 'p', [[1, [], 0, atoms.length]]]],
    }
  }
  const stamped = cards.map(([name, payload], index): readonly [string, CardPayload] => {
    if (index !== 0 && index !== cards.length - 1) return [name, payload]
    const own = payload[MARK_KEY]
    return [name, { ...payload, [MARK_KEY]: { ...(typeof own === 'object' && own), ...mark } }]
  })
  return { ...document, cards: stamped }
}
