import { escapeText } from '../document/escape.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { readText } from '../html/card-html.ts'
import { writeElement } from '../html/dom-html.ts'
import { captionOf } from './image.ts'

export function renderBookmarkHtml(node: LexicalNode): string {
  const url = readText(node, 'url')
  if (url.trim() === '') return ''
  const { metadata } = node
  const about: LexicalNode =
    typeof metadata === 'object' && metadata !== null ? { type: '', ...metadata } : { type: '' }
  const [icon, thumbnail] = [readText(about, 'icon'), readText(about, 'thumbnail')]
  const part = (tag: string, name: string, text: string) =>
    writeElement(tag, { class: `kg-bookmark-${name}` }, escapeText(text))
  const named = (name: string, text: string) => (text === '' ? '' : part('span', name, text))
  const origin = [
    icon === '' ? '' : writeElement('img', { class: 'kg-bookmark-icon', src: icon, alt: '' }),
    // Ghost has these two the wrong way round, and themes have come to count on it.
    named('author', readText(about, 'publisher')),
    named('publisher', readText(about, 'author')),
  ]
  const content = [
    part('div', 'title', readText(about, 'title')),
    part('div', 'description', readText(about, 'description')),
    writeElement('div', { class: 'kg-bookmark-metadata' }, origin.join('')),
  ]
  const picture = writeElement('img', { src: thumbnail, alt: '', onerror: "this.style.display = 'none'" })
  const inside =
    writeElement('div', { class: 'kg-bookmark-content' }, content.join('')) +
    (thumbnail === '' ? '' : writeElement('div', { class: 'kg-bookmark-thumbnail' }, picture))
  const caption = readText(node, 'caption')
  const classes = `kg-card kg-bookmark-card${caption === '' ? '' : ' kg-card-hascaption'}`
  const link = writeElement('a', { class: 'kg-bookmark-container', href: url }, inside)
  return writeElement('figure', { class: classes }, link + captionOf(caption))
}
