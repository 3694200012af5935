import type { LexicalRoot } from '../markdown/lexical.ts'
import { STAMP_KEY } from './read-stamp.ts'
import type { Stamp } from './remote-post.ts'

/** The text of the API field `lexical`: the document, with the stamp beside its root. */
export function composeLexical(root: LexicalRoot, stamp: Stamp): string {
  return JSON.stringify({ root, [STAMP_KEY]: stamp })
}
