import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { readAttribute, readElement } from './read-attribute.ts'
import { type HtmlWriting, writeLine } from './write-html-blocks.ts'

const RULES: Readonly<Record<string, string>> = { left: ':--', center: ':-:', right: '--:' }

/** A table of one head row and body rows of inline content. Undefined for others. */
export function writeTable(table: Tree.Element, html: HtmlWriting): string | undefined {
  if (table.attrs.some(({ name }) => name !== 'style')) return undefined
  const [head, ...body] = findRows(table)
  if (head === undefined) return undefined
  const rules = head.map(
    (cell) => RULES[/^text-align:(\w+)$/.exec(readAttribute(cell, 'style') ?? '')?.[1] ?? ''] ?? '---',
  )
  const rows = [head, ...body].map((row) => writeRow(row, html))
  if (rows.includes(undefined)) return undefined
  const [first, ...others] = rows
  return [first, `| ${rules.join(' | ')} |`, ...others].join('\n')
}

function findRows(element: Tree.Element): Tree.Element[][] {
  return element.childNodes.flatMap((child) => {
    const inner = readElement(child)
    if (inner === undefined) return []
    if (inner.tagName !== 'tr') return findRows(inner)
    return [inner.childNodes.map(readElement).filter((cell) => cell !== undefined)]
  })
}

function writeRow(cells: readonly Tree.Element[], html: HtmlWriting): string | undefined {
  const style = { ...html.style, lines: false, cell: true }
  const written = cells.map((cell) => writeLine(cell, { ...html, style }))
  return written.includes(undefined) ? undefined : `| ${written.join(' | ')} |`.replaceAll('|  |', '| |')
}
