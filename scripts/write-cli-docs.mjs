// Writes docs/cli.md and schema/ from the definitions in the code; `npm run docs`. Tests fail when they are out of date.
import { mkdirSync, writeFileSync } from 'node:fs'
import { renderCliDocs } from '../dist/commands/build-program.js'
import { describeConfig } from '../dist/config/describe-config.js'
import { describeFrontMatter } from '../dist/scan/describe-front-matter.js'

const root = new URL('../', import.meta.url)
const writeSchema = (name, schema) =>
  writeFileSync(new URL(`schema/${name}.schema.json`, root), `${JSON.stringify(schema, null, 2)}\n`)

writeFileSync(new URL('docs/cli.md', root), renderCliDocs())
mkdirSync(new URL('schema/', root), { recursive: true })
writeSchema('front-matter', describeFrontMatter())
writeSchema('config', describeConfig())
