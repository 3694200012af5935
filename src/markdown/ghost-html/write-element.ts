import { escapeAttribute } from '../html/escape-dom.ts'

/** A value of null or undefined leaves the attribute out. */
export type Attributes = Readonly<Record<string, string | number | null | undefined>>

/** An element as a browser's `outerHTML` writes it. `inner` is HTML already; undefined for a void element. */
export function writeElement(tag: string, attributes: Attributes, inner?: string): string {
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [` ${name}="${escapeAttribute(String(value))}"`],
  )
  return `<${tag}${written.join('')}>${inner === undefined ? '' : `${inner}</${tag}>`}`
}
