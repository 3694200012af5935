/**
 * The law that `containsChanges` obeys, written down a second time from what it means and without its tables: an update may drop nothing that Ghost's
 * side added or changed at that place. Texts are lists of blocks, a letter each.
 */
export type Text = readonly string[]

export type Triple = readonly [base: Text, remote: Text, file: Text]

/** All texts of these letters up to a length, the empty one first. */
export function listTexts(letters: Text, longest: number, isDistinct = false): readonly Text[] {
  const texts: Text[] = [[]]
  for (const text of texts) {
    if (text.length === longest) continue
    for (const letter of letters) if (!isDistinct || !text.includes(letter)) texts.push([...text, letter])
  }
  return texts
}

/**
 * Where no block stands twice in a text it is plain what became of each.
 * @returns `lawful`, `broken`, or `doubtful`: nothing is lost, and yet a person might see it otherwise
 */
export function judgeDistinct([base, remote, file]: Triple): 'lawful' | 'broken' | 'doubtful' {
  const isNew = (block: string) => !base.includes(block)
  const added = remote.filter(isNew)
  const has = (block: string) => file.includes(block)
  if (!added.every(has) || base.some((block) => !remote.includes(block) && has(block))) return 'broken'
  const places = added.map((block) => file.indexOf(block))
  if (places.some((place, nth) => place < (places[nth - 1] ?? -1))) return 'broken'
  for (const block of added) {
    const at = remote.indexOf(block)
    const before = remote.slice(0, at).findLast((other) => !isNew(other) && has(other))
    const after = remote.slice(at + 1).find((other) => !isNew(other) && has(other))
    if (before !== undefined && file.indexOf(before) > file.indexOf(block)) return 'broken'
    if (after !== undefined && file.indexOf(after) < file.indexOf(block)) return 'broken'
  }
  for (let gap = 0; gap <= remote.length; gap += 1) {
    const [left, right] = [remote[gap - 1], remote[gap]]
    if (right !== undefined && left !== undefined && isNew(left) && isNew(right)) {
      if (file.indexOf(right) !== file.indexOf(left) + 1) return 'doubtful'
    }
    if ((left !== undefined && isNew(left)) || (right !== undefined && isNew(right))) continue
    const placeIn = (text: Text, end: string | undefined, at: number) => (end === undefined ? at : text.indexOf(end))
    const wasApart = placeIn(base, right, base.length) - placeIn(base, left, -1) > 1
    const isApart =
      placeIn(file, right, file.length) - placeIn(file, left, -1) !== 1 ||
      [left, right].some((end) => end !== undefined && !has(end))
    if (wasApart && isApart) return 'doubtful'
  }
  return 'lawful'
}

/** Whether Ghost has moved a block: which of two that changed places has moved nobody can tell. */
export function hasMoved([base, remote]: Triple): boolean {
  const kept = remote.flatMap((block) => (base.includes(block) ? [base.indexOf(block)] : []))
  return kept.some((place, nth) => place < (kept[nth - 1] ?? -1))
}

/** Which block of one text is which of the other: pairs of places, in order. */
type Reading = ReadonlyMap<number, number>

/** Where blocks repeat, every way to read both sides counts: the law has to hold in all of them. */
export function isLawfulInEveryReading([base, remote, file]: Triple): boolean {
  const times = (text: Text, block: string) => text.filter((other) => other === block).length
  const isBack = (block: string) =>
    times(remote, block) < times(base, block) && times(file, block) > times(remote, block)
  if (base.some(isBack)) return false
  const theirs = listReadings(remote, base)
  const ours = listReadings(remote, file)
  return theirs.every((ghost) => ours.every((own) => isLawful(remote, base, file, ghost, own)))
}

function isLawful(remote: Text, base: Text, file: Text, ghost: Reading, own: Reading): boolean {
  for (let gap = 0; gap <= remote.length; gap += 1) {
    const isEnd = gap === remote.length
    // Whatever Ghost added is there.
    if (!isEnd && !ghost.has(gap) && !own.has(gap)) return false
    const [left, right] = [own.get(gap - 1), own.get(gap)]
    const isUntouched =
      (gap === 0 || left !== undefined) && (isEnd || right !== undefined) && (right ?? file.length) - (left ?? -1) === 1
    if (gap > 0 && !isEnd && !ghost.has(gap - 1) && !ghost.has(gap) && !isUntouched) return false
    const [before, after] = [gap === 0 ? -1 : ghost.get(gap - 1), isEnd ? base.length : ghost.get(gap)]
    if (before !== undefined && after !== undefined && after - before > 1 && !isUntouched) return false
  }
  return true
}

const readings = new Map<string, readonly Reading[]>()

/** Every way to find as many blocks of one text in another as can be found in order. */
function listReadings(text: Text, other: Text): readonly Reading[] {
  const key = `${text.join('')} ${other.join('')}`
  const known = readings.get(key)
  if (known !== undefined) return known
  const found: Reading[] = []
  const look = (from: number, start: number, pairs: readonly (readonly [number, number])[]): void => {
    if (from === text.length) return void found.push(new Map(pairs))
    look(from + 1, start, pairs)
    for (let at = start; at < other.length; at += 1) {
      if (other[at] === text[from]) look(from + 1, at + 1, [...pairs, [from, at]])
    }
  }
  look(0, 0, [])
  const most = Math.max(...found.map(({ size }) => size))
  const best = found.filter(({ size }) => size === most)
  readings.set(key, best)
  return best
}
