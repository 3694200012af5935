import { expect, test } from 'vitest'
import type { Problem } from '../../src/model/problem.ts'
import { compareProblems } from '../../src/watch/compare-problems.ts'

function problem(file: string, message: string, more: Partial<Problem> = {}): Problem {
  return { severity: 'error', code: 'x/y', file, line: 1, message, hint: 'Mend it.', ...more }
}

const A = problem('a.md', 'one')

test.each<[string, readonly Problem[], readonly Problem[], readonly string[], readonly Problem[], readonly string[]]>([
  ['a new one is told', [], [A], [], [A], []],
  ['an old one is not told again', [A], [A], [], [], []],
  ['unless its file was saved', [A], [A], ['a.md'], [A], []],
  ['one that moved down is no new one', [A], [{ ...A, line: 9 }], [], [], []],
  ['a mended file is told', [A], [], ['a.md'], [], ['a.md']],
  ['a file with another error is not mended', [A], [problem('a.md', 'two')], [], [problem('a.md', 'two')], []],
  ['a warning that is gone mends nothing', [{ ...A, severity: 'warning' }], [], [], [], []],
  ['an error that became a warning is mended', [A], [{ ...A, severity: 'warning' }], [], [], ['a.md']],
])('%s', (_, before, now, saved, fresh, mended) => {
  expect(compareProblems(before, now, new Set(saved))).toEqual({ fresh, mended })
})
