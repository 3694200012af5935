import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareStates } from './crashes/compare-states.ts'
import type { Generation } from './crashes/compose-generation.ts'
import { drawRandom } from './crashes/draw-random.ts'
import { chooseStrike, listStrikes, type PushSize, REQUEST_KINDS } from './crashes/list-strikes.ts'
import { type Lane, openLane } from './crashes/open-lane.ts'
import type { SiteState } from './crashes/read-site-state.ts'
import { nameRequest, type Strike, strike } from './crashes/strike.ts'
import { readTestSites } from './test-sites.ts'

// Pushes of a whole repository with pictures to two real sites, cut off by SIGKILL at every kind of moment, or disturbed all the way; then one
// that is left in peace. It has to end where an undisturbed one ends: no post and no file twice, nothing missing, every field the same.
//
// Here in a short version. The long one: npm run test:faults -- --runs 300 --seed 1

const RUNS = readNumber('RUNS', 20)
const SEED = readNumber('SEED', 1)
const FROM = readNumber('FROM', 0)
const POSTS = readNumber('POSTS', 14)

/** Two, whatever the machine: which run is in which lane is part of what a seed says. */
const LANES = 2

/** Undisturbed pushes that may be needed where a request of the killed one arrives in the middle of the next. */
const MOST_PUSHES = 3

function readNumber(name: string, standard: number): number {
  return Number(process.env[`GHOST_SYNC_FAULTS_${name}`] ?? standard)
}

interface Reference {
  readonly lane: Lane
  readonly states: Readonly<Record<Generation, readonly SiteState[]>>
  readonly size: Readonly<Record<Generation, PushSize>>
  /** What the sites are in now. */
  at: Generation
}

const references: Reference[] = []
const total = { runs: 0, faults: 0, retries: 0, duplicates: 0, losses: 0, pushes: 0, settled: 0 }
const met = new Map<string, number>()

beforeAll(async () => {
  for (let nth = 0; nth < LANES; nth += 1) {
    if (RUNS > 50) process.stdout.write(`faults: undisturbed pushes of ${POSTS} posts, ${nth + 1} of ${LANES}\n`)
    references.push(await prepare(`crash${nth}`))
  }
})

afterAll(async () => {
  for (const { lane } of references) await lane.close()
})

/** Pushes both states without disturbance, to learn what they look like. */
async function prepare(name: string): Promise<Reference> {
  const lane = await openLane(name, readTestSites(), POSTS)
  await lane.clean()
  const first = await pushWhole(lane, 'a')
  const b = await pushWhole(lane, 'b')
  const a = await pushWhole(lane, 'a')
  // Where a state is come from makes no difference.
  expect(compareStates(a.states, first.states)).toEqual({ duplicates: [], losses: [] })
  expect(a.states.map(({ posts }) => posts.size)).toEqual([POSTS, POSTS])
  return { lane, states: { a: a.states, b: b.states }, size: { a: a.size, b: b.size }, at: 'a' }
}

async function pushWhole(lane: Lane, generation: Generation, ...flags: string[]) {
  lane.checkOut(generation)
  for (const { seen } of lane.proxies) seen.length = 0
  const started = performance.now()
  const run = await lane.workspace.run('push', '--yes', '--prune', ...flags)
  expect(run, run.stderr + run.stdout).toMatchObject({ code: 0 })
  const milliseconds = performance.now() - started
  const kinds = new Map<string, number>()
  for (const name of lane.proxies.flatMap(({ seen }) => seen.map(nameRequest)))
    kinds.set(name, (kinds.get(name) ?? 0) + 1)
  return { states: await lane.readStates(), size: { kinds, milliseconds } }
}

async function runOnce(nth: number, reference: Reference, strikes: readonly (readonly Strike[])[]): Promise<string[]> {
  const { lane } = reference
  const random = drawRandom(SEED * 1_000_003 + nth)
  const target: Generation = Math.floor(nth / LANES) % 2 === 0 ? 'b' : 'a'
  if (reference.at === target) await pushWhole(lane, target === 'a' ? 'b' : 'a')
  // As many as the number of the run says, not how many runs there are: a run that is seen again alone is the same.
  const count = 1 + Math.floor(random() ** 2 * 3)
  const chosen = Array.from({ length: count }, (_, turn) => chooseStrike(strikes, nth, turn))
  // Where nothing is, there is nothing to read, to update and to delete, and the strike would not come about.
  const [first] = chosen
  const needsPosts = first !== undefined && 'of' in first && ['read', 'update', 'delete'].includes(first.of)
  const fromNothing = random() < 1 / 8 && !needsPosts
  if (fromNothing) {
    lane.checkOut('nothing')
    expect(await lane.workspace.run('push', '--yes', '--prune')).toMatchObject({ code: 0 })
  }
  lane.checkOut(target)
  for (const one of chosen) {
    const run = lane.workspace.start('push', '--yes', '--prune', '--verbose')
    const struck = strike(one, run, lane.proxies)
    const { stderr, code } = await run.done
    if (one.kind !== 'late') await lane.settle()
    for (const proxy of lane.proxies) proxy.setRule(() => undefined)
    total.faults += struck.faults
    total.retries += stderr.split('(attempt ').length - 1
    total.pushes += 1
    for (const what of struck.met) met.set(what, (met.get(what) ?? 0) + 1)
    if (code === 1) return [`exit code 1 under ${JSON.stringify(one)}: ${stderr}`]
  }
  const isLate = chosen.some(({ kind }) => kind === 'late')
  const wrong = await converge(reference, target, isLate ? MOST_PUSHES : 1)
  reference.at = target
  if (wrong.length === 0) return []
  const from = fromNothing ? 'nothing' : `state ${target === 'a' ? 'b' : 'a'}`
  return [`seed ${SEED}, run ${nth}, from ${from} to state ${target}, ${JSON.stringify(chosen)}:`, ...wrong]
}

