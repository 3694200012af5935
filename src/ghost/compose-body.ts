import type { LexicalRoot } from '../markdown/lexical.ts'
import type { BodyFormat } from './capabilities.ts'
import { composeLexical } from './compose-lexical.ts'
import { composeMobiledoc, type StampOwner } from './compose-mobiledoc.ts'
import type { Stamp } from './remote-post.ts'
import type { SiteFacts } from './site-facts.ts'

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
