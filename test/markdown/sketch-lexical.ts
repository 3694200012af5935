import type { LexicalNode, LexicalRoot } from '../../src/markdown/document/lexical.ts'
import type { Reference, ResolvedReference } from '../../src/markdown/document/markdown-document.ts'
import { convertMarkdown } from '../../src/markdown/lexical/convert-markdown.ts'
import { parseMarkdown } from '../../src/markdown/syntax/parse-markdown.ts'

/** Stands for a site: pictures are 800x600 on a CDN, Markdown files have pages, the rest stays. */
export function resolve(target: string, kind: Reference['kind']): ResolvedReference {
  if (/^[a-z]+:|^#/i.test(target)) return { url: target }
  const path = target.replace(/^\.\//, '')
  if (kind === 'image') return { url: `https://cdn.example.com/${path}`, width: 800, height: 600 }
  return { url: path.replace(/^(.*)\.md/, 'https://example.com/$1/') }
}

export function convert(markdown: string): LexicalRoot {
  return convertMarkdown(parseMarkdown(markdown, 1), { resolve })
}

/** Markdown as Lexical in a short notation, a line per block. Text is in quotes, its format before it; `/` is a line break. */
export function sketch(markdown: string): string[] {
  return convert(markdown).children.map(sketchNode)
}

export function sketchNode(node: LexicalNode): string {
  const inside = (node.children ?? []).map(sketchNode).join(' ')
  switch (node.type) {
    case 'extended-text':
      return `${node.format || ''}'${node.text}'`
    case 'linebreak':
      return '/'
    case 'link':
      return `a<${node.url}>(${inside})`
    case 'paragraph':
      return `p(${inside})`
    case 'extended-heading':
      return `${node.tag}(${inside})`
    case 'extended-quote':
      return `quote(${inside})`
    case 'list':
      return `${node.tag}${node.start === 1 ? '' : node.start}(${inside})`
    case 'listitem':
      return `li${node.value}.${node.indent}(${inside})`
    case 'codeblock':
      return `code<${node.language}>'${node.code}'${node.caption ? ` caption'${node.caption}'` : ''}`
    case 'image':
      return `image<${node.src}>'${node.alt}'${node.caption ? ` caption'${node.caption}'` : ''}${node.href ? ` href<${node.href}>` : ''}${node.cardWidth === 'regular' ? '' : ` ${node.cardWidth}`}${node.title ? ` title'${node.title}'` : ''}`
    case 'gallery':
      return `gallery ${(node.images as { fileName: string; row: number }[]).map(({ fileName, row }) => `${row}:${fileName}`).join(' ')}${node.caption ? ` caption'${node.caption}'` : ''}`
    case 'toggle':
      return `toggle '${node.heading}' ${node.content}`
    case 'callout':
      return `callout ${node.calloutEmoji} ${node.backgroundColor} ${node.calloutText}`
    case 'html':
      return `html ${node.html}`
    default:
      return node.type
  }
}
