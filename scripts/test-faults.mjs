// What `npm run test:faults -- --runs N --seed S` does after the build: the long version of the tests that break things. Pushes are killed,
// disturbed and repeated N times with faults drawn from the seed, and every fault of the network meets every kind of request.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const usage = `npm run test:faults -- [--runs N] [--seed S] [--posts N] [--from N] [--rounds N]

  --runs N    runs of pushes that are cut off or disturbed (300, some 50 minutes on 2 cores); 0: only the table of network faults (some 6
              minutes) and the two pushes
  --seed S    what the faults are drawn from (1)
  --posts N   posts of a push, to each of two sites (60)
  --from N    number of the first run, to see one again that failed: --seed S --posts N --from R --runs 1
  --rounds N  rounds of two pushes at the same time (20)`

const standard = { runs: '300', seed: '1', posts: '60', from: '0', rounds: '20' }
const options = Object.fromEntries(Object.keys(standard).map((name) => [name, { type: 'string' }]))

let values
try {
  values = { ...standard, ...parseArgs({ options, args: process.argv.slice(2) }).values }
  for (const [name, value] of Object.entries(values)) {
    if (!/^\d{1,9}$/.test(value)) throw new Error(`--${name} takes a number, not ${value}`)
  }
} catch (error) {
  console.error(`${error.message}\n\n${usage}`)
  process.exit(2)
}

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const env = { ...process.env }
for (const [name, value] of Object.entries(values)) env[`GHOST_SYNC_FAULTS_${name.toUpperCase()}`] = value
const all = ['crashes', 'network-faults', 'two-pushes'].map((name) => `test/e2e/${name}.test.ts`)
// One run that is seen again needs nothing else.
const files = values.runs === '0' ? all.slice(1) : values.from === '0' ? all : all.slice(0, 1)
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
// Told of each test as it ends: the whole takes more than an hour.
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'e2e', '--reporter', 'verbose', ...files], {
  cwd: root,
  env,
  stdio: 'inherit',
})
process.exit(status ?? 1)
