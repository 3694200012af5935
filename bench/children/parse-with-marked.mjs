// marked alone, on texts that are in memory already.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { marked } from 'marked'

const folder = join(JSON.parse(process.argv[2]).root, 'content', 'posts')
const texts = readdirSync(folder).map((name) =>
  readFileSync(join(folder, name), 'utf8').replace(/^---\n.*?\n---\n/s, ''),
)
const started = performance.now()
let length = 0
for (const text of texts) length += marked.parse(text, { gfm: true }).length
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, length }))
