import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as library from '../../src/index.ts'

/** What a user of the library can call: a name that goes from here breaks somebody's program, one that comes is a promise. */
test('the library is made of these', () => {
  expect(Object.keys(library).sort()).toMatchInlineSnapshot(`
    [
      "EXIT_CODE",
      "FIELDS",
      "GhostSyncFailure",
      "convertMarkdown",
      "defineConfig",
      "loadConfig",
      "openProject",
      "parseMarkdown",
      "readHtml",
      "readMobiledoc",
      "scanContent",
      "writeMarkdown",
    ]
  `)
})

test('what skips a guard does not leave the house', () => {
  const declared = readFileSync(join(import.meta.dirname, '../../src/index.ts'), 'utf8')
  for (const name of [
    'PlanInput',
    'PublishContext',
    'PullContext',
    'Connection',
    'SiteSession',
    'AssembledPlan',
    'PushRequest',
  ])
    expect(declared).not.toMatch(new RegExp(`\\b${name}\\b`))
})
