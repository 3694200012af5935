import type { LexicalNode } from '../../lexical.ts'
import { writeFence } from './write-fence.ts'

/** Any node as its own JSON: what Markdown has no words for, and what only newer Ghosts know. It goes back unchanged. */
export function writeGhostCard(node: LexicalNode): string {
  return writeFence('`', 'ghost-card', JSON.stringify(node, null, 2))
}
