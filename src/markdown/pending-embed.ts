import type { LexicalNode, LexicalRoot } from './lexical.ts'

/** Type of the node that stands for a bare URL until Ghost has said what it shows there. It is never sent. */
export const PENDING_EMBED = 'ghost-sync-embed'

/** @param caption inline HTML */
export function buildPendingEmbed(url: string, caption = ''): LexicalNode {
  return { type: PENDING_EMBED, version: 1, url, caption }
}

/** The URLs in a document that Ghost has still to be asked about, in order, once each. */
export function listPendingEmbeds(root: LexicalRoot): readonly string[] {
  const urls = root.children.flatMap(({ type, url }) =>
    type === PENDING_EMBED && typeof url === 'string' ? [url] : [],
  )
  return [...new Set(urls)]
}
