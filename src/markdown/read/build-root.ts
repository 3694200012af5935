import { buildElement } from '../convert/build-element.ts'
import type { LexicalNode, LexicalRoot } from '../lexical.ts'

/** A document of these blocks; Ghost refuses one without any. */
export function buildRoot(children: readonly LexicalNode[]): LexicalRoot {
  const filled = children.length === 0 ? [buildElement('paragraph', {}, [])] : children
  return { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children: filled }
}
