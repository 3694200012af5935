export type DifferenceKind =
  /** Other words. */
  | 'text'
  /** The same words, in other blocks: a paragraph where a quote was meant. */
  | 'structure'
  /** The same words in another format: bold, struck through, code. */
  | 'format'
  /** The same words, but they lead elsewhere, or nowhere. */
  | 'link'
  /** Another image, or another alternative text, link or width of it. */
  | 'image'
  /** Other code, or another language of it. White space counts. */
  | 'code'
  /** Another tooltip of a link or an image. */
  | 'tooltip'
  /** Something is not shown. */
  | 'missing'
  /** Something is shown that nobody wrote. */
  | 'extra'

/** One place where what is shown is not what was written. */
export interface FidelityDifference {
  readonly kind: DifferenceKind
  /** 1-based line of the Markdown; undefined when the reference names no lines. */
  readonly line: number | undefined
  /** What the reference says there, shortened; empty for nothing. */
  readonly expected: string
  /** What is served instead, shortened; empty for nothing. */
  readonly found: string
}

/** How two pages compare. */
export interface FidelityComparison {
  /** In the order of the reference. */
  readonly differences: readonly FidelityDifference[]
  /** There is no difference. */
  readonly identical: boolean
  /** The same text, and the same links, images and code, in the same order; blocks, formats and tooltips may differ. */
  readonly sameMeaning: boolean
}

/** Longer excerpts are cut: they tell where to look, and are not the text itself. */
const MAX_EXCERPT = 160

const OF_WORDS: ReadonlySet<DifferenceKind> = new Set(['link', 'format', 'tooltip'])

/** One difference for neighbouring words that differ in the same way: a whole lost link, not one for each of its words. */
export function joinDifferences(
  differences: readonly (FidelityDifference & { readonly at: number })[],
): readonly FidelityDifference[] {
  const joined: (FidelityDifference & { readonly at: number })[] = []
  const last = new Map<DifferenceKind, number>()
  for (const difference of differences) {
    const index = last.get(difference.kind) ?? -1
    const candidate = OF_WORDS.has(difference.kind) ? joined[index] : undefined
    const previous = candidate?.at === difference.at - 1 ? candidate : undefined
    if (previous === undefined) last.set(difference.kind, joined.push(difference) - 1)
    else {
      const join = (one: string, other: string): string =>
        one === other && difference.kind === 'tooltip' ? one : `${one} ${other}`
      joined[index] = {
        ...previous,
        expected: join(previous.expected, difference.expected),
        found: join(previous.found, difference.found),
        at: difference.at,
      }
    }
  }
  return joined.map(({ kind, line, expected, found }) => ({ kind, line, ...cutAround(expected, found) }))
}

/** Both shortened, to where they begin to differ. */
function cutAround(expected: string, found: string): { readonly expected: string; readonly found: string } {
  let same = 0
  while (same < expected.length && expected[same] === found[same]) same++
  const start = Math.max(expected.length, found.length) > MAX_EXCERPT ? Math.max(0, same - 40) : 0
  const cut = (text: string): string => {
    const end = text.length > start + MAX_EXCERPT ? '…' : ''
    return `${start > 0 ? '…' : ''}${text.slice(start, start + MAX_EXCERPT)}${end}`.toWellFormed()
  }
  return { expected: cut(expected), found: cut(found) }
}
