import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { readAttribute } from '../write/html/read-attribute.ts'
import type { WithoutLine } from './collect-items.ts'

/** A `<pre>` with all white space in it; the line ends at its end show nothing. */
export function readCodeBlock(element: Tree.Element): WithoutLine {
  let text = ''
  let language = ''
  const waiting: Tree.ChildNode[] = [element]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ('value' in node) text += node.value
    if (!('tagName' in node)) continue
    if (node.tagName === 'br') text += '\n'
    language ||= /(?:^|\s)(?:language-|lang-)?(\S+)/.exec(readAttribute(node, 'class') ?? '')?.[1] ?? ''
    waiting.push(...[...node.childNodes].reverse())
  }
  return { kind: 'code', text: text.replace(/(?<![\r\n])[\r\n]+$/, ''), language }
}
