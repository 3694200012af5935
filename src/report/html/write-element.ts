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
 * HTML from a card's property (a caption, a callout's text, a player) as it reads once a DOM has taken it in and written it out again: texts
 * and attributes quoted in one way. What is nested wrongly or not closed, which a DOM mends too, stays as it is.
 */
export function settleFragment(html: string): string {
  return html.replace(/<!--[\s\S]*?-->|<(\/?)([a-z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+)/gi, settlePiece)
}

function settlePiece(whole: string, slash?: string, tag?: string, attributes = '', text?: string): string {
  if (text !== undefined) return escapeText(decode(text))
  if (tag === undefined) return whole
  if (slash === '/') return `</${tag.toLowerCase()}>`
  const written = [...attributes.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => {
    const value = decode(double ?? single ?? bare ?? '')
    return ` ${name.toLowerCase()}="${escapeAttribute(value)}"`
  })
  return `<${tag.toLowerCase()}${written.join('')}>`
}

const ATTRIBUTE = /([^\s"'=/>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (entity, name: string) => ENTITIES[name] ?? entity)
}
