import { describe, expect, test } from 'vitest'
import type { Action, SitePlan } from '../../src/diff/plan.ts'
import type { SiteOutcome } from '../../src/publish/site-outcome.ts'
import type { PullResult } from '../../src/pull/pull-context.ts'
import { decideCheckExitCode, decideExitCode, decidePullExitCode } from '../../src/sync/exit-code.ts'

const plan = (kinds: readonly string[], rest: Partial<SitePlan> = {}): SitePlan => ({
  site: 'main',
  url: 'https://example.com',
  actions: kinds.map((kind) => ({ kind, path: 'a.md', type: 'post', title: 'A' }) as Action),
  problems: [],
  ...rest,
})

const outcome = (kinds: readonly string[], rest: Partial<SiteOutcome> = {}): SiteOutcome => ({
  site: 'main',
  url: 'https://example.com',
  results: kinds.map((kind) => ({ kind, path: 'a.md', type: 'post', title: 'A' }) as SiteOutcome['results'][number]),
  uploads: 0,
  requests: { reads: 0, writes: 0 },
  milliseconds: 0,
  ...rest,
})

const failure = { code: 'site/unreachable', message: 'down' }
const tooMany = { removalRefused: { kind: 'too-many', posts: 9, limit: 5 } } as const
const unhealthy = { removalRefused: { kind: 'unhealthy-scan', detail: 'one file has problems', posts: 1 } } as const

describe('a plan or a push', () => {
  test.each<[string, Parameters<typeof decideExitCode>[0], number]>([
    ['nothing to do', { sites: [plan(['unchanged'])], siteFailures: 0 }, 0],
    ['changes that nobody asked about', { sites: [plan(['create'])], siteFailures: 0 }, 0],
    ['changes with --exit-code', { sites: [plan(['unchanged', 'create'])], siteFailures: 0, reportChanges: true }, 10],
    ['none with --exit-code', { sites: [plan(['orphan', 'gone'])], siteFailures: 0, reportChanges: true }, 0],
    ['a file with problems', { sites: [plan(['create', 'blocked'])], siteFailures: 0, reportChanges: true }, 3],
    ['a conflict is worse than a problem', { sites: [plan(['blocked', 'conflict'])], siteFailures: 0 }, 4],
    ['a post that is not ours', { sites: [plan(['unowned'])], siteFailures: 0 }, 4],
    ['too many removals are worse than a conflict', { sites: [plan(['conflict'], tooMany)], siteFailures: 0 }, 6],
    [
      'removals that wait for a file are told by the file',
      { sites: [plan(['blocked'], unhealthy)], siteFailures: 0 },
      3,
    ],
    ['removals that wait for nothing that is told', { sites: [plan([], unhealthy)], siteFailures: 0 }, 6],
    ['a site that is down is worse than a refusal', { sites: [plan([], tooMany)], siteFailures: 1 }, 5],
    ['a write that failed', { sites: [plan(['update'])], outcomes: [outcome(['failed'])], siteFailures: 0 }, 5],
    ['a site that stopped', { sites: [plan([])], outcomes: [outcome([], { failure })], siteFailures: 0 }, 5],
    [
      'an e-mail that nobody agreed to',
      { sites: [plan(['create'])], outcomes: [outcome(['held'])], siteFailures: 0 },
      6,
    ],
    [
      'a conflict that the write found',
      { sites: [plan(['update'])], outcomes: [outcome(['conflict'])], siteFailures: 0 },
      4,
    ],
    ['Ctrl-C before all', { sites: [plan(['conflict'])], siteFailures: 1, interrupted: true }, 130],
  ])('%s', (_, run, code) => {
    expect(decideExitCode(run)).toBe(code)
  })
})

describe('a pull', () => {
  const pull = (kinds: readonly PullResult['kind'][], failed = false) => ({
    site: 'main',
    url: 'https://example.com',
    results: kinds.map((kind) => ({ kind }) as PullResult),
    files: 0,
    ...(failed && { failure }),
  })

  test.each<[string, Parameters<typeof decidePullExitCode>[0], number]>([
    ['nothing', [], 0],
    ['all written', [pull(['created', 'updated', 'unchanged'])], 0],
    ['what still differs is a conflict', [pull(['updated', 'differs'])], 4],
    ['a file that is not committed is worse', [pull(['conflict', 'refused'])], 6],
    ['a site that is down is worse', [pull(['refused']), pull([], true)], 5],
    ['stopped before all', [pull(['failed', 'skipped'])], 130],
  ])('%s', (_, outcomes, code) => {
    expect(decidePullExitCode(outcomes)).toBe(code)
  })
})

test('a check fails for an error, and with --strict for a warning', () => {
  const problem = { code: 'x/y', file: 'a.md', message: 'x', hint: 'y' }
  const [error, warning] = [{ ...problem, severity: 'error' } as const, { ...problem, severity: 'warning' } as const]
  expect([[], [warning], [warning, error]].map((problems) => decideCheckExitCode(problems, false))).toEqual([0, 0, 3])
  expect([[], [warning], [error]].map((problems) => decideCheckExitCode(problems, true))).toEqual([0, 3, 3])
})
