import { beforeAll, expect, test } from 'vitest'
import { askAsOwner } from './ask-as-owner.ts'
import { inviteAuthor } from './invite-author.ts'
import type { JudgedCell } from './races/judge-round.ts'
import { drawRounds, listRounds, nameCell, OPERATIONS, type Operation, type RaceRound } from './races/race-cell.ts'
import { type RoundPlace, runRound } from './races/run-round.ts'
import { readTestSites } from './test-sites.ts'

// What people do in Ghost Admin, every kind of it, at every moment of a push, of one with force, of a prune, of a pull and of a restore.
// The law: what the person did is in Ghost afterwards, or in a backup; what the run says of a post is true, and so is the next plan; the next push
// leaves it as well; and nobody else's post is harmed.
//
// Here a few rounds, drawn from the seed. The whole matrix: npm run test:faults -- --races all

const WANTED = process.env.GHOST_SYNC_FAULTS_RACES ?? 'some'
const SEED = Number(process.env.GHOST_SYNC_FAULTS_SEED ?? 1)
const sites = readTestSites()
const OTHER_AUTHOR = 'racer'
/** A site that a run before has been on remembers its posts. */
const RUN = Date.now().toString(36).slice(-5)
const owners: string[] = []

beforeAll(async () => {
  for (const site of sites) {
    const { users } = (await askAsOwner(site, 'GET', 'users/?limit=50')) as {
      readonly users: readonly { slug: string }[]
    }
    owners.push(users[users.length - 1]?.slug === OTHER_AUTHOR ? (users[0]?.slug ?? '') : (users.at(-1)?.slug ?? ''))
    if (!users.some(({ slug }) => slug === OTHER_AUTHOR)) await inviteAuthor(site, OTHER_AUTHOR)
    // Made by two people in one moment, Ghost would make \`by-hand-2\` of the second.
    await askAsOwner(site, 'POST', 'tags/', { tags: [{ name: 'By hand', slug: 'by-hand' }] }).catch(() => undefined)
  }
})

function chooseRounds(): readonly RaceRound[] {
  if (WANTED === 'some') return drawRounds(SEED)
  if (WANTED === 'all') return listRounds()
  const cells = listRounds().flatMap((round) =>
    round.cells.filter((cell) => WANTED.split('|').some((part) => nameCell(cell).includes(part))),
  )
  // Cells of one operation share a run; no edit is in it twice.
  const rounds: RaceRound[] = []
  for (const cell of cells) {
    const open = rounds.find(
      (round) => round.operation === cell.operation && round.cells.every(({ edit }) => edit !== cell.edit),
    )
    if (open === undefined) rounds.push({ operation: cell.operation, cells: [cell] })
    else rounds[rounds.indexOf(open)] = { ...open, cells: [...open.cells, cell] }
  }
  return rounds
}

test(`people who edit while it runs: ${WANTED}, seed ${SEED}`, { timeout: 3_600_000 }, async () => {
  const started = performance.now()
  const rounds = [...chooseRounds().entries()]
  const judged: JudgedCell[] = []
  const runLane = async (lane: number) => {
    const site = sites[lane]
    for (let next = rounds.shift(); next !== undefined && site !== undefined; next = rounds.shift()) {
      const [nth, round] = next
      const place: RoundPlace = {
        site,
        name: `race${RUN}-${nth}`,
        author: owners[lane] ?? '',
        otherAuthor: OTHER_AUTHOR,
      }
      const cells = await runRound(round, place)
      judged.push(...cells)
      for (const failure of listFailures(cells)) process.stdout.write(`${failure}\n`)
      if (WANTED === 'all') process.stdout.write(`${describe(judged, started)}\n`)
    }
  }
  await Promise.all(sites.map((_, lane) => runLane(lane)))
  process.stdout.write(`${renderTable(judged)}\n${describe(judged, started)}\n`)
  expect(listFailures(judged)).toEqual([])
})

/** Each with the command that shows it again. */
function listFailures(judged: readonly JudgedCell[]): readonly string[] {
  return judged
    .filter(({ wrong }) => wrong.length > 0)
    .map(({ cell, wrong }) => `npm run test:faults -- --races '${nameCell(cell)}'\n    ${wrong.join('\n    ')}`)
}

function describe(judged: readonly JudgedCell[], started: number): string {
  const count = (verdict: string) => judged.filter((cell) => cell.verdict === verdict).length
  const seconds = Math.round((performance.now() - started) / 1000)
  const bad = judged.filter(({ wrong }) => wrong.length > 0).length
  return (
    `races: ${judged.length} cells, ${count('kept')} kept in Ghost, ${count('backup')} in a backup, ` +
    `${count('window')} in a window that the docs name, ${bad} against the law (${seconds} s)`
  )
}

/** A line per edit, a column per operation, a letter per moment. */
function renderTable(judged: readonly JudgedCell[]): string {
  const operations = Object.keys(OPERATIONS) as Operation[]
  const edits = [...new Set(judged.map(({ cell }) => cell.edit.name))]
  const show = (operation: Operation, edit: string) =>
    OPERATIONS[operation]
      .map((moment) => {
        const own = judged.filter(
          ({ cell }) => cell.operation === operation && cell.moment === moment && cell.edit.name === edit,
        )
        if (own.length === 0) return ' '
        if (own.some(({ wrong }) => wrong.length > 0)) return 'X'
        const worst = (['window', 'backup', 'kept'] as const).find((one) => own.some(({ verdict }) => verdict === one))
        return { window: 'w', backup: 'b', kept: '.' }[worst ?? 'kept']
      })
      .join('')
  const head = operations.map((operation) => operation.padEnd(10)).join('')
  const lines = edits.map(
    (edit) => `${edit.padEnd(30)}${operations.map((operation) => show(operation, edit).padEnd(10)).join('')}`,
  )
  return [`${' '.repeat(30)}${head}`, ...lines.sort()].join('\n')
}
