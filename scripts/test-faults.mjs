// What `npm run test:faults -- --runs N --seed S` does after the build: the long version of the tests that break things. Pushes are killed,
// disturbed and repeated N times with faults drawn from the seed, every fault of the network meets every kind of request, and every kind of edit
// in Ghost Admin meets every moment of a run.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const usage = `npm run test:faults -- [--runs N] [--seed S] [--posts N] [--from N] [--rounds N] [--races WHICH]

  --runs N    runs of pushes that are cut off or disturbed (300, some 50 minutes on 2 cores); 0: only the table of network faults (some 6
              minutes) and the two pushes
  --seed S    what the faults are drawn from (1)
  --posts N   posts of a push, to each of two sites (60)
  --from N    number of the first run, to see one again that failed: --seed S --posts N --from R --runs 1
  --rounds N  rounds of two pushes at the same time (20)
  --races WHICH
              edits in Ghost Admin in the middle of a run: all (the whole matrix, half an hour on 2 busy cores), some (a few rounds, drawn from the seed),
              none, or only the cells with this text in their names, and nothing else: --races 'push/write/same/title'`

const standard = { runs: '300', seed: '1', posts: '60', from: '0', rounds: '20', races: 'all' }
const options = Object.fromEntries(Object.keys(standard).map((name) => [name, { type: 'string' }]))

let values
try {
  values = { ...standard, ...parseArgs({ options, args: process.argv.slice(2) }).values }
  for (const [name, value] of Object.entries(values)) {
    if (name !== 'races' && !/^\d{1,9}$/.test(value)) throw new Error(`--${name} takes a number, not ${value}`)
  }
} catch (error) {
  console.error(`${error.message}\n\n${usage}`)
  process.exit(2)
}

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const env = { ...process.env }
for (const [name, value] of Object.entries(values)) env[`GHOST_SYNC_FAULTS_${name.toUpperCase()}`] = value
const files = chooseFiles().map((name) => `test/e2e/${name}.test.ts`)
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
// Told of each test as it ends: the whole takes more than an hour.
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'e2e', '--reporter', 'verbose', ...files], {
  cwd: root,
  env,
  stdio: 'inherit',
})
process.exit(status ?? 1)

function chooseFiles() {
  const { runs, from, races } = values
  // What is seen again needs nothing else.
  if (!['all', 'some', 'none'].includes(races)) return ['races']
  if (from !== '0') return ['crashes']
  return [...(runs === '0' ? [] : ['crashes']), 'network-faults', 'two-pushes', ...(races === 'none' ? [] : ['races'])]
}
