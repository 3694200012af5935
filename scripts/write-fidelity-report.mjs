// `npm run fidelity`: converts every CommonMark example, every case of GFM's extensions and every golden post, has real Ghosts show them, and writes what they
// showed to test/fidelity/results and docs/fidelity.md. `npm run fidelity -- 5`: on that Ghost only; the results of others stay.
import { spawnSync } from 'node:child_process'

const asked = process.argv.slice(2)
const versions = asked.length > 0 ? asked : ['3', '4', '5', '6']

for (const ghost of versions) {
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', 'e2e', 'test/e2e/fidelity-report.test.ts'],
    { stdio: 'inherit', env: { ...process.env, GHOST_SYNC_TEST_GHOST: ghost, GHOST_SYNC_WRITE_FIDELITY: 'yes' } },
  )
  if (status !== 0) process.exit(status ?? 1)
}
