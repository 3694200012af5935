/** A value of null or undefined leaves the attribute out. */
export type Attributes = Readonly<Record<string, string | number | null | undefined>>

/** An element as a browser's `outerHTML` writes it. `inner` is HTML already; undefined for a void element. */
export function writeElement(tag: string, attributes: Attributes, inner?: string): string {
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [` ${name}="${escapeAttribute(String(value))}"`],
  )
  return `<${tag}${written.join('')}>${inner === undefined ? '' : `${inner}</${tag}>`}`
}

/** Text as `innerHTML` writes it: quotes stay. */
export function escapeText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/\u00a0/g, '&nbsp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
}

function escapeAttribute(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/\u00a0/g, '&nbsp;')
    .replace(/"/g, '&quot;')
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  '#39': "'",
}

/**
 * HTML of the converter's own making (a caption, a callout's text) as it reads once a DOM has taken it in and written it out again. Only its
 * texts are touched: the converter writes its tags as a DOM does.
 */
export function settleFragment(html: string): string {
  return html.replace(/(<!--[\s\S]*?-->|<[^>]*>)|([^<]+)/g, (_, tag: string | undefined, text = '') =>
    tag === undefined ? escapeText(decode(String(text))) : tag.replace(/^<(br|hr|img)(.*?)\s*\/>$/s, '<$1$2>'),
  )
}

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (entity, name: string) => ENTITIES[name] ?? entity)
}
