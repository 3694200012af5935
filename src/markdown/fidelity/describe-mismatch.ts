import { compareItems } from './compare-items.ts'
import type { FidelityDifference } from './fidelity-difference.ts'
import type { PageItem } from './page-item.ts'

type Found = Omit<FidelityDifference, 'line'> & { readonly line: number | undefined }

/** What to say of two stretches of a page of which neither is on the other side. */
export function describeMismatch(expected: readonly PageItem[], found: readonly PageItem[]): readonly Found[] {
  const line = expected[0]?.line
  // What Ghost makes of a card that nobody else knows stands among what is found.
  const shown = expected.some(({ kind }) => kind === 'unknown') ? [] : found
  const differences: Found[] = []
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

function describeThings(expected: readonly PageItem[], found: readonly PageItem[], line: number | undefined): Found[] {
  const isThing = ({ kind }: PageItem): boolean => kind === 'object' || kind === 'embed'
  return [
    ...expected
      .filter(isThing)
      .map((item) => ({ kind: 'missing' as const, line: item.line, expected: showItem(item), found: '' })),
    ...found.filter(isThing).map((item) => ({ kind: 'extra' as const, line, expected: '', found: showItem(item) })),
  ]
}

function describeText(expected: readonly PageItem[], found: readonly PageItem[], line: number | undefined): Found[] {
  const [ours, theirs] = [pick(expected, 'word'), pick(found, 'word')]
  const [one, other] = [ours.map(showItem).join(' '), theirs.map(showItem).join(' ')]
  const at = ours[0]?.line ?? line
  if (one === '' && other === '') return []
  if (one === '') return [{ kind: 'extra', line: at, expected: '', found: other }]
  return [{ kind: other === '' ? 'missing' : 'text', line: at, expected: one, found: other }]
}

function describeBlocks(expected: readonly PageItem[], found: readonly PageItem[], line: number | undefined): Found[] {
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
