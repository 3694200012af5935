// marked alone, on texts that are in memory already.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { marked } from 'marked'
import { startClock } from './start-clock.mjs'

const folder = join(JSON.parse(process.argv[2]).root, 'content', 'posts')
const texts = readdirSync(folder).map((name) =>
  readFileSync(join(folder, name), 'utf8').replace(/^---\n.*?\n---\n/s, ''),
)
const stop = startClock()
let length = 0
for (const text of texts) length += marked.parse(text, { gfm: true }).length
console.log(JSON.stringify({ ...stop(), length }))
