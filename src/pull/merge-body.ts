import { listChanges } from '../diff/compare/block-changes.ts'
import { type Block, type BlockReading, meaningsOf, splitBlocks } from './split-blocks.ts'

export interface BodyVersions {
  /** The text in the file. */
  readonly ours: string
  /** The text that was written last; undefined where it is not known any more: then every difference counts as Ghost's. */
  readonly base: string | undefined
  /** The text in Ghost. */
  readonly theirs: string
}

export interface MergedBody {
  readonly text: string
  /** Number of places where both sides changed the same; each stands between markers, unless `theirs` was to win. */
  readonly conflicts: number
  /** Whether the file has changes of its own, besides the base and Ghost's changes. */
  readonly hasOwn: boolean
}

export interface MergeOptions extends BlockReading {
  /** Where both sides changed the same, Ghost's side is taken. */
  readonly theirsWins: boolean
  /** The file as a whole is known to say what the base says. */
  readonly isUnchanged: boolean
}

/** A run of blocks in one side that replaces a run of the base's. */
interface Change {
  readonly side: 'ours' | 'theirs'
  /** Position and length in the base. */
  readonly at: number
  readonly length: number
  readonly blocks: readonly Block[]
}

/**
 * Merges Ghost's changes into the author's text, block by block. Blocks are compared by what they say, not by how they are written, so that every
 * block that Ghost did not change stays exactly as its author wrote it.
 */
export function mergeBody(versions: BodyVersions, { theirsWins, isUnchanged, ...reading }: MergeOptions): MergedBody {
  const { lead, text: written, tail } = setAside(versions.ours)
  const split = (text: string) => splitBlocks(text, text === written ? tail : '', reading)
  const { ours, base, theirs } = joinRuns(
    { ours: split(written), base: split(versions.base ?? written), theirs: split(versions.theirs) },
    isUnchanged,
  )
  const changes = [...listSideChanges('ours', base, ours), ...listSideChanges('theirs', base, theirs)]
  const groups = groupChanges(changes)
  const kept = ours.length === 0 ? [] : alignKept(base, ours)
  const places = new Map(ours.map((block, index) => [block, index]))
  const pieces: Block[] = []
  let [conflicts, hasOwn, at] = [0, false, 0]
  const keep = (end: number) => {
    for (; at < end; at += 1) pieces.push(...[kept[at] ?? []].flat())
  }
  for (const group of groups) {
    keep(group.at)
    at = group.at + group.length
    const mine = render(group, 'ours', base, kept)
    const yours = render(group, 'theirs', base, kept)
    const sides = new Set(group.changes.map(({ side }) => side))
    const isSame = mine.map(({ meaning }) => meaning).join('\n') === yours.map(({ meaning }) => meaning).join('\n')
    if (!sides.has('theirs') || isSame) pieces.push(...mine)
    else if (!sides.has('ours') || theirsWins) pieces.push(...takePlace(yours, mine, pieces.at(-1), places))
    else {
      conflicts += 1
      const raw = `<<<<<<< file\n${join(mine, places)}=======\n${join(yours, places)}>>>>>>> Ghost\n\n`
      pieces.push({ raw, nodes: [], meaning: raw })
    }
    if (sides.has('ours') && !isSame && !theirsWins) hasOwn = true
    if (sides.has('ours') && !sides.has('theirs')) hasOwn = true
  }
  keep(base.length)
  // A file that ended without a line end still does.
  const end = written.slice(written.trimEnd().length)
  const text = joinBlocks(pieces, places).trimEnd()
  const closed = text === '' ? '' : `${text}${ours.length === 0 ? '\n' : end}`
  return { text: `${lead}${closed}${tail}`, conflicts, hasOwn: hasOwn && !isUnchanged }
}

/**
 * Splits off the blank lines under the front matter and the link definitions at the end: they belong to the file, not to the first and the last
 * block.
 */
function setAside(text: string): { readonly lead: string; readonly text: string; readonly tail: string } {
  const lead = /^(?:[ \t]*\n)*/.exec(text)?.[0] ?? ''
  const rest = text.slice(lead.length)
  const end = findDefinitions(rest)
  if (rest.slice(end).trim() === '') return { lead, text: rest, tail: '' }
  return { lead, text: rest.slice(0, end), tail: rest.slice(end) }
}

/** Returns where the link definitions at the end of a text begin, below a blank line; its length where there are none. */
function findDefinitions(text: string): number {
  let found = text.length
  for (let end = text.length; end >= 0; ) {
    const start = end === 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1
    if (!/^(?:\[(?!\^)[^\]]+\]:.*|[ \t]*)$/s.test(text.slice(start, end))) break
    if (start === 0 || text.startsWith('\n\n', start - 2)) found = start
    end = start - 1
  }
  return found
}

function listSideChanges(side: Change['side'], base: readonly Block[], changed: readonly Block[]): Change[] {
  return listChanges(meaningsOf(base), meaningsOf(changed)).map(({ at, length, start, count }) => ({
    side,
    at,
    length,
    blocks: changed.slice(start, start + count),
  }))
}

interface Group {
  readonly at: number
  readonly length: number
  readonly changes: readonly Change[]
}

