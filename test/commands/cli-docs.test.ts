import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { renderCliDocs } from '../../src/commands/build-program.ts'
import { runCommand } from './run-command.ts'

const docs = renderCliDocs()

test('docs/cli.md says what --help says (npm run docs writes it)', () => {
  expect(readFileSync(join(import.meta.dirname, '../../docs/cli.md'), 'utf8')).toBe(docs)
})

describe('every command has examples, with options that it has', () => {
  const helps = new Map(
    docs
      .split(/^## /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part] as const),
  )

  test('there are some', () => expect(helps.size).toBeGreaterThan(20))

  test.each([...helps])('%s', (name, help) => {
    const examples = /\nExamples:\n((?: {2}.*\n?)+)/.exec(help)?.[1] ?? ''
    expect(examples).toContain(name === 'ghost-sync' ? 'ghost-sync ' : '$ ghost-sync ')
    // A comment behind an example stands after two spaces.
    const lines = [...examples.matchAll(/ghost-sync (.*?)(?: {2,}|\n|$)/g)].map(([, line = '']) => line)
    for (const line of lines) {
      const command = [...helps.keys()]
        .filter((known) => `ghost-sync ${line} `.startsWith(`${known} `))
        .sort((one, other) => other.length - one.length)[0]
      for (const [flag] of line.matchAll(/(?<=\s)--[a-z-]+/g)) expect(helps.get(command ?? '')).toContain(flag)
    }
  })

  test.each(['sandbox', 'preview'])('%s, which only has commands below it', async (name) => {
    expect((await runCommand('/', [name, '--help'])).stdout).toContain('Examples:')
  })
})
