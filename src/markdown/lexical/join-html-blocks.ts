import type { Token } from 'marked'
import { Token as HtmlToken } from 'parse5'
import { readToken } from '../document/markdown-token.ts'
import { isVoidElement } from '../html/element-names.ts'
import { scanHtmlTags } from '../html/html-references.ts'

/** A block to convert, and the tokens of the text that it is made of: more than one where HTML was joined. */
interface JoinedBlock {
  readonly token: Token
  readonly from: readonly Token[]
}

/**
 * Joins raw HTML blocks that only blank lines part, where the first leaves an element open or the second closes one. A table with an empty
 * line in it is one table to its author, and two cards with half a table each would look broken in Ghost's editor.
 */
export function joinHtmlBlocks(tokens: readonly Token[]): JoinedBlock[] {
  const joined: { token: Token; readonly from: Token[]; readonly texts: string[] }[] = []
  let blank = ''
  let opened = 0
  for (const token of tokens) {
    const known = readToken(token)
    const last = joined.at(-1)
    if (known.type === 'space') {
      blank += known.raw
      continue
    }
    const balance = known.type === 'html' ? countElements(known.raw) : { opened: 0, closed: 0 }
    if (known.type === 'html' && last?.token.type === 'html' && (opened > 0 || balance.closed > 0)) {
      last.texts.push(blank, known.text)
      last.from.push(token)
      opened = Math.max(0, opened - balance.closed) + balance.opened
    } else {
      joined.push({ token, from: [token], texts: [known.type === 'html' ? known.text : token.raw] })
      opened = balance.opened
    }
    blank = ''
  }
  return joined.map(({ token, from, texts }) => {
    const known = readToken(token)
    if (known.type !== 'html' || texts.length === 1) return { token, from }
    const text = texts.join('')
    return { token: { ...known, raw: text, text }, from }
  })
}

/** Elements that `html` leaves open, and end tags of elements that began before it. An end tag left out counts as open: harmless. */
function countElements(html: string): { readonly opened: number; readonly closed: number } {
  let opened = 0
  let closed = 0
  for (const tag of scanHtmlTags(html)) {
    if (tag.type !== HtmlToken.TokenType.END_TAG) opened += tag.selfClosing || isVoidElement(tag.tagName) ? 0 : 1
    else if (opened > 0) opened--
    else closed++
  }
  return { opened, closed }
}

/**
 * Groups the blocks inside a `<pre>` that the author's HTML leaves open over blank lines, as in `<div><pre>`. Ghost puts line ends and
 * comments between blocks, which would show as empty lines in the code. Every other block is a group of its own.
 */
export function groupOpenCode(blocks: readonly JoinedBlock[]): JoinedBlock[][] {
  const closings = blocks.flatMap(({ token }, index) => (/<\/pre\s*>/i.test(token.raw) ? [index] : []))
  const groups: JoinedBlock[][] = []
  let closing = 0
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]
    if (block === undefined) break
    const { token } = block
    while ((closings[closing] ?? blocks.length) <= at) closing++
    const end = token.type === 'html' && leavesOpen(token.raw) ? closings[closing] : undefined
    groups.push(end === undefined ? [block] : blocks.slice(at, end + 1))
    at = end ?? at
  }
  return groups
}

function leavesOpen(html: string): boolean {
  const count = (tag: RegExp): number => html.match(tag)?.length ?? 0
  return count(/<pre[\s>]/gi) > count(/<\/pre\s*>/gi)
}
