import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { renderCliDocs } from '../../src/commands/build-program.ts'
import { readAction } from '../action/run-composite.ts'

/** What docs/ci.md gives away to be copied has to work: it is read as its readers' machines will read it. */

const text = readFileSync(join(import.meta.dirname, '../../docs/ci.md'), 'utf8')
const blocks = [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language = '', code = '']) => ({
  language,
  code,
}))
const [review = '', publish = '', gitlab = ''] = blocks
  .filter(({ language }) => language === 'yaml')
  .map(({ code }) => code)

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: unknown
  readonly concurrency: { readonly group: string; readonly 'cancel-in-progress': boolean }
  readonly jobs: Readonly<Record<string, Job>>
}

interface Job {
  readonly permissions: unknown
  readonly steps: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[]
}

describe.each([
  ['review', review, { contents: 'read', 'pull-requests': 'write' }],
  ['publish', publish, { contents: 'read' }],
])('the workflow %s for GitHub', (name, code, permissions) => {
  const workflow = parse(code, { strict: true, uniqueKeys: true }) as Workflow
  const job = workflow.jobs[name]

  test('has no right that it does not need', () => {
    expect(Object.keys(workflow.jobs)).toEqual([name])
    expect(workflow.permissions).toEqual({})
    expect(job?.permissions).toEqual(permissions)
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target')
  })

  test('gives the action inputs that it has, and the history that they need', () => {
    const step = job?.steps.find(({ uses }) => uses?.includes('ghost-sync@'))
    const known = Object.keys(readAction().inputs)
    expect(Object.keys(step?.with ?? {}).length).toBeGreaterThan(0)
    expect(Object.keys(step?.with ?? {}).filter((input) => !known.includes(input))).toEqual([])
    const checkout = job?.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))
    const needsHistory = step?.with?.changed === true || step?.with?.preview === true
    expect(checkout?.with).toEqual({ ...(needsHistory && { 'fetch-depth': 0 }), 'persist-credentials': false })
  })
})

test('the workflows for GitHub never cut a push off, and end the review that a new commit makes old', () => {
  const [one, other] = [review, publish].map((code) => parse(code) as Workflow)
  expect(one?.concurrency).toEqual({
    group: expect.stringMatching(/^ghost-review-\S*\{\{ github\.event\.pull_request\.number \}\}$/),
    'cancel-in-progress': true,
  })
  expect(other?.concurrency).toEqual({ group: 'ghost-publish', 'cancel-in-progress': false })
  expect(Object.keys(one?.on ?? {})).toEqual(['pull_request'])
  expect(Object.keys(other?.on ?? {})).toEqual(['push', 'schedule', 'workflow_dispatch'])
})

test('the file for GitLab is YAML, one push at a time, with artifacts that its commands write', () => {
  const file = parse(gitlab, { strict: true, uniqueKeys: true }) as {
    readonly check: { readonly script: readonly string[]; readonly artifacts: { reports: { codequality: string } } }
    readonly publish: {
      readonly script: readonly string[]
      readonly resource_group: string
      artifacts: { reports: { junit: string } }
    }
  }
  expect(file.check.script.join()).toContain(`--report-file ${file.check.artifacts.reports.codequality}`)
  expect(file.publish.script.join()).toContain(`--report-file ${file.publish.artifacts.reports.junit}`)
  expect(file.publish.resource_group).toBe('ghost')
})

describe('every command line', () => {
  const docs = renderCliDocs()
  const lines = blocks
    .flatMap(({ code }) => code.split('\n'))
    .filter((line) => /ghost-sync (?:check|plan|push)\b/.test(line))

  test('there are some', () => expect(lines.length).toBeGreaterThanOrEqual(5))

  test.each(lines)('%s', (line) => {
    const [, command = '', rest = ''] = /ghost-sync (check|plan|push)\b(.*)/.exec(line) ?? []
    const help = docs.split(/^## /m).find((part) => part.startsWith(`ghost-sync ${command}\n`)) ?? ''
    for (const [flag] of rest.matchAll(/--[a-z-]+/g)) expect(help).toContain(`${flag} `)
    const format = /--report (\w+)/.exec(rest)?.[1]
    if (format !== undefined) expect(help).toContain(`"${format}"`)
  })
})
