// `npm run test:fuzz -- --runs 5000 --seed 7 --scale 4`: the fuzz tests, longer than in the ordinary run. What it prints on a failure is enough to repeat it.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    scale: { type: 'string', default: '4' },
  },
})
console.log(`seed ${values.seed}, ${values.runs} runs, texts ${values.scale} times as long`)
const env = { ...process.env, FUZZ_RUNS: values.runs, FUZZ_SEED: values.seed, FUZZ_SCALE: values.scale }
const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--project', 'fuzz', '--project', 'unit', 'test/fuzz', 'test/diff/compare/change-law'],
  { env, stdio: 'inherit' },
)
process.exit(status ?? 1)
