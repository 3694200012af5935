import { fitsSmallEditor } from '../html/fits-small-editor.ts'
import { resolveHtml } from '../html/resolve-html.ts'
import type { LexicalNode } from '../lexical.ts'
import type { DetailsToken } from '../tokens/markdown-token.ts'
import { buildCard } from './build-card.ts'
import type { Conversion } from './conversion.ts'

/**
 * `<details>` as a toggle. Undefined where Ghost's editor would not keep all of it: as an HTML card a browser opens and closes it as well,
 * and nothing is lost when somebody saves the post in Ghost Admin.
 */
export function convertDetails(details: DetailsToken, { renderer, resolve }: Conversion): LexicalNode | undefined {
  const heading = resolveHtml(details.summary.text, resolve)
  const content = renderer.renderBlocks(details.tokens)
  return fitsSmallEditor(heading) && fitsSmallEditor(content) ? buildCard('toggle', { heading, content }) : undefined
}
