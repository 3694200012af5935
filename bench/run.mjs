// `npm run bench`: what ghost-sync adds to work that has to be done anyway, as a ratio to that work alone, measured in the same run.
// docs/benchmarks.md says what each line means. Smaller, to see that it works: `npm run bench -- --posts 20 --first 10 --megabytes 0.2 --repeat 1`
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { locateCache } from '../dist/model/own-folders.js'
import { describeProgress } from '../dist/sandbox/progress.js'
import { startSandbox } from '../dist/sandbox/sites/start-sandbox.js'
import { stopSandbox } from '../dist/sandbox/sites/stop-sandbox.js'
import { measureCheck } from './measure-check.mjs'
import { measureConversion } from './measure-conversion.mjs'
import { measureFirstPush } from './measure-first-push.mjs'
import { measureNoOpPush } from './measure-no-op-push.mjs'
import { measureSave } from './measure-save.mjs'
import { renderTable } from './render-table.mjs'

const OPTIONS = {
  only: { type: 'string', default: 'a,b,c,d,e' },
  posts: { type: 'string', default: '1000' },
  first: { type: 'string', default: '300' },
  megabytes: { type: 'string', default: '10' },
  files: { type: 'string', default: '1000' },
  around: { type: 'string', default: '300' },
  repeat: { type: 'string', default: '5' },
  ghost: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
}

const HELP = `Usage: npm run bench -- [options]
  --only a,b,c,d,e   a: push that has nothing to do, b: first push, c: scan and convert, d: check, e: save to page
  --posts 1000       posts of a
  --first 300        posts of b
  --megabytes 10     Markdown of c
  --files 1000       files of d
  --around 300       posts of e
  --repeat 5         rounds of a, c, d and e; b takes at most 3 of them
  --ghost 5          version of the sandbox's Ghost
  --json             the result as JSON`

const { values } = parseArgs({ options: OPTIONS })
if (values.help) {
  console.log(HELP)
  process.exit(0)
}
const wanted = new Set(values.only.split(','))
const [posts, first, megabytes, files, around, repeat] = [
  'posts',
  'first',
  'megabytes',
  'files',
  'around',
  'repeat',
].map((name) => {
  const number = Number(values[name])
  if (number > 0) return number
  console.error(`--${name} takes a number above 0.\n${HELP}`)
  return process.exit(2)
})

const folder = await mkdtemp(join(tmpdir(), 'ghost-sync-bench-'))
const home = join(folder, 'sandbox')
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await cleanUp()
    process.exit(130)
  })
}

try {
  const machine = {
    node: process.version,
    cpu: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    // What else runs here spoils absolute times first, and ratios last.
    loadAverage: Number(loadavg()[0]?.toFixed(2)),
  }
  const results = []
  if (wanted.has('c')) results.push(await measureConversion({ folder, megabytes, repeat, tell }))
  if (wanted.has('d')) results.push(await measureCheck({ folder, files, repeat, tell }))
  let ghost
  if (wanted.has('a') || wanted.has('b') || wanted.has('e')) {
    const [site] = await startSandbox({
      names: ['bench'],
      ghost: values.ghost,
      home,
      cacheDir: locateCache(process.env),
      onProgress: (progress) => tell(describeProgress(progress)),
    })
    ghost = site.ghostVersion
    if (wanted.has('e')) results.push(await measureSave({ folder, site, posts: around, repeat, tell }))
    if (wanted.has('a')) results.push(await measureNoOpPush({ folder, site, posts, repeat, tell }))
    if (wanted.has('b'))
      results.push(await measureFirstPush({ folder, site, posts: first, repeat: Math.min(repeat, 3), tell }))
  }
  const report = { machine, ...(ghost !== undefined && { ghost }), results }
  console.log(values.json ? JSON.stringify(report, null, 2) : renderTable(report))
} finally {
  await cleanUp()
}

function tell(line) {
  process.stderr.write(`${line}\n`)
}

async function cleanUp() {
  await stopSandbox({ home }).catch(() => {})
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
