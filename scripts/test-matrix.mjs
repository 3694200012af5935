// `npm run test:matrix`: the main job, and what differs between the versions of Ghost, on each of them; then sites that move from one to the next. Prints a
// table, and when all of it passed writes what was seen to test/matrix/results.json and docs/ghost-versions.md.
// `npm run test:matrix -- 4 6`: on these only, `npm run test:matrix -- moving`: the moves only; what was seen of the others stays.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findCapabilities } from '../dist/ghost/transport/capabilities.js'
import { chooseGhostVersion } from '../dist/sandbox/choose-version.js'
import { GHOST_RELEASES } from '../dist/sandbox/ghost-versions.js'
import { placeVersionsTable } from './place-versions-table.mjs'

const FILES = ['main-job', 'every-ghost', 'capabilities', 'mobiledoc-bodies', 'sandbox']

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const MOVES = 'moving'
const args = process.argv.slice(2)
const asked = args.length > 0 ? args : [...Object.keys(GHOST_RELEASES), MOVES]
const versions = asked.filter((one) => one !== MOVES).map((wanted) => chooseGhostVersion(wanted))
const scratch = mkdtempSync(join(tmpdir(), 'ghost-sync-matrix-'))

/** Runs files of a vitest project. @returns what became of them, in a row of the table each */
function run(ghost, project, files) {
  const report = join(scratch, `${ghost}-${project}.json`)
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const env = ghost === MOVES ? process.env : { ...process.env, GHOST_SYNC_TEST_GHOST: ghost }
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', project, ...reporters, ...files], {
    cwd: root,
    env,
    stdio: 'inherit',
  })
  const results = readReport(report)
  // Sites that do not boot leave no result at all.
  if (results.length === 0) return [{ ghost, file: project, passed: 0, failed: 1, skipped: 0, seconds: 0 }]
  const rows = results.map(({ name, assertionResults, startTime, endTime }) => {
    const count = (...kinds) => assertionResults.filter((one) => kinds.includes(one.status)).length
    return {
      ghost,
      file: basename(name, '.test.ts'),
      passed: count('passed'),
      failed: count('failed'),
      skipped: count('skipped', 'pending', 'todo'),
      seconds: Math.round((endTime - startTime) / 1000),
    }
  })
  // A hook that failed fails the run, and no test of it.
  if (status !== 0 && rows.every(({ failed }) => failed === 0)) rows[0].failed = 1
  return rows
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).testResults
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}

const rows = versions.flatMap((ghost) =>
  run(
    ghost,
    'e2e',
    FILES.map((name) => `test/e2e/${name}.test.ts`),
  ),
)
if (asked.includes(MOVES)) rows.push(...run(MOVES, 'matrix', []))
rmSync(scratch, { recursive: true, force: true })

const columns = ['ghost', 'file', 'passed', 'failed', 'skipped', 'seconds']
const table = [columns, ...rows.map((row) => columns.map((name) => String(row[name])))]
const widths = columns.map((_, at) => Math.max(...table.map((line) => line[at].length)))
console.log(
  `\n${table.map((line) => line.map((cell, at) => (at < 2 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  ')).join('\n')}`,
)

const sum = (name) => rows.reduce((total, row) => total + row[name], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
if (sum('failed') > 0) process.exit(1)

const file = join(root, 'test', 'matrix', 'results.json')
const ofOthers = JSON.parse(readFileSync(file, 'utf8')).filter(({ ghost }) => !rows.some((row) => row.ghost === ghost))
const results = [...ofOthers, ...rows.map(({ seconds, ...seen }) => seen)].sort((a, b) =>
  a.ghost.localeCompare(b.ghost, 'en'),
)
writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
const page = join(root, 'docs', 'ghost-versions.md')
writeFileSync(
  page,
  placeVersionsTable(readFileSync(page, 'utf8'), { releases: GHOST_RELEASES, findCapabilities, results }),
)
