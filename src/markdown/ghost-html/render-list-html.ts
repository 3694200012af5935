import type { LexicalNode } from '../lexical.ts'
import { readNumber, readText } from './read-property.ts'
import { renderInlineHtml } from './render-inline-html.ts'
import type { RenderSettings } from './render-settings.ts'
import { writeElement } from './write-element.ts'

/** A list as Ghost writes it: an item that holds a list stands for the inside of the item before it. */
export function renderListHtml(list: LexicalNode, settings: RenderSettings): string {
  let html = ''
  let isOpen = false
  const close = (): void => {
    if (isOpen) html += '</li>'
    isOpen = false
  }
  for (const item of list.children ?? []) {
    const [first] = item.children ?? []
    if (first?.type === 'list') {
      html += renderListHtml(first, settings)
      close()
      continue
    }
    close()
    html += `<li>${renderInlineHtml(item.children ?? [], settings)}`
    isOpen = true
  }
  close()
  const start = readNumber(list, 'start') ?? 1
  const tag = readText(list, 'listType') === 'number' ? 'ol' : 'ul'
  return writeElement(tag, { start: start === 1 ? null : start }, html)
}
