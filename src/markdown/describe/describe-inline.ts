import type { LexicalNode } from '../lexical.ts'

/** What stands around text of a format, outermost first; code is innermost, since nothing works inside it. */
const MARKERS: readonly (readonly [number, string, string])[] = [
  [1, '**', '**'],
  [2, '*', '*'],
  [4, '~~', '~~'],
  [8, '<u>', '</u>'],
  [32, '<sub>', '</sub>'],
  [64, '<sup>', '</sup>'],
  [128, '==', '=='],
  [16, '`', '`'],
]

/** Inline nodes as Markdown-like text; line breaks as line ends. */
export function describeInline(nodes: readonly LexicalNode[] | undefined): string {
  return (nodes ?? []).map(describeNode).join('')
}

function describeNode(node: LexicalNode): string {
  if (node.type === 'linebreak') return '\n'
  if (node.type === 'link' || node.type === 'autolink') {
    const title = typeof node.title === 'string' && node.title !== '' ? ` "${node.title}"` : ''
    return `[${describeInline(node.children)}](${String(node.url ?? '')}${title})`
  }
  if (typeof node.text === 'string') return describeText(node.text, typeof node.format === 'number' ? node.format : 0)
  if (node.children !== undefined) return describeInline(node.children)
  return `:::${node.type}`
}

/** Spaces at the ends go outside the markers, as a person would write them. */
function describeText(text: string, format: number): string {
  const markers = MARKERS.filter(([bit]) => (format & bit) !== 0)
  const inner = text.trim()
  if (markers.length === 0 || inner === '') return text
  const before = text.slice(0, text.length - text.trimStart().length)
  const after = text.slice(text.trimEnd().length)
  const open = markers.map(([, start]) => start).join('')
  const close = markers
    .map(([, , end]) => end)
    .reverse()
    .join('')
  return before + open + inner + close + after
}
