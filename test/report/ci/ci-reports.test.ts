import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EXIT_CODE } from '../../../src/model/failure.ts'
import type { Problem } from '../../../src/model/problem.ts'
import type { SiteOutcome } from '../../../src/publish/site-outcome.ts'
import type { CiReport } from '../../../src/report/ci/ci-report.ts'
import { describeCheck } from '../../../src/report/ci/describe-check.ts'
import { describeOutcome, describePlan } from '../../../src/report/ci/describe-run.ts'
import { renderCodeQuality } from '../../../src/report/ci/render-code-quality.ts'
import { renderGithubCommands, renderGithubOutputs } from '../../../src/report/ci/render-github.ts'
import { renderJunit } from '../../../src/report/ci/render-junit.ts'
import { escapeForComment, linkMarkdown, renderMarkdownReport } from '../../../src/report/ci/render-markdown-report.ts'
import { payload, planOf, remote, unchanged } from '../sample-plan.ts'
import { findXmlMistake } from './find-xml-mistake.ts'

const PLACE = { project: 'blog', content: 'blog/content' }

function problem(rest: Partial<Problem> = {}): Problem {
  return {
    severity: 'error',
    code: 'image/missing',
    file: 'content/a.md',
    line: 3,
    message: '`p.png` does not exist.',
    hint: 'Add it.',
    ...rest,
  }
}

const warning = problem({ severity: 'warning', code: 'front-matter/unknown-key', line: 1, message: 'What is `x`?' })
const check = describeCheck({ files: 7, problems: [warning, problem()] }, PLACE, EXIT_CODE.problems)

const plan = planOf([
  { kind: 'create', path: 'posts/new.md', type: 'post', title: 'New', payload: payload() },
  unchanged('posts/same.md'),
  { kind: 'conflict', ...remote('posts/b.md', 'Both'), reason: 'both-changed', conflicts: [], drifts: [] },
])

const outcome: SiteOutcome = {
  site: 'main',
  url: 'https://example.com',
  uploads: 0,
  requests: { reads: 1, writes: 2 },
  milliseconds: 900,
  results: [
    { kind: 'created', path: 'posts/new.md', type: 'post', title: 'New', url: 'https://example.com/new/', fields: [] },
    {
      kind: 'conflict',
      path: 'posts/b.md',
      type: 'post',
      title: 'Both',
      url: 'https://example.com/b/',
      because: { kind: 'both-changed' },
    },
    { kind: 'failed', path: 'posts/c.md', type: 'post', title: 'C', code: 'ghost/refused', message: 'no', hint: 'ask' },
  ],
}

describe('github', () => {
  test('names file and line from the root of the repository, errors first', () => {
    expect(renderGithubCommands(check)).toBe(
      '::error file=blog/content/a.md,line=3,title=ghost-sync image/missing::`p.png` does not exist.%0AAdd it.\n' +
        '::warning file=blog/content/a.md,line=1,title=ghost-sync front-matter/unknown-key::What is `x`?%0AAdd it.\n',
    )
  })

  test('says of a conflict which file it is about', () => {
    const { findings } = describePlan({ plan, failures: [], warnings: [] }, PLACE, EXIT_CODE.conflicts)
    expect(renderGithubCommands({ findings })).toContain(
      '::error file=blog/content/posts/b.md,line=1,title=ghost-sync post/conflict::',
    )
  })

  test('a message, a path or a title begins no command of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, file) => {
        const hostile = `${text}\n::add-mask::x\r\n::error file=x::y`
        const found = problem({ message: hostile, file: `${file}\n::stop-commands::z`, hint: hostile })
        const written = renderGithubCommands(describeCheck({ files: 1, problems: [found] }, PLACE, 3))
        expect(written.trimEnd().split(/\r\n|\r|\n/)).toHaveLength(1)
        // Between the name of the command and its text stand exactly the properties that we wrote.
        const properties = /^::error ([^:]*)::/.exec(written)?.[1] ?? ''
        expect(properties.split(',').map((one) => one.split('=')[0])).toEqual(['file', 'line', 'title'])
      }),
    )
  })

  test('outputs hold counts and addresses, and end with their delimiter only', () => {
    const report = describeOutcome({ plan, warnings: [] }, [outcome], PLACE, EXIT_CODE.failed)
    const written = renderGithubOutputs(report, 'D')
    expect(readOutputs(written)).toEqual({
      errors: '2',
      warnings: '0',
      changes: '1',
      unchanged: '0',
      conflicts: '1',
      failed: '1',
      'exit-code': '5',
      urls: 'https://example.com/new/',
    })
    const post = { kind: 'created', title: 't', path: 'p', note: '', url: 'https://a/\nD\nerrors<<E\n0\nE' }
    const hostile: CiReport = { ...report, sites: [{ site: 's', url: 'u', summary: '', posts: [post] }] }
    expect(readOutputs(renderGithubOutputs(hostile, 'D')).errors).toBe('2')
  })
})

test('a planned conflict is told once after a push', () => {
  const { findings } = describeOutcome({ plan, warnings: [] }, [outcome], PLACE, EXIT_CODE.failed)
  expect(findings.map(({ code, file }) => [code, file])).toEqual([
    ['post/conflict', 'blog/content/posts/b.md'],
    ['ghost/refused', 'blog/content/posts/c.md'],
  ])
})

