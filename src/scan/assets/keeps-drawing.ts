/**
 * The elements that Ghost's cleaner keeps in an SVG: DOMPurify's lists for SVG and its filters (3.2.6, in 5.130 and 6.65), in lower case. Each of
 * them was uploaded to a 5.130. The content of other elements is kept if it is one of these or text.
 */
const KEPT: ReadonlySet<string> = new Set(
  [
    'svg a altglyph altglyphdef altglyphitem animatecolor animatemotion animatetransform circle clippath defs desc ellipse filter font g glyph glyphref hkern',
    'image line lineargradient marker mask metadata mpath path pattern polygon polyline radialgradient rect stop style switch symbol text textpath title tref',
    'tspan view vkern feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap fedistantlight fedropshadow',
    'feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode femorphology feoffset fepointlight fespecularlighting fespotlight fetile',
    'feturbulence',
  ].flatMap((line) => line.split(' ')),
)

/** These elements are removed with their content. */
const EMPTIED: ReadonlySet<string> = new Set(
  'annotation-xml audio colgroup foreignobject head iframe math mi mn mo ms mtext noembed noframes noscript plaintext script template thead video xmp'.split(
    ' ',
  ),
)

/**
 * Whether anything is left of an SVG once Ghost has removed what could run or load something. If nothing is, Ghost refuses the picture with a message
 * about its type. In doubt the answer is yes: then Ghost decides.
 */
export function keepsDrawing(svg: string): boolean {
  const start = svg.search(/<svg\b/i)
  let at = start < 0 ? svg.length : endOfTag(svg, start)
  let hidden: { readonly name: string; depth: number } | undefined
  while (at < svg.length) {
    const next = svg.indexOf('<', at)
    const text = svg.slice(at, next < 0 ? svg.length : next)
    if (hidden === undefined && text.trim() !== '') return true
    if (next < 0) return false
    const skipped = skipUnseen(svg, next)
    if (skipped !== undefined) {
      at = skipped
      continue
    }
    at = endOfTag(svg, next)
    const isEnd = svg[next + 1] === '/'
    const name = readName(svg, next + (isEnd ? 2 : 1))
    if (hidden !== undefined) {
      if (name !== hidden.name || svg[at - 2] === '/') continue
      hidden.depth += isEnd ? -1 : 1
      if (hidden.depth === 0) hidden = undefined
    } else if (isEnd) {
      if (name === 'svg') return false
    } else if (KEPT.has(name)) return true
    else if (EMPTIED.has(name) && svg[at - 2] !== '/') hidden = { name, depth: 1 }
  }
  return false
}

/** Returns the position after a comment, an instruction or a declaration; undefined where none begins. */
export function skipUnseen(svg: string, at: number): number | undefined {
  const [begin, end] = svg.startsWith('<!--', at) ? ['<!--', '-->'] : /[!?]/.test(svg[at + 1] ?? '') ? ['<!', '>'] : []
  if (begin === undefined || end === undefined) return undefined
  const found = svg.indexOf(end, at + begin.length)
  return found < 0 ? svg.length : found + end.length
}

/** Returns the position after the `>` of a tag; a `>` in a quoted value does not count. */
export function endOfTag(svg: string, start: number): number {
  let quote = ''
  for (let at = start; at < svg.length; at += 1) {
    const letter = svg[at] ?? ''
    if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return at + 1
  }
  return svg.length
}

/** No element in the lists has a longer name than this. */
const LONGEST_NAME = 40

export function readName(svg: string, at: number): string {
  return /^[\w:.-]*/.exec(svg.slice(at, at + LONGEST_NAME))?.[0].toLowerCase() ?? ''
}
