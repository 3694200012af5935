import type { LexicalNode } from '../lexical.ts'
import { indentLines } from './indent-lines.ts'
import type { InlineStyle } from './inline/written-piece.ts'
import { readChildren, readNumber } from './read-property.ts'
import { writeParagraphs } from './write-text.ts'
import type { Writing } from './writing.ts'

/** The signs before items. Two lists in a row are two only when their signs differ. */
export interface ListSigns {
  readonly bullet: string
  readonly afterNumber: string
}

/** Undefined when its nesting has no Markdown: a nested list without an item before it, or two after one. */
export function writeList(
  list: LexicalNode,
  style: InlineStyle,
  signs: ListSigns,
  writing: Writing,
): string | undefined {
  const isOrdered = list.listType === 'number'
  let number = readNumber(list, 'start') ?? 1
  const items: { text: string; indent: string; hasList: boolean }[] = []
  for (const item of readChildren(list)) {
    const [first, ...others] = readChildren(item)
    if (first?.type === 'list') {
      const parent = items.at(-1)
      if (parent === undefined || parent.hasList || others.length > 0) return undefined
      const nested = writeList(first, style, swapBullet(signs, parent.text), writing)
      if (nested === undefined) return undefined
      parent.text = putBelow(parent.text, indentLines(nested, parent.indent))
      parent.hasList = true
      continue
    }
    const text = writeParagraphs(item, style, writing)
    if (text === undefined) return undefined
    const sign = isOrdered ? `${number}${signs.afterNumber} ` : `${signs.bullet} `
    const indent = ' '.repeat(sign.length)
    items.push({ text: (sign + indentLines(text, indent).slice(indent.length)).trimEnd(), indent, hasList: false })
    number++
  }
  return items.length === 0 ? undefined : items.map(({ text }) => text).join('\n')
}

/** An item that begins with a list has it on its own line; only a list from 1 whose first item has text may stand right below text. */
function putBelow(text: string, nested: string): string {
  if (/^\S+$/.test(text)) return `${text} ${nested.trimStart()}`
  return text + (/^ *(?:[-*]|1[.)]) \S/.test(nested) ? '\n' : '\n\n') + nested
}

/** `- - -` would be a divider. */
function swapBullet(signs: ListSigns, parent: string): ListSigns {
  return parent === signs.bullet ? { ...signs, bullet: signs.bullet === '-' ? '*' : '-' } : signs
}
