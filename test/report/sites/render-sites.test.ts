import { describe, expect, it } from 'vitest'
import { renderPlanJson } from '../../../src/report/plan/render-plan.ts'
import { type ReportedFinding, renderFindings, renderFindingsJson } from '../../../src/report/sites/render-findings.ts'
import { renderSites, renderSitesJson, type SiteRow } from '../../../src/report/sites/render-sites.ts'
import { payload, planOf } from '../sample-plan.ts'

const ROWS: readonly SiteRow[] = [
  {
    kind: 'reached',
    name: 'main',
    url: 'https://example.com',
    title: '世界 News',
    version: '5.130',
    api: 'ghost/api/admin/',
    bodyFormat: 'lexical',
    limits: [],
    timezone: 'Etc/UTC',
    authors: 1,
    tiers: 2,
    newsletters: 1,
    posts: 12,
    pages: 2,
    settings: {
      description: 'Thoughts, '.repeat(20),
      locale: 'en',
      membersSignupAccess: 'all',
      commentsEnabled: 'off',
    },
  },
  {
    kind: 'reached',
    name: 'bare',
    url: 'https://two.example',
    title: '',
    version: '3.42',
    api: 'ghost/api/v3/admin/',
    bodyFormat: 'mobiledoc',
    limits: ['no tiers', 'a bare address is a plain link'],
    timezone: null,
    authors: 1,
    tiers: 1,
    newsletters: 0,
  },
  {
    kind: 'failed',
    name: 'down',
    url: 'https://three.example',
    failure: { code: 'site/unreachable', message: 'no answer', hint: 'Is it up?' },
  },
]

const FINDINGS: readonly ReportedFinding[] = [
  { kind: 'ok', check: 'config', message: 'ghost-sync.config.ts is valid' },
  {
    kind: 'error',
    check: 'admin key',
    site: 'main',
    message: 'this is a Content API key',
    hint: 'Swap the two variables.',
  },
  { kind: 'warning', check: 'clock', site: 'main', message: 'the clock here is 90 s behind', hint: 'Set it.' },
  { kind: 'ok', check: 'admin key', site: 'second', message: 'accepted' },
]

describe('renderSites', () => {
  it('has a table per site', () => {
    expect(renderSites(ROWS, { colour: false, width: 70 })).toMatchInlineSnapshot(`
      "main  https://example.com
        title        世界 News
        description  Thoughts, Thoughts, Thoughts, Thoughts, Thoughts, Thou…
        Ghost        5.130
        API          ghost/api/admin/, Lexical
        timezone     Etc/UTC
        locale       en
        members      anyone can sign up
        comments     off
        posts        12
        pages        2
        authors      1
        tiers        2
        newsletters  1

      bare  https://two.example
        title        (empty)
        Ghost        3.42
        API          ghost/api/v3/admin/, mobiledoc
        timezone     unknown: no contentKeyEnv in the config
        authors      1
        tiers        1
        newsletters  0
        limit        no tiers
        limit        a bare address is a plain link
        settings     not asked for: no contentKeyEnv in the config

      down  https://three.example
        error: no answer  (site/unreachable)
        hint: Is it up?
      "
    `)
  })

  it('is empty without sites', () => expect(renderSites([], { colour: false })).toBe(''))
})

describe('renderFindings', () => {
  it('shows the project first, then each site, with hints and a count', () => {
    expect(renderFindings(FINDINGS, { colour: false })).toMatchInlineSnapshot(`
      "  ✓ config     ghost-sync.config.ts is valid

      main
        ✗ admin key  this is a Content API key
                     Swap the two variables.
        ! clock      the clock here is 90 s behind
                     Set it.

      second
        ✓ admin key  accepted

      2 checks passed, 1 warning, 1 error
      "
    `)
  })

  it('says when all is well', () => {
    const fine = FINDINGS.filter(({ kind }) => kind === 'ok')
    expect(renderFindings(fine, { colour: false })).toContain('All 2 checks passed.')
  })
})

describe('JSON', () => {
  it('is what went in, with a newline at the end', () => {
    expect(JSON.parse(renderSitesJson(ROWS))).toMatchObject({ kind: 'ghost-sync-sites', version: 1, sites: ROWS })
    expect(JSON.parse(renderFindingsJson(FINDINGS))).toMatchObject({ version: 1, findings: FINDINGS })
    const title = 'a\u001b[31m\u202e"b'
    const plan = planOf([{ kind: 'create', path: 'a.md', type: 'post', title, payload: payload({ title }) }])
    const text = renderPlanJson(plan)
    expect(JSON.parse(text)).toEqual(plan)
    expect(text.endsWith('}\n')).toBe(true)
    expect(text).not.toContain('\u001b')
  })
})
