import {
  type CardPayload,
  keepStoredSections,
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
 * Composes a document in the format that the site's Ghost writes.
 * @param stamp undefined: the document is written without one, as somebody else's
 * @param owner the post that it is for
 * @param stored the Mobiledoc that it takes the place of: its sections stay where they say the same
 */
export function composeBody(
  root: LexicalRoot,
  stamp: Stamp | undefined,
  { capabilities, url }: Pick<SiteFacts, 'capabilities' | 'url'>,
  owner?: StampOwner,
  stored?: string,
): WireBody {
  const { bodyFormat: format, mobiledoc: dialect } = capabilities
  if (format === 'lexical')
    return { format, text: stamp === undefined ? JSON.stringify({ root }) : composeLexical(root, stamp) }
  return { format, text: composeMobiledoc(root, stamp, owner, { dialect, siteUrl: url }, stored) }
}

/**
 * The post that a card's stamp belongs to. Cards are copied from post to post, and kept as snippets: a stamp that was copied with one is not the
 * post's own. A new post has no id yet, and is known by its slug until it is written again.
 */
export type StampOwner = { readonly id: string } | { readonly slug: string }

/** Composes the text of the API field `mobiledoc`. */
export function composeMobiledoc(
  root: LexicalRoot,
  stamp: Stamp | undefined,
  owner: StampOwner | undefined,
  options: MobiledocOptions,
  stored?: string,
): string {
  const written = writeMobiledoc(root, options)
  const document = stored === undefined ? written : keepStoredSections(stored, written, options)
  if (stamp === undefined) return JSON.stringify(document)
  const titles = listLinkTitles(document)
  const mark = { stamp, owner, ...(Object.keys(titles).length > 0 && { titles }) }
  const stamped = owner === undefined ? document : stampInside(document, mark)
  return JSON.stringify({ ...stamped, [STAMP_KEY]: stamp })
}

/**
 * Puts the stamp into cards as well. Ghost Admin's editor drops the key at the top with any change of the body, and keeps the payloads of cards and
 * atoms with everything that it does not know (seen on 3.42 and 4.48). The first card and the last one carry the stamp, because one of them may be
 * deleted. Without a card, a line break carries it, alone in a last paragraph: Ghost does not show a last paragraph without a text, and its editor
 * shows an empty line, which it keeps there anyway.
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
