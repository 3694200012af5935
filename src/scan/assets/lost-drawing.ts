import { endOfTag, readName, skipUnseen } from './keeps-drawing.ts'

/**
 * What a browser shows and Ghost's cleaner takes away; what only a program reads (`sodipodi:namedview`, `rdf:RDF`, scripts) is not missed. Each was
 * passed through the cleaner of 5.130.6, DOMPurify 3.2.6 with its profiles for SVG.
 */
const ELEMENTS: ReadonlyMap<string, string> = new Map(
  ['use', 'foreignObject', 'animate', 'set'].map((name) => [name.toLowerCase(), name]),
)
const ATTRIBUTES = /\s(dominant-baseline|vector-effect|unicode-bidi|mask-type)\s*=/gi

/** Lists the elements (`<use>`) and attributes of an SVG that Ghost takes away and a reader would miss, in the order in which they come. */
export function listLostDrawing(svg: string): readonly string[] {
  const lost = new Set<string>()
  const start = svg.search(/<svg\b/i)
  let at = start < 0 ? svg.length : start
  while (at < svg.length) {
    const next = svg.indexOf('<', at)
    if (next < 0) break
    const skipped = skipUnseen(svg, next)
    if (skipped !== undefined) {
      at = skipped
      continue
    }
    at = endOfTag(svg, next)
    const element = ELEMENTS.get(readName(svg, next + 1))
    if (element !== undefined) lost.add(`<${element}>`)
    for (const [, name = ''] of svg.slice(next, at).matchAll(ATTRIBUTES)) lost.add(name.toLowerCase())
  }
  return [...lost]
}
