import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { indentLines } from '../indent-lines.ts'
import { readElement } from './read-attribute.ts'
import { type HtmlWriting, writeBlocks, writeLine } from './write-html-blocks.ts'

/** `<dl>` as terms with `: text` below. Undefined when it holds anything else. */
export function writeDefinitions(list: Tree.Element, html: HtmlWriting): string | undefined {
  let result = ''
  let previous = ''
  for (const child of list.childNodes) {
    const element = readElement(child)
    if (element === undefined) continue
    const { tagName } = element
    const hasBlocks = element.childNodes.some((part) => readElement(part)?.tagName === 'p')
    const text = hasBlocks ? writeBlocks(element.childNodes, html) : writeLine(element, html)
    if (text === undefined || (tagName !== 'dt' && tagName !== 'dd')) return undefined
    if (tagName === 'dt') result += `${previous === '' ? '' : previous === 'dd' ? '\n\n' : '\n'}${text}`
    else result += `${hasBlocks ? '\n\n' : '\n'}: ${indentLines(text, '  ').slice(2)}`
    previous = tagName
  }
  return result
}
