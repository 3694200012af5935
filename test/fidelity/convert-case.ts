import {
  convertMarkdown,
  type LexicalNode,
  type LexicalRoot,
  PENDING_EMBED,
  parseMarkdown,
  type ResolvedReference,
} from '../../src/markdown/index.ts'
import { findAnchor } from '../../src/scan/links/find-anchor.ts'
import type { FidelityCase } from './fidelity-case.ts'

/** The document as a push would send it. Addresses stay as they are written, pictures are 800x600, and Ghost knows no page on the web. */
export function convertCase({ name, markdown }: FidelityCase): LexicalRoot {
  const document = parseMarkdown(markdown, 1)
  if (document.problems.length > 0) throw new Error(`${name}: ${JSON.stringify(document.problems)}`)
  const root = convertMarkdown(document, {
    resolve: (target, kind): ResolvedReference => {
      if (kind === 'image') return { url: target, width: 800, height: 600 }
      if (!target.startsWith('#')) return { url: target }
      const anchor = findAnchor(document, target.slice(1))?.id
      return { url: anchor === undefined ? target : `#${anchor}` }
    },
  })
  return { ...root, children: root.children.map(placeEmbed) }
}

/** What `placeEmbeds` does with a bare address for which Ghost has no card. */
function placeEmbed(node: LexicalNode): LexicalNode {
  if (node.type !== PENDING_EMBED) return node
  const element = { version: 1, direction: 'ltr', format: '', indent: 0 }
  const text = {
    type: 'extended-text',
    version: 1,
    text: String(node.text ?? node.url),
    format: 0,
    detail: 0,
    mode: 'normal',
    style: '',
  }
  const link = { type: 'link', ...element, url: node.url, rel: null, target: null, title: null, children: [text] }
  return { type: 'paragraph', ...element, children: [link] }
}
