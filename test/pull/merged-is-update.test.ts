import fc from 'fast-check'
import { expect, test } from 'vitest'
import { containsChanges } from '../../src/diff/compare/block-changes.ts'
import { DEFAULT_OPTIONS } from '../../src/markdown/index.ts'
import { mergeBody } from '../../src/pull/merge-body.ts'

const OPTIONS = {
  from: 'posts/a.md',
  siteUrl: 'https://example.com',
  markdown: DEFAULT_OPTIONS,
  theirsWins: false,
  isUnchanged: false,
}

/** Paragraphs that all differ, between dividers that do not. */
const bodies = fc
  .array(fc.boolean(), { minLength: 2, maxLength: 12 })
  .map((dividers) =>
    dividers.flatMap((isFollowed, nth) => (isFollowed && nth < dividers.length - 1 ? [`p${nth}`, '***'] : [`p${nth}`])),
  )

const edits = (who: string) =>
  fc
    .array(
      fc.record({
        at: fc.nat(30),
        what: fc.constantFrom('add', 'add', 'change', 'remove', 'divide'),
      }),
      { minLength: 1, maxLength: 2 },
    )
    .map(
      (steps) =>
        (body: readonly string[]): readonly string[] =>
          steps.reduce<readonly string[]>((text, { at, what }, nth) => {
            const place = at % (text.length + 1)
            const name = `${who}${nth}`
            if (what === 'add') return text.toSpliced(place, 0, name)
            if (what === 'divide') return text.toSpliced(place, 0, '***')
            return what === 'remove' ? text.toSpliced(place, 1) : text.toSpliced(place, 1, name)
          }, body),
    )

const write = (blocks: readonly string[]) => `${blocks.join('\n\n')}\n`
const split = (text: string) => text.split('\n').filter((line) => line !== '')

test('what a pull merges is an update to the next plan, but where repeated blocks leave a doubt', {
  timeout: 120_000,
}, () => {
  const seen = { merged: 0, updates: 0 }
  fc.assert(
    fc.property(bodies, edits('ghost'), edits('author'), (base, inGhost, inFile) => {
      const [remote, file] = [inGhost(base), inFile(base)]
      const merged = mergeBody({ ours: write(file), base: write(base), theirs: write(remote) }, OPTIONS)
      if (merged.conflicts > 0 || !merged.hasOwn) return
      seen.merged += 1
      if (containsChanges(split(merged.text), base, remote)) seen.updates += 1
    }),
    { numRuns: 800, seed: 20261130 },
  )
  expect(seen.merged).toBeGreaterThan(400)
  expect(seen.updates / seen.merged).toBeGreaterThan(0.85)
})