/** Pushes in peace, and says what is wrong in the end. */
async function converge({ lane, states }: Reference, target: Generation, most: number): Promise<string[]> {
  let wrong: string[] = []
  for (let push = 1; push <= most; push += 1) {
    const run = await lane.workspace.run('push', '--yes', '--prune')
    await lane.settle()
    total.pushes += 1
    const { duplicates, losses } = compareStates(await lane.readStates(), states[target])
    wrong = [...duplicates, ...losses]
    if (run.code !== 0) wrong.push(`exit code ${run.code}: ${run.stdout}${run.stderr}`)
    if (push === most) {
      total.duplicates += duplicates.length
      total.losses += losses.length
    }
    if (wrong.length === 0) break
    total.settled += 1
  }
  if (wrong.length > 0) return wrong
  const plan = await lane.workspace.run('plan', '--exit-code', '--prune')
  return plan.code === 0 ? [] : [`the plan is not empty: ${plan.stdout}${plan.stderr}`]
}

test(`${RUNS} disturbed pushes of ${POSTS} posts to two sites, seed ${SEED}`, {
  timeout: 60_000 + RUNS * 120_000,
}, async () => {
  const failures: string[] = []
  const started = performance.now()
  const strikes = references.map(({ size }, lane) => {
    const random = drawRandom(SEED * 7919 + lane)
    return { a: listStrikes(size.a, random), b: listStrikes(size.b, random) }
  })
  const runLane = async (reference: Reference, lane: number) => {
    for (let nth = FROM + ((LANES + lane - (FROM % LANES)) % LANES); nth < FROM + RUNS; nth += LANES) {
      const target = Math.floor(nth / LANES) % 2 === 0 ? 'b' : 'a'
      const wrong = await runOnce(nth, reference, strikes[lane]?.[target] ?? [])
      total.runs += 1
      if (RUNS > 50 && total.runs % 10 === 0) process.stdout.write(`${describe(started)}\n`)
      if (wrong.length === 0) continue
      failures.push(...wrong)
      process.stdout.write(`${wrong.join('\n')}\n`)
      await startAfresh(reference.lane, target)
    }
  }
  await Promise.all(references.map(runLane))
  process.stdout.write(`${describe(started)}\n`)
  if (RUNS > 50) {
    for (const [what, count] of [...met].sort()) process.stdout.write(`  ${String(count).padStart(4)}  ${what}\n`)
  }
  expect(failures).toEqual([])
  expect(total).toMatchObject({ duplicates: 0, losses: 0 })
  expect(total.faults).toBeGreaterThanOrEqual(RUNS)
  if (RUNS < 20) return
  const boundaries = REQUEST_KINDS.flatMap((of) => [`${of}, before`, `${of}, after`])
  expect(boundaries.filter((boundary) => !met.has(boundary))).toEqual([])
})

/**
 * The next run must not pay for a failed one. Emptied by a push, the lane leaves nothing in the ledger; what no push may remove (a post without a
 * stamp) is deleted past it, and then made again on purpose.
 */
async function startAfresh(lane: Lane, target: Generation): Promise<void> {
  lane.checkOut('nothing')
  await lane.workspace.run('push', '--yes', '--prune', '--force', '--no-backup')
  await lane.settle()
  await lane.clean()
  await pushWhole(lane, target, '--recreate')
}

function describe(started: number): string {
  const seconds = Math.round((performance.now() - started) / 1000)
  return (
    `faults: ${total.runs} runs, ${total.pushes} pushes, ${total.faults} faults, ${total.retries} retries, ` +
    `${total.duplicates} duplicates, ${total.losses} losses (seed ${SEED}, ${seconds} s)`
  )
}
