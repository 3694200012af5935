import type { FidelityDifference } from './fidelity-difference.ts'

/**
 * The title of an image is a tooltip in HTML and a caption in ghost-sync's notation: the same words in another place. One difference of form,
 * not a lost tooltip and a text that nobody wrote.
 */
export function settleCaptions<D extends FidelityDifference>(differences: readonly D[]): readonly D[] {
  return differences.flatMap((difference, index) => {
    const [before, after] = [differences[index - 1], differences[index + 1]]
    if (difference.kind === 'extra' && before !== undefined && isSameText(before, difference)) return []
    if (after?.kind !== 'extra' || !isSameText(difference, after)) return [difference]
    return [{ ...difference, found: `caption: ${after.found}` }]
  })
}

function isSameText(tooltip: FidelityDifference, extra: FidelityDifference): boolean {
  return tooltip.kind === 'tooltip' && tooltip.found === '' && tooltip.expected === extra.found
}