/** Groups changes that touch the same blocks, or that insert something at the same place. */
function groupChanges(changes: readonly Change[]): readonly Group[] {
  const groups: { at: number; length: number; changes: Change[] }[] = []
  for (const change of [...changes].sort((a, b) => a.at - b.at || a.length - b.length)) {
    const last = groups.at(-1)
    const end = last === undefined ? -1 : last.at + last.length
    const isInsertedTwice = last !== undefined && change.at === last.at && last.length === 0 && change.length === 0
    if (last !== undefined && (change.at < end || isInsertedTwice)) {
      last.length = Math.max(end, change.at + change.length) - last.at
      last.changes.push(change)
    } else groups.push({ at: change.at, length: change.length, changes: [change] })
  }
  return groups
}

/** Renders what one side has in place of a group's blocks; where it changed nothing, the author's own writing of them. */
function render(
  group: Group,
  side: Change['side'],
  base: readonly Block[],
  kept: readonly (Block | undefined)[],
): readonly Block[] {
  const blocks: Block[] = []
  let at = group.at
  const copy = (end: number) => {
    for (; at < end; at += 1) {
      const block = kept[at] ?? base[at]
      if (block !== undefined) blocks.push(block)
    }
  }
  for (const change of group.changes) {
    if (change.side !== side) continue
    copy(change.at)
    blocks.push(...change.blocks)
    at = change.at + change.length
  }
  copy(group.at + group.length)
  return blocks
}

/** Returns the author's writing of each block of the base that is still in the file. */
function alignKept(base: readonly Block[], ours: readonly Block[]): readonly (Block | undefined)[] {
  const kept: (Block | undefined)[] = []
  let [from, to] = [0, 0]
  for (const { at, length, start, count } of listChanges(meaningsOf(base), meaningsOf(ours))) {
    while (from < at) kept[from++] = ours[to++]
    from = at + length
    to = start + count
  }
  while (from < base.length) kept[from++] = ours[to++]
  return kept
}

/** Gives blocks that replace others the blank lines that those had, unless that would join them to their neighbours. */
function takePlace(
  blocks: readonly Block[],
  replaced: readonly Block[],
  before: Block | undefined,
  places: Map<Block, number>,
): readonly Block[] {
  const [first, last] = [replaced[0], replaced.at(-1)]
  if (first === undefined || last === undefined || blocks.length === 0) return blocks
  const gap = last.raw.slice(last.raw.trimEnd().length)
  const copies = blocks.map((block, index) =>
    index === blocks.length - 1 && /\n[ \t]*\n/.test(gap) ? { ...block, raw: block.raw.trimEnd() + gap } : { ...block },
  )
  const place = places.get(first)
  const opening = copies[0]
  // Right below a heading nothing can be joined to it.
  if (opening !== undefined && place !== undefined && before !== undefined && /^#{1,6} [^\n]*\n$/.test(before.raw)) {
    places.set(opening, place)
  }
  return copies
}

function join(blocks: readonly Block[], places: ReadonlyMap<Block, number>): string {
  const text = joinBlocks(blocks, places).trimEnd()
  return text === '' ? '' : `${text}\n`
}

/** Joins blocks: a blank line separates those that were not neighbours in the file; the others stay as close as they stood. */
function joinBlocks(blocks: readonly Block[], places: ReadonlyMap<Block, number>): string {
  return blocks
    .map((block, index) => {
      const next = blocks[index + 1]
      const place = places.get(block)
      const isInPlace = next === undefined || (place !== undefined && places.get(next) === place + 1)
      return isInPlace || /\n[ \t]*\n[ \t]*$/.test(block.raw) ? block.raw : `${block.raw.replace(/\n?$/, '\n')}\n`
    })
    .join('')
}

export interface Sides {
  readonly ours: readonly Block[]
  readonly base: readonly Block[]
  readonly theirs: readonly Block[]
}

const MOST_COMPARED = 16_000_000

/**
 * Joins blocks that say the same in another number of blocks: an author's paragraph of a picture and a text is two blocks to Ghost. Left apart, they
 * would look like a change of the author's.
 *
 * @param isUnchanged the file as a whole is known to say what the base says, so that a difference in single blocks is none
 */
function joinRuns({ ours, base, theirs }: Sides, isUnchanged: boolean): Sides {
  const joined = { ours: [...ours], base: [...base], theirs: [...theirs] }
  const hunks = [...listChanges(meaningsOf(base), meaningsOf(ours))].reverse()
  // Each run is searched in Ghost's text, which would take hours for very many runs. Then they stay apart, and are reported as conflicts.
  if (hunks.length * theirs.length > MOST_COMPARED) return joined
  for (const { at, length, start, count } of hunks) {
    if (length === 0 || count === 0) continue
    const [before, after] = [base.slice(at, at + length), ours.slice(start, start + count)]
    if (!isUnchanged && meaningOf(before) !== meaningOf(after)) continue
    const meaning = meaningOf(before)
    joined.base.splice(at, length, mergeRun(before, meaning))
    joined.ours.splice(start, count, mergeRun(after, meaning))
    const run = meaningsOf(before)
    const found = joined.theirs.findIndex((_, index) =>
      run.every((one, offset) => joined.theirs[index + offset]?.meaning === one),
    )
    if (found >= 0) joined.theirs.splice(found, length, mergeRun(joined.theirs.slice(found, found + length), meaning))
  }
  return joined
}

function meaningOf(blocks: readonly Block[]): string {
  return blocks.flatMap(({ nodes }) => nodes).join('\n')
}

function mergeRun(blocks: readonly Block[], meaning: string): Block {
  return { raw: blocks.map(({ raw }) => raw).join(''), nodes: blocks.flatMap(({ nodes }) => nodes), meaning }
}
