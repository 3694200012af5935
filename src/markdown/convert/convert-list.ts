import type { Tokens } from 'marked'
import { buildInline } from '../inline/build-inline.ts'
import { joinParagraphs } from '../inline/join-paragraphs.ts'
import type { LexicalNode } from '../lexical.ts'
import { readToken } from '../tokens/markdown-token.ts'
import { buildElement } from './build-element.ts'
import type { Conversion } from './conversion.ts'

/**
 * A list whose items hold text and at most one nested list after it. Undefined for all else: Ghost flattens or drops other blocks in items,
 * a checkbox included.
 *
 * @param indent Lists around it.
 */
export function convertList(list: Tokens.List, conversion: Conversion, indent = 0): LexicalNode | undefined {
  const start = list.start === '' ? 1 : list.start
  const children: LexicalNode[] = []
  for (const [index, item] of list.items.entries()) {
    const nodes = convertItem(item, start + index, indent, conversion)
    if (nodes === undefined) return undefined
    children.push(...nodes)
  }
  const kind = list.ordered
    ? ({ listType: 'number', tag: 'ol' } as const)
    : ({ listType: 'bullet', tag: 'ul' } as const)
  return buildElement('list', { ...kind, start }, children)
}

/** The item, and after it the wrapper that holds its nested list: so Lexical nests. */
function convertItem(
  item: Tokens.ListItem,
  value: number,
  indent: number,
  conversion: Conversion,
): LexicalNode[] | undefined {
  const blocks = item.tokens.map(readToken).filter((token) => token.type !== 'space' && token.type !== 'def')
  const last = blocks.at(-1)
  const nested = last?.type === 'list' ? last : undefined
  const pieces = joinParagraphs(nested === undefined ? blocks : blocks.slice(0, -1))
  if (item.task || pieces === undefined) return undefined
  const own = buildElement('listitem', { value, indent }, buildInline(pieces, conversion))
  if (nested === undefined) return [own]
  const inner = convertList(nested, conversion, indent + 1)
  return inner && [own, buildElement('listitem', { value: value + 1, indent }, [inner])]
}
