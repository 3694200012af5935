import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { renderCliDocs } from '../../src/commands/render-cli-docs.ts'

test('docs/cli.md says what --help says (npm run docs writes it)', () => {
  const written = readFileSync(join(import.meta.dirname, '../../docs/cli.md'), 'utf8')
  expect(written).toBe(renderCliDocs())
})
