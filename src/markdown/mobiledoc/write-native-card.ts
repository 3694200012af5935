import { countsWhenEmpty, findCard } from '../cards/registry.ts'
import type { LexicalNode } from '../document/lexical.ts'
import type { CardPayload, MobiledocOptions } from '../document/mobiledoc.ts'

/** A node as the card that Ghost has for it. Undefined where it has none, or one that would show something else. */
export function writeNativeCard(
  node: LexicalNode,
  options: MobiledocOptions,
): readonly [name: string, payload: CardPayload] | undefined {
  const card = findCard(node.type)?.mobiledoc
  if (card === undefined || card.since > options.dialect) return undefined
  const adapted = card.adapt === undefined ? {} : card.adapt(node, options)
  if (adapted === undefined) return undefined
  const { type: _type, version: _version, ...properties } = node
  const whole = { ...properties, ...adapted }
  if (card.isSqueezed && holdsLines(whole)) return undefined
  const entries = Object.entries(card.isSqueezed ? joinLines(whole) : whole)
  // What says nothing is left out, but for the emoji that a callout is to be without.
  const said = entries.filter(([key, value]) => (value ?? '') !== '' || (value === '' && countsWhenEmpty(key)))
  return [card.name, Object.fromEntries(said)]
}

/** Whether there is something whose line ends show, and would be squeezed out. */
function holdsLines(payload: CardPayload): boolean {
  return Object.values(payload).some(
    (value) => typeof value === 'string' && /\n/.test(value) && /<(?:pre|textarea|script|style)\b/i.test(value),
  )
}

/** The end of a line is a space to a browser, and nothing to Ghost. */
function joinLines<T>(value: T): T {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'string' ? inner.replace(/(?<!\s)\s*\n\s*/g, ' ') : inner,
  )
  return JSON.parse(text) as T
}
