// What `npm run test:calendar` does after the build: all unit tests, and the end-to-end tests with the tag `calendar`, on other days and in other zones.
// The clock of every process is moved, that of Ghost as well, and runs on from there: a run that begins half a minute before midnight sees it pass.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const preload = join(root, 'test', 'calendar', 'move-date.cjs')
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')

const thisYear = new Date().getUTCFullYear()
const nextLeapYear = [1, 2, 3, 4, 5, 6, 7, 8].map((more) => thisYear + more).find(isLeapYear)

const days = [
  { name: 'a year on', zone: 'UTC', begins: Date.now() + 365 * 86_400_000 },
  { name: '29 February', zone: 'America/Los_Angeles', begins: Date.parse(`${nextLeapYear}-02-29T21:00:00Z`) },
  // Midnight there; in UTC it is noon.
  { name: '31 December, 23:59:30', zone: 'Pacific/Auckland', begins: Date.parse(`${thisYear}-12-31T10:59:30Z`) },
  // Clocks go from 2 to 3, ten minutes after the run began.
  { name: 'the night of daylight saving', zone: 'America/Los_Angeles', begins: findSpringNight(thisYear + 1) },
]
// Every file is a process of its own: those without such a test cost half a minute.
const folder = join('test', 'e2e')
const tagged = readdirSync(join(root, folder))
  .filter((name) => name.endsWith('.test.ts') && readFileSync(join(root, folder, name), 'utf8').includes("'calendar'"))
  .map((name) => join(folder, name))
const parts = [
  ['--project', 'unit'],
  ['--project', 'e2e', '--tags-filter', 'calendar', ...tagged],
]

const failed = []
for (const { name, zone, begins } of days) {
  // Side by side: one waits for Ghosts, the other computes.
  const runs = await Promise.all(parts.map((part) => runUnder(begins, zone, part)))
  for (const { project, output, status } of runs) {
    console.log(`\n${name}, ${zone}: ${new Date(begins).toISOString()} (${project})\n${output}`)
    if (status !== 0) failed.push(`${name}, ${zone} (${project})`)
  }
}
if (failed.length > 0) {
  console.error(`\nFailed under another date:\n${failed.map((one) => `  ${one}`).join('\n')}`)
  process.exit(1)
}

/** @param begins milliseconds since the epoch, at which the clock of the run begins */
function runUnder(begins, zone, part) {
  const env = {
    ...process.env,
    TZ: zone,
    MOVE_DATE_SECONDS: String(Math.round((begins - Date.now()) / 1000)),
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require="${preload}"`,
  }
  const child = spawn(process.execPath, [vitest, 'run', '--reporter=dot', ...part], { cwd: root, env })
  const chunks = []
  child.stdout.on('data', (chunk) => chunks.push(chunk))
  child.stderr.on('data', (chunk) => chunks.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve({ project: part[1], output: Buffer.concat(chunks).toString(), status }))
  })
}

function isLeapYear(year) {
  return new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29
}

/** The second Sunday of March, 01:50 in California, in milliseconds. */
function findSpringNight(year) {
  const first = new Date(Date.UTC(year, 2, 1)).getUTCDay()
  return Date.UTC(year, 2, 1 + ((7 - first) % 7) + 7, 9, 50)
}
