import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { renderCliDocs } from '../../src/commands/render-cli-docs.ts'
import { readAction } from '../action/run-composite.ts'

/** What docs/ci.md gives away to be copied has to work: it is read as its readers' machines will read it. */

const text = readFileSync(join(import.meta.dirname, '../../docs/ci.md'), 'utf8')
const blocks = [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language = '', code = '']) => ({
  language,
  code,
}))
const [github = '', gitlab = ''] = blocks.filter(({ language }) => language === 'yaml').map(({ code }) => code)

interface Workflow {
  readonly permissions: unknown
  readonly jobs: Readonly<Record<string, Job>>
}

interface Job {
  readonly permissions: unknown
  readonly concurrency: { readonly group: string; readonly 'cancel-in-progress': string }
  readonly steps: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[]
}

describe('the workflow for GitHub', () => {
  const workflow = parse(github, { strict: true, uniqueKeys: true }) as Workflow
  const job = workflow.jobs.ghost

  test('has no right that it does not need', () => {
    expect(workflow.permissions).toEqual({})
    expect(job?.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' })
  })

  test('never cuts a push off', () => {
    expect(job?.concurrency['cancel-in-progress']).toMatch(/^\$\{\{ github\.event_name == 'pull_request' \}\}$/)
    expect(job?.concurrency.group).toContain("|| 'publish'")
  })

  test('gives the action inputs that it has, and the history that they need', () => {
    const step = job?.steps.find(({ uses }) => uses?.includes('ghost-sync@'))
    const known = Object.keys(readAction().inputs)
    expect(Object.keys(step?.with ?? {}).length).toBeGreaterThan(0)
    expect(Object.keys(step?.with ?? {}).filter((name) => !known.includes(name))).toEqual([])
    const checkout = job?.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkout?.with).toMatchObject({ 'fetch-depth': 0, 'persist-credentials': false })
  })
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
