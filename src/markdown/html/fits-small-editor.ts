import { scanHtmlTags } from '../parse/scan-html-tags.ts'

const NO_ATTRIBUTES: readonly string[] = []

/** The tags that Ghost's small editors keep, with the attributes that they keep on them. Seen in Ghost Admin 5.130.6. */
const KEPT: ReadonlyMap<string, readonly string[]> = new Map([
  ['a', ['href', 'title', 'target', 'rel']],
  ['ol', ['start']],
  ...['b', 'br', 'code', 'em', 'i', 'li', 'p', 's', 'strong', 'sub', 'sup', 'u', 'ul'].map(
    (name) => [name, NO_ATTRIBUTES] as const,
  ),
])

/**
 * Whether the small editor of a card, such as that of a toggle, gives HTML back as it was. It reads it when somebody opens the post in Ghost
 * Admin, and keeps text formats, links, paragraphs and lists: a heading becomes a paragraph, a picture or a table in there is gone with the
 * next save, even of the title alone.
 */
export function fitsSmallEditor(html: string): boolean {
  // Two paragraphs in one item run together.
  if (/<!--|<\/p>\s*<p>(?:(?!<[ou]l|<p>)[\s\S])*<\/li>/.test(html)) return false
  return scanHtmlTags(html).every(({ tagName, attrs }) => {
    const kept = KEPT.get(tagName)
    return kept !== undefined && attrs.every(({ name }) => kept.includes(name))
  })
}
