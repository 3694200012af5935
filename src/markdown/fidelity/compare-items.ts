import type { FidelityDifference } from './fidelity-difference.ts'
import type { CodeItem, EmbedItem, ImageItem, PageItem, TextSegment, WordItem } from './page-item.ts'

type UnplacedDifference = Omit<FidelityDifference, 'line'> & {
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

function compareAlike(expected: PageItem, found: PageItem, isSameTarget: SameTarget): readonly UnplacedDifference[] {
  if (expected.kind === 'word' && found.kind === 'word') return compareWords(expected, found, isSameTarget)
  if (expected.kind === 'image' && found.kind === 'image') return compareImages(expected, found, isSameTarget)
  if (expected.kind === 'code' && found.kind === 'code') return compareCode(expected, found)
  if (expected.kind === 'embed' && found.kind === 'embed') return compareEmbeds(expected, found)
  return []
}

function compareWords(expected: WordItem, found: WordItem, isSameTarget: SameTarget): UnplacedDifference[] {
  const cuts = cutAlike(expected.segments, found.segments)
  const differences: UnplacedDifference[] = []
  const showLink = ({ text, link }: TextSegment): string => (link === undefined ? text : `[${text}](${link})`)
  const showFormats = ({ text, formats }: TextSegment): string => (formats === '' ? text : `<${formats}>${text}`)
  const show = (kind: UnplacedDifference['kind'], write: (segment: TextSegment) => string): void => {
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

function compareImages(expected: ImageItem, found: ImageItem, isSameTarget: SameTarget): UnplacedDifference[] {
  const differences: UnplacedDifference[] = []
  const add = (kind: UnplacedDifference['kind'], one: string, other: string): void => {
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

function compareCode(expected: CodeItem, found: CodeItem): UnplacedDifference[] {
  const differences: UnplacedDifference[] = []
  if (expected.text !== found.text) differences.push({ kind: 'code', ...firstLineApart(expected.text, found.text) })
  if (expected.language !== found.language) {
    differences.push({ kind: 'code', expected: `language ${expected.language}`, found: `language ${found.language}` })
  }
  return differences
}

/** The first line that differs between two codes, as JSON strings, which make white space visible. */
function firstLineApart(expected: string, found: string): Pick<UnplacedDifference, 'lineIn' | 'expected' | 'found'> {
  const [left, right] = [expected.split('\n'), found.split('\n')]
  const at = left.findIndex((line, index) => line !== right[index])
  const index = at < 0 ? left.length : at
  const lineIn = Math.min(index, left.length - 1)
  return { lineIn, expected: JSON.stringify(left[index] ?? ''), found: JSON.stringify(right[index] ?? '') }
}

/** Ghost's player for an address says nothing of the address. */
function compareEmbeds(expected: EmbedItem, found: EmbedItem): UnplacedDifference[] {
  if (expected.url !== undefined && found.url !== undefined) {
    return expected.url === found.url ? [] : [{ kind: 'link', expected: expected.url, found: found.url }]
  }
  if (expected.html === undefined || found.html === undefined || expected.html === found.html) return []
  return [{ kind: 'text', expected: expected.html, found: found.html }]
}

type PlacedDifference = Omit<FidelityDifference, 'line'> & { readonly line: number | undefined }

/** Describes two stretches of a page that do not match: the expected one is not found, and the found one is not expected. */
export function describeMismatch(
  expected: readonly PageItem[],
  found: readonly PageItem[],
): readonly PlacedDifference[] {
  const line = expected[0]?.line
  // Only Ghost knows what this card shows, and that is among what is found.
  const shown = expected.some(({ kind }) => kind === 'unknown') ? [] : found
  const differences: PlacedDifference[] = []
  for (const kind of ['image', 'code'] as const) {
    const [ours, theirs] = [pick(expected, kind), pick(shown, kind)]
    for (let index = 0; index < Math.max(ours.length, theirs.length); index++) {
      const [one, other] = [ours[index], theirs[index]]
      if (one !== undefined && other !== undefined) differences.push(...compareItems(one, other, () => true))
      else if (one !== undefined)
        differences.push({ kind: 'missing', line: one.line, expected: showItem(one), found: '' })
      else if (other !== undefined) differences.push({ kind: 'extra', line, expected: '', found: showItem(other) })
    }
  }
  differences.push(...describeThings(expected, shown, line), ...describeText(expected, shown, line))
  return differences.length > 0 ? differences : describeBlocks(expected, shown, line)
}

function describeThings(
  expected: readonly PageItem[],
  found: readonly PageItem[],
  line: number | undefined,
): PlacedDifference[] {
  const isThing = ({ kind }: PageItem): boolean => kind === 'object' || kind === 'embed'
  return [
    ...expected
      .filter(isThing)
      .map((item) => ({ kind: 'missing' as const, line: item.line, expected: showItem(item), found: '' })),
    ...found.filter(isThing).map((item) => ({ kind: 'extra' as const, line, expected: '', found: showItem(item) })),
  ]
}

function describeText(
  expected: readonly PageItem[],
  found: readonly PageItem[],
  line: number | undefined,
): PlacedDifference[] {
  const [ours, theirs] = [pick(expected, 'word'), pick(found, 'word')]
  const [one, other] = [ours.map(showItem).join(' '), theirs.map(showItem).join(' ')]
  const at = ours[0]?.line ?? line
  if (one === '' && other === '') return []
  if (one === '') return [{ kind: 'extra', line: at, expected: '', found: other }]
  return [{ kind: other === '' ? 'missing' : 'text', line: at, expected: one, found: other }]
}

function describeBlocks(
  expected: readonly PageItem[],
  found: readonly PageItem[],
  line: number | undefined,
): PlacedDifference[] {
  const show = (items: readonly PageItem[]): string =>
    items
      .filter(({ kind }) => kind !== 'unknown')
      .map(showItem)
      .join(', ')
  const [one, other] = [show(expected), show(found)]
  return one === other ? [] : [{ kind: 'structure', line, expected: one, found: other }]
}

function pick(items: readonly PageItem[], kind: PageItem['kind']): PageItem[] {
  return items.filter((item) => item.kind === kind)
}

function showItem(item: PageItem): string {
  switch (item.kind) {
    case 'word':
      return item.text
    case 'image':
      return `![${item.alt}](${item.src})`
    case 'code':
      return item.text
    case 'embed':
      return item.url ?? item.html ?? ''
    case 'object':
      return item.name
    case 'block':
      return item.path
    case 'break':
      return 'line break'
    case 'unknown':
      return ''
  }
}