describe('gitlab', () => {
  test('is the list that Code Quality takes, a fingerprint for each that does not follow its line', () => {
    const issues = readIssues(renderCodeQuality(check))
    expect(issues[0]).toEqual({
      description: '`p.png` does not exist. Add it.',
      check_name: 'image/missing',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      severity: 'major',
      location: { path: 'blog/content/a.md', lines: { begin: 3 } },
    })
    expect(issues[1]?.severity).toBe('minor')
    const moved = describeCheck({ files: 1, problems: [problem({ line: 9 })] }, PLACE, 3)
    expect(readIssues(renderCodeQuality(moved))[0]?.fingerprint).toBe(issues[0]?.fingerprint)
    const twice = describeCheck({ files: 1, problems: [problem(), problem({ line: 9 })] }, PLACE, 3)
    expect(new Set(readIssues(renderCodeQuality(twice)).map(({ fingerprint }) => fingerprint)).size).toBe(2)
  })

  test('a site that did not answer is not lost', () => {
    const failure = { site: 'main', url: 'http://127.0.0.1:9', failure: { code: 'site/unreachable', message: 'gone' } }
    const report = describePlan({ plan: { ...plan, sites: [] }, failures: [failure], warnings: [] }, PLACE, 5)
    expect(readIssues(renderCodeQuality(report))).toMatchObject([
      { check_name: 'site/unreachable', location: { path: '.' } },
    ])
    expect(renderJunit(report)).toContain('site/unreachable')
    expect(renderMarkdownReport(report)).toContain('gone')
  })
})

describe('junit', () => {
  test('counts cases and failures', () => {
    const xml = renderJunit(describePlan({ plan, failures: [], warnings: [] }, PLACE, EXIT_CODE.conflicts))
    expect(xml).toContain('<testsuite name="site main" tests="3" failures="1"')
    expect(xml).toContain('<testcase classname="ghost-sync.site main" name="posts/b.md">')
    expect(findXmlMistake(xml)).toBeUndefined()
  })

  test('is well-formed whatever the texts hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 5, maxLength: 5 }), (texts) => {
        const [message = '', file = '', title = '', note = '', code = ''] = texts.map(
          (text) => `${text}]]><a b='"&\0\ufffe`,
        )
        const post = { kind: 'failed', title, path: '', note, url: 'https://x/' }
        const findings = describeCheck({ files: 1, problems: [problem({ message, file, code })] }, PLACE, 3).findings
        const report: CiReport = {
          ...{ command: 'push', exitCode: 5, findings },
          sites: [{ site: title, url: '', summary: note, posts: [post] }],
        }
        expect(findXmlMistake(renderJunit(report))).toBeUndefined()
      }),
    )
  })

  test('the check of this test finds what is not', () => {
    for (const bad of ['<a>', '<a></b>', '<a>&</a>', '<a b="<"/>', '<a>\u0001</a>', '<a b="1" b="2"/>', 'x'])
      expect(findXmlMistake(bad)).toBeDefined()
  })
})

describe('markdown', () => {
  test('shows counts, what would change and what is wrong', () => {
    const text = renderMarkdownReport(describePlan({ plan, failures: [], warnings: [] }, PLACE, EXIT_CODE.conflicts))
    expect(text).toContain('### ghost-sync plan')
    expect(text).toContain('1 to create, 1 unchanged, 1 conflict')
    expect(text).toContain('| create | New<br>posts&#47;new.md | published |')
    expect(text).not.toContain('same.md')
  })

  test('a title is text: no table cell, link, HTML, heading, or call for a person', () => {
    const title = '# a | b [x](javascript:y) <script> @team #12 ![i](https://t) `c` **d** www.x.example'
    const text = escapeForComment(title)
    expect(text).not.toMatch(/[|<>[\]()`*!]|@\w|(?<!&)#\w|:\/\/|www\./)
    expect(text).not.toMatch(/&(?!#\d+;)/)
    expect(decode(text)).toBe(title)
  })

  test('an address is a link only if it is one of the web', () => {
    expect(linkMarkdown('t', 'javascript:alert(1)')).toBe('t')
    expect(linkMarkdown('a]b', 'https://x.example/a_(b)|c/')).toBe('[a&#93;b](https://x.example/a%5F%28b%29%7Cc/)')
  })

  test('stays short enough for a comment', () => {
    const many = Array.from({ length: 3000 }, (_, line) => problem({ line, message: `m${line}` }))
    const text = renderMarkdownReport(describeCheck({ files: 3000, problems: many }, PLACE, 3))
    expect(text).toContain('and 2950 more')
    expect(text.length).toBeLessThan(20_000)
  })
})

function decode(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => (code === '8203' ? '' : String.fromCharCode(Number(code))))
}

interface Issue {
  readonly fingerprint: string
  readonly severity: string
}

function readIssues(json: string): readonly Issue[] {
  return JSON.parse(json) as readonly Issue[]
}

/** As GitHub's runner reads the file. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  const lines = text.split('\n')
  for (let at = 0; at < lines.length - 1; at += 1) {
    const [, name = '', delimiter = ''] = /^([^<]+)<<(.+)$/.exec(lines[at] ?? '') ?? []
    const end = lines.indexOf(delimiter, at + 1)
    outputs[name] = lines.slice(at + 1, end).join('\n')
    at = end
  }
  return outputs
}
