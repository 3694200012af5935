import { countBlocks } from './list-changes.ts'
import { readAlignments } from './read-alignments.ts'

/** Blocks that are looked at, at most; a text that needs more is one that cannot be told. */
const MOST_STEPS = 20_000_000

/**
 * Whether a file already holds every change that was made in Ghost, so that writing it takes nothing back: it is what Ghost has, with changes
 * elsewhere alone. Blocks are given in canonical form. In doubt the answer is no.
 *
 * Blocks repeat (dividers, paywalls), and then two texts can be held against each other in several ways. A block that Ghost added has to stay where it
 * is in every one of them: the same block elsewhere in the file may be the author's own, put there without a look at Ghost.
 * Next to blocks that Ghost removed nothing may differ: an edited copy of one of them would look the same as a new block.
 *
 * @param base what was written last
 */
export function containsChanges(file: readonly string[], base: readonly string[], remote: readonly string[]): boolean {
  const [wanted, was, is] = leaveOutCommonEnds([file, base, remote])
  if (!hasCounts(wanted, was, is)) return false
  const theirs = readAlignments(was, is)
  const ours = readAlignments(is, wanted)
  if (theirs === undefined || ours === undefined) return false
  const [nowTimes, thenTimes] = [countBlocks(is), countBlocks(wanted)]
  // One look takes the length of both texts; of a text of thousands of dividers there would be the square of their number.
  let looks = MOST_STEPS / (is.length + wanted.length + 1)
  const isAtItsPlace = (place: number, found: number): boolean =>
    looks-- > 0 &&
    [true, false].every((isBefore) => {
      const [there, here] = isBefore
        ? [is.slice(0, place).reverse(), wanted.slice(0, found)]
        : [is.slice(place + 1), wanted.slice(found + 1)]
      const kept = there.filter((_, away) => theirs.adds[isBefore ? place - 1 - away : place + 1 + away] !== true)
      return staysBeside(kept, { there: countBlocks(there), here: countBlocks(here), is: nowTimes, wanted: thenTimes })
    })
  for (let place = 0; place <= is.length; place += 1) {
    const isDropped = ours.drops[place] === true
    const isFilled = ours.insertsAt[place] === true
    if (theirs.adds[place] === true && isDropped) return false
    if (theirs.addsAround[place] === true && isFilled) return false
    const isTouched = isDropped || isFilled || (place > 0 && ours.drops[place - 1] === true)
    if (theirs.removesAt[place] === true && isTouched) return false
    if (theirs.adds[place] === true && !ours.findPlaces(place).every((found) => isAtItsPlace(place, found)))
      return false
  }
  return true
}

/**
 * Whether the nearest block that both Ghost and the file have kept is still on that side of a block that Ghost added. On the other side, it is that new
 * block that was moved, as a reader sees it: what stood before a paywall stands behind it.
 */
function staysBeside(
  kept: readonly string[],
  { there, here, is, wanted }: Readonly<Record<'there' | 'here' | 'is' | 'wanted', ReadonlyMap<string, number>>>,
): boolean {
  for (const block of kept) {
    const lost = (there.get(block) ?? 0) - (here.get(block) ?? 0)
    if (lost <= 0) return true
    if ((wanted.get(block) ?? 0) > (is.get(block) ?? 0) - lost) return false
  }
  return true
}

/** Put back in another place, a block that Ghost removed would touch nothing. And one that it added cannot be in a text that has too few of them. */
function hasCounts(wanted: readonly string[], was: readonly string[], is: readonly string[]): boolean {
  const [before, now, then] = [countBlocks(was), countBlocks(is), countBlocks(wanted)]
  const blocks = new Set([...was, ...is])
  return [...blocks].every((block) => {
    const added = (now.get(block) ?? 0) - (before.get(block) ?? 0)
    const times = then.get(block) ?? 0
    return added < 0 ? times <= (now.get(block) ?? 0) : times >= added
  })
}

type Texts = readonly [readonly string[], readonly string[], readonly string[]]

/** Without the blocks that all three begin and end with, as long as each stands there once in each: those stay in every reading. */
function leaveOutCommonEnds(texts: Texts): Texts {
  const counts = texts.map(countBlocks)
  const [first] = texts
  const isCertain = (block: string | undefined): block is string =>
    block !== undefined && counts.every((count) => count.get(block) === 1)
  let [start, end] = [0, 0]
  while (isCertain(first[start]) && texts.every((text) => text[start] === first[start])) start += 1
  const isCommonEnd = () => {
    const block = first.at(-1 - end)
    return isCertain(block) && texts.every((text) => text.length > start + end && text.at(-1 - end) === block)
  }
  while (isCommonEnd()) end += 1
  const cut = (text: readonly string[]) => text.slice(start, text.length - end)
  return [cut(texts[0]), cut(texts[1]), cut(texts[2])]
}
