import type { FidelityDifference } from './fidelity-difference.ts'
import type { CodeItem, EmbedItem, ImageItem, PageItem, TextSegment, WordItem } from './page-item.ts'

type Found = Omit<FidelityDifference, 'line'> & {
  /** How many lines below the first one of the item. @default 0 */
  readonly lineIn?: number
}
type SameTarget = (expected: string | undefined, found: string | undefined) => boolean

/** What differs between two items of one name. */
export function compareItems(
  expected: PageItem,
  found: PageItem,
  isSameTarget: SameTarget,
): readonly (Omit<FidelityDifference, 'line'> & Pick<PageItem, 'line'>)[] {
  const { line } = expected
  return compareAlike(expected, found, isSameTarget).map(({ lineIn = 0, ...difference }) => ({
    ...difference,
    line: line === undefined ? undefined : line + lineIn,
  }))
}

function compareAlike(expected: PageItem, found: PageItem, isSameTarget: SameTarget): readonly Found[] {
  if (expected.kind === 'word' && found.kind === 'word') return compareWords(expected, found, isSameTarget)
  if (expected.kind === 'image' && found.kind === 'image') return compareImages(expected, found, isSameTarget)
  if (expected.kind === 'code' && found.kind === 'code') return compareCode(expected, found)
  if (expected.kind === 'embed' && found.kind === 'embed') return compareEmbeds(expected, found)
  return []
}

function compareWords(expected: WordItem, found: WordItem, isSameTarget: SameTarget): Found[] {
  const cuts = cutAlike(expected.segments, found.segments)
  const differences: Found[] = []
  const showLink = ({ text, link }: TextSegment): string => (link === undefined ? text : `[${text}](${link})`)
  const showFormats = ({ text, formats }: TextSegment): string => (formats === '' ? text : `<${formats}>${text}`)
  const show = (kind: Found['kind'], write: (segment: TextSegment) => string): void => {
    const [one, other] = [cuts.map(([cut]) => write(cut)).join(''), cuts.map(([, cut]) => write(cut)).join('')]
    differences.push({ kind, expected: one, found: other })
  }
  if (cuts.some(([one, other]) => !isSameTarget(one.link, other.link))) show('link', showLink)
  if (cuts.some(([one, other]) => one.formats !== other.formats)) show('format', showFormats)
  if (cuts.some(([one, other]) => one.linkTitle !== other.linkTitle)) show('tooltip', ({ linkTitle }) => linkTitle)
  return differences
}

/** The segments of two words of the same text, cut where either of them is. */
function cutAlike(
  left: readonly TextSegment[],
  right: readonly TextSegment[],
): (readonly [TextSegment, TextSegment])[] {
  const cuts: (readonly [TextSegment, TextSegment])[] = []
  let [at, leftIndex, rightIndex] = [0, 0, 0]
  let [leftEnd, rightEnd] = [left[0]?.text.length ?? 0, right[0]?.text.length ?? 0]
  for (;;) {
    const [one, other] = [left[leftIndex], right[rightIndex]]
    if (one === undefined || other === undefined) return cuts
    const end = Math.min(leftEnd, rightEnd)
    const text = one.text.slice(one.text.length - (leftEnd - at), one.text.length - (leftEnd - end))
    cuts.push([
      { ...one, text },
      { ...other, text },
    ])
    at = end
    if (leftEnd === end) leftEnd += left[++leftIndex]?.text.length ?? 0
    if (rightEnd === end) rightEnd += right[++rightIndex]?.text.length ?? 0
  }
}

function compareImages(expected: ImageItem, found: ImageItem, isSameTarget: SameTarget): Found[] {
  const differences: Found[] = []
  const add = (kind: Found['kind'], one: string, other: string): void => {
    if (one !== other) differences.push({ kind, expected: one, found: other })
  }
  add('image', `![](${expected.src})`, `![](${found.src})`)
  add('image', `![${expected.alt}]`, `![${found.alt}]`)
  add('tooltip', expected.title, found.title)
  add('structure', `image .${expected.width}`, `image .${found.width}`)
  if (!isSameTarget(expected.link, found.link)) {
    add('link', `image → ${expected.link ?? 'nowhere'}`, `image → ${found.link ?? 'nowhere'}`)
  }
  return differences
}

function compareCode(expected: CodeItem, found: CodeItem): Found[] {
  const differences: Found[] = []
  if (expected.text !== found.text) differences.push({ kind: 'code', ...firstLineApart(expected.text, found.text) })
  if (expected.language !== found.language) {
    differences.push({ kind: 'code', expected: `language ${expected.language}`, found: `language ${found.language}` })
  }
  return differences
}

/** The line on which two codes part, white space made visible where nothing else tells them apart. */
function firstLineApart(expected: string, found: string): Pick<Found, 'lineIn' | 'expected' | 'found'> {
  const [left, right] = [expected.split('\n'), found.split('\n')]
  const at = left.findIndex((line, index) => line !== right[index])
  const index = at < 0 ? left.length : at
  const lineIn = Math.min(index, left.length - 1)
  return { lineIn, expected: JSON.stringify(left[index] ?? ''), found: JSON.stringify(right[index] ?? '') }
}

/** Ghost's player for an address says nothing of the address. */
function compareEmbeds(expected: EmbedItem, found: EmbedItem): Found[] {
  if (expected.url !== undefined && found.url !== undefined) {
    return expected.url === found.url ? [] : [{ kind: 'link', expected: expected.url, found: found.url }]
  }
  if (expected.html === undefined || found.html === undefined || expected.html === found.html) return []
  return [{ kind: 'text', expected: expected.html, found: found.html }]
}
