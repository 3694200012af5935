import { describeInline } from './describe/describe-inline.ts'
import type { LexicalNode, LexicalRoot } from './lexical.ts'

/**
 * Any Lexical document, ours or not, as Markdown-like text for people to read and for line diffs: one block per paragraph. Not meant to
 * be parsed again.
 */
export function describeLexical(root: LexicalRoot): string {
  return root.children
    .map(describeBlock)
    .filter((block) => block !== '')
    .join('\n\n')
}

function describeBlock(node: LexicalNode): string {
  switch (node.type) {
    case 'paragraph':
      return describeInline(node.children)
    case 'heading':
    case 'extended-heading': {
      const depth = Number(readText(node, 'tag').slice(1)) || 1
      return `${'#'.repeat(depth)} ${describeInline(node.children)}`.trim()
    }
    case 'quote':
    case 'extended-quote':
      return prefixLines(describeInline(node.children), '> ')
    case 'aside':
      return prefixLines(describeInline(node.children), '>> ')
    case 'list':
      return describeList(node)
    case 'horizontalrule':
      return '---'
    case 'paywall':
      return '<!--members-only-->'
    case 'codeblock':
      return `\`\`\`${readText(node, 'language')}\n${readText(node, 'code')}\n\`\`\`${describeCaption(node)}`
    case 'image': {
      const image = `![${readText(node, 'alt')}](${readText(node, 'src')})`
      const href = readText(node, 'href')
      return (href === '' ? image : `[${image}](${href})`) + describeCaption(node)
    }
    case 'html':
    case 'markdown':
      return `:::${node.type}\n${readText(node, node.type)}\n:::`
    case 'callout':
      return `:::callout ${readText(node, 'calloutEmoji')} ${readText(node, 'backgroundColor')}\n${readText(node, 'calloutText')}\n:::`
    default:
      return describeUnknown(node)
  }
}

/** Nested lists stand in an item of their own, after the item that they belong to. */
function describeList(list: LexicalNode): string {
  let number = typeof list.start === 'number' ? list.start : 1
  const lines = (list.children ?? []).map((item) => {
    const [first] = item.children ?? []
    if (first?.type === 'list') return prefixLines(describeList(first), '  ')
    const marker = list.listType === 'number' ? `${number}.` : '-'
    number++
    return prefixLines(describeInline(item.children), '  ').replace(/^ {0,2}/, `${marker} `)
  })
  return lines.join('\n')
}

function describeCaption(node: LexicalNode): string {
  const caption = readText(node, 'caption')
  return caption === '' ? '' : `\n${caption}`
}

function describeUnknown({ type, version: _version, children, ...properties }: LexicalNode): string {
  const text = describeInline(children)
  const rest = children === undefined ? JSON.stringify(properties, null, 2) : ''
  return `:::${type}\n${[text, rest].filter((part) => part !== '').join('\n')}\n:::`
}

function readText(node: LexicalNode, key: string): string {
  const value = node[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function prefixLines(text: string, prefix: string): string {
  return text
    .split('\n')
    .map((line) => `${prefix}${line}`.trimEnd())
    .join('\n')
}
