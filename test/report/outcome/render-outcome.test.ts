import { describe, expect, it } from 'vitest'
import type { ActionResult, SiteOutcome } from '../../../src/publish/site-outcome.ts'
import { addReasonTexts } from '../../../src/report/outcome/explain-result.ts'
import { renderOutcome, renderOutcomeJson } from '../../../src/report/outcome/render-outcome.ts'

const post = (path: string) => ({ path, type: 'post' as const, title: `Title of ${path}` })
const url = 'https://example.com/p/'

const RESULTS: readonly ActionResult[] = [
  { kind: 'created', ...post('a.md'), url, fields: ['title', 'body'] },
  { kind: 'updated', ...post('b.md'), url, fields: ['title', 'tags'] },
  { kind: 'adopted', ...post('c.md'), url, fields: [] },
  { kind: 'deleted', ...post('d.md'), url, fields: [] },
  { kind: 'unpublished', ...post('e.md'), url, fields: ['status'] },
  { kind: 'unchanged', ...post('f.md'), url },
  { kind: 'conflict', ...post('g.md'), url, because: { kind: 'both-changed', merges: true } },
  { kind: 'failed', ...post('h.md'), code: 'post/rejected', message: 'Ghost said no\n::error::x', hint: 'Mend it.' },
  { kind: 'blocked', ...post('i.md'), title: 'i.md' },
  { kind: 'skipped', ...post(''), because: { kind: 'file-gone' } },
]

const outcome = (rest: Partial<SiteOutcome> = {}): SiteOutcome => ({
  site: 'main',
  url: 'https://example.com',
  results: [],
  uploads: 0,
  requests: { reads: 3, writes: 0 },
  milliseconds: 1234,
  ...rest,
})

describe('renderOutcome', () => {
  it('has a line per post and a summary per site', () => {
    const outcomes = [
      outcome({ results: RESULTS, uploads: 1, requests: { reads: 9, writes: 1 }, milliseconds: 83_000 }),
    ]
    expect(renderOutcome(outcomes, { colour: false })).toMatchInlineSnapshot(`
      "main  https://example.com
        + created      a.md  "Title of a.md"  https://example.com/p/
        ~ updated      b.md  "Title of b.md"  title, tags
            https://example.com/p/
        ~ adopted      c.md  "Title of c.md"
            https://example.com/p/
        - deleted      d.md  "Title of d.md"  https://example.com/p/
        ↓ unpublished  e.md  "Title of e.md"  https://example.com/p/
        ! conflict     g.md  "Title of g.md"
            https://example.com/p/
            changed in the file and in Ghost since the last push
            Run \`ghost-sync pull\`, which merges the two, then push.
        × failed       h.md  "Title of h.md"  post/rejected
            Ghost said no
            \\x3a:error::x
            Mend it.
        × blocked      i.md  has errors, not written
        ? skipped      "Title of "  its file is gone; it is only reported

      main: 1 created, 1 updated, 1 taken over, 1 deleted, 1 unpublished, 1 unchanged, 1 conflict, 1 failed, 1 with errors, 1 skipped, 1 upload (9 reads, 1 write, 1 min 23 s)
      "
    `)
  })

  it('says that nothing was written', () => {
    const results = RESULTS.filter(({ kind }) => kind === 'unchanged')
    const quiet = outcome({ results })
    expect(renderOutcome([quiet], { colour: false })).toBe('main: 1 unchanged (3 reads, 0 writes, 1.2 s)\n')
    expect(renderOutcome([quiet], { colour: false, verbose: true })).toContain('= unchanged    f.md')
    expect(renderOutcome([outcome()], { colour: false })).toBe('main: no posts (3 reads, 0 writes, 1.2 s)\n')
    expect(renderOutcome([], { colour: false })).toBe('')
  })

  it('tells of a site that was down beside one that was not', () => {
    const failure = { code: 'site/unreachable', message: 'the site did not answer', hint: 'Is it up?' }
    const down = outcome({ site: 'second', url: 'https://two.example', failure })
    expect(renderOutcome([outcome({ results: RESULTS.slice(0, 1) }), down], { colour: false })).toMatchInlineSnapshot(`
      "main  https://example.com
        + created      a.md  "Title of a.md"  https://example.com/p/

      second  https://two.example
        error: the site did not answer  (site/unreachable)
        hint: Is it up?

      main: 1 created (3 reads, 0 writes, 1.2 s)
      second: failed (3 reads, 0 writes, 1.2 s)
      "
    `)
  })

  it('is the same text with and without colours', () => {
    const coloured = renderOutcome([outcome({ results: RESULTS })], { colour: true })
    const plain = renderOutcome([outcome({ results: RESULTS })], { colour: false })
    expect(plain).not.toContain('\u001b')
    expect(coloured).not.toBe(plain)
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain)
  })

  it('is JSON as it is with its reasons in words, versioned', () => {
    const text = renderOutcomeJson([outcome({ results: RESULTS })])
    expect(JSON.parse(text)).toEqual({
      kind: 'ghost-sync-outcome',
      version: 1,
      sites: [addReasonTexts(outcome({ results: RESULTS }))],
    })
    expect(text.endsWith('}\n')).toBe(true)
  })
})
