import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import type { LexicalRoot } from '../markdown/lexical.ts'
import type { BodyFormat, Capabilities } from './capabilities.ts'
import { composeLexical } from './compose-lexical.ts'
import type { Stamp } from './remote-post.ts'

/** A document as the Admin API takes it: the name of its field, and its text. */
export interface WireBody {
  readonly format: BodyFormat
  readonly text: string
}

/**
 * A document in the format that the site's Ghost writes.
 * @param stamp undefined: the document goes out without one, as somebody else's does
 */
export function composeBody(
  root: LexicalRoot,
  stamp: Stamp | undefined,
  { bodyFormat, ghost }: Pick<Capabilities, 'bodyFormat' | 'ghost'>,
): WireBody {
  switch (bodyFormat) {
    case 'lexical':
      return { format: 'lexical', text: stamp === undefined ? JSON.stringify({ root }) : composeLexical(root, stamp) }
    case 'mobiledoc':
      throw new GhostSyncFailure(
        'ghost/body-format',
        `a body cannot be written in the format of ${ghost}`,
        EXIT_CODE.failed,
      )
  }
}
