// Writes docs/cli.md from the definitions of the commands; `npm run docs`. test/commands/cli-docs.test.ts fails when it is out of date.
import { writeFileSync } from 'node:fs'
import { renderCliDocs } from '../dist/commands/render-cli-docs.js'

writeFileSync(new URL('../docs/cli.md', import.meta.url), renderCliDocs())
