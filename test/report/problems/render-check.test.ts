import { describe, expect, test } from 'vitest'
import type { Problem } from '../../../src/model/problem.ts'
import { renderCheck, renderCheckJson } from '../../../src/report/problems/render-check.ts'
import type { ContentCheck } from '../../../src/sync/check.ts'

const missing: Problem = {
  severity: 'error',
  code: 'link/missing',
  file: 'content/b.md',
  line: 12,
  message: '`x.md` leads to no Markdown file.',
  hint: 'Did you mean `y.md`?',
}
const draft: Problem = {
  severity: 'warning',
  code: 'link/not-published',
  file: 'content/a.md',
  line: 3,
  message: 'It is a draft.',
  hint: 'Publish it.',
}
const check: ContentCheck = {
  files: 2,
  sites: ['main', 'notes'],
  problems: [missing, { ...draft, site: 'main' }, missing, { ...draft, site: 'notes' }],
  milliseconds: 12.6,
}

describe('what check prints', () => {
  test('each problem once, then what was looked at', () => {
    expect(
      renderCheck(check, { colour: false }),
    ).toBe(`content/a.md:3  warning  It is a draft.  [main, notes]  (link/not-published)
    Publish it.

content/b.md:12  error  \`x.md\` leads to no Markdown file.  (link/missing)
    Did you mean \`y.md\`?

1 error, 1 warning in 2 files
Checked 2 files for main, notes in 13 ms.
`)
  })

  test('no problems', () => {
    const text = renderCheck({ ...check, files: 1, problems: [] }, { colour: false })
    expect(text).toBe('Checked 1 file for main, notes in 13 ms, no problems.\n')
  })

  test('as JSON', () => {
    const { site: _, ...rest } = { ...draft, site: 'main' }
    expect(JSON.parse(renderCheckJson(check, undefined))).toEqual({
      kind: 'ghost-sync-check',
      version: 1,
      files: 2,
      sites: ['main', 'notes'],
      milliseconds: 13,
      errors: 1,
      warnings: 1,
      problems: [
        { ...rest, sites: ['main', 'notes'] },
        { ...missing, sites: [] },
      ],
    })
  })
})
