import { canonicaliseNodes } from '../markdown/canonical/canonicalise-nodes.ts'
import { SITE_PLACEHOLDER } from '../markdown/canonical/place-site-urls.ts'
import type { LexicalNode, LexicalRoot } from '../markdown/lexical.ts'
import { canonicaliseText } from './canonicalise-text.ts'

/**
 * The document without what only its serialisation adds: default values, aliases, split text runs, the site's own URL. A title-only save
 * in Ghost Admin writes the whole body anew; compared raw, it would read as an edit of every post that an editor ever opened.
 * Two documents with equal canonical forms look the same in Ghost.
 */
export function canonicaliseBody(root: LexicalRoot, siteUrl: string): readonly LexicalNode[] {
  return canonicaliseNodes(root.children, (text, verbatim) =>
    verbatim ? text.replaceAll(SITE_PLACEHOLDER, siteUrl) : canonicaliseText(text, siteUrl),
  )
}
