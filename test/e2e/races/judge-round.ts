import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Backup } from '../../../src/backup/backup.ts'
import type { Action, Plan } from '../../../src/diff/plan.ts'
import type { TestSite } from '../boot-sites.ts'
import { locateData, type Workspace } from '../open-workspace.ts'
import { readWires, type Wire } from './human-edits.ts'
import type { Moment, RaceCell, RaceRound } from './race-cell.ts'
import { isWritten } from './race-files.ts'
import { type Lane, listControls, type Raced, readRun } from './race-lane.ts'

/** What became of one cell: `kept` in Ghost, `backup`: only there, `window`: lost, as the docs say it may be, `void`: Ghost did not do it. */
export type Verdict = 'kept' | 'backup' | 'window' | 'lost' | 'void'

export interface JudgedCell {
  readonly cell: RaceCell
  readonly verdict: Verdict
  /** What broke the law, one sentence each. */
  readonly wrong: readonly string[]
}

/** Holds every cell of a round against the law, and pushes once more to see what the next one does. */
export async function judgeRound(
  round: RaceRound,
  lanes: readonly Lane[],
  raced: Raced,
  workspace: Workspace,
  site: TestSite,
  name: string,
): Promise<readonly JudgedCell[]> {
  const first = await lookAtAll(lanes, workspace, site)
  const wrong = lanes.map((lane, nth) => holdResult(round, lane, raced, first[nth]?.post))
  const general = holdRun(raced)
  const prune = round.operation === 'prune' ? ['--prune'] : []
  // What the next plan says, and what the next push does, of files that have changed in something else.
  const plan = await readPlan(workspace, prune)
  lanes.forEach((lane, nth) => {
    if (first[nth]?.isKept === true) wrong[nth]?.push(...holdPlan(round, lane, plan))
  })
  for (const { path } of lanes) {
    if (!existsSync(join(workspace.folder, 'content', path))) continue
    const text = workspace.read(`content/${path}`)
    workspace.write(`content/${path}`, text.replace('---\n', '---\ntwitter_title: Said later\n'))
  }
  const again = readRun(await workspace.run('push', '--json', ...prune))
  general.push(...holdRun(again).map((sentence) => `the next push: ${sentence}`))
  const second = await lookAtAll(lanes, workspace, site)
  general.push(...(await holdControls(round, lanes, site, name)))
  return lanes.map((lane, nth): JudgedCell => {
    const [one, two] = [first[nth], second[nth]]
    const sentences = [...(wrong[nth] ?? [])]
    if (!lane.done) sentences.push('the moment never came')
    if (lane.done && !lane.took) return { cell: lane.cell, verdict: 'void', wrong: sentences }
    let verdict: Verdict = one?.isKept === true ? 'kept' : one?.isBackedUp === true ? 'backup' : 'lost'
    if (verdict === 'lost' && isKnownWindow(lane.cell)) verdict = 'window'
    if (verdict === 'lost') sentences.push(`lost by the ${round.operation}: ${raced.results.get(lane.path)?.kind}`)
    if (one?.isKept === true && two?.isKept !== true && two?.isBackedUp !== true)
      sentences.push(`lost by the next push: ${again.results.get(lane.path)?.kind}`)
    const later = again.results.get(lane.path)
    if (later?.kind === 'failed') sentences.push(`the next push failed: ${later.message}`)
    // Of the run as a whole: told once.
    if (nth === 0) sentences.push(...general)
    return { cell: lane.cell, verdict, wrong: sentences }
  })
}

interface Look {
  readonly post: Wire | undefined
  readonly isKept: boolean
  readonly isBackedUp: boolean
}

async function lookAtAll(lanes: readonly Lane[], workspace: Workspace, site: TestSite): Promise<readonly Look[]> {
  const ids = lanes.flatMap(({ target, made }) => (made === undefined ? [target.id] : [target.id, made.id]))
  const posts = new Map((await readWires(site, `id:[${ids.join(',')}]`)).map((wire) => [wire.id, wire]))
  const folder = locateData(workspace.folder, 'backups')
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const backups = files
    .filter((file) => file.endsWith('.json'))
    .map((file) => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as Backup).post)
  return lanes.map(({ cell, target, made }) => {
    const post = posts.get(target.id)
    const isUntouched = made === undefined || isSame(made.wire, posts.get(made.id))
    const isBackedUp = backups.some((wire) => wire.id === target.id && cell.edit.isIn(wire, target))
    return { post, isKept: isUntouched && cell.edit.isIn(post, target), isBackedUp }
  })
}

/** Counts move by themselves. */
function isSame(one: Wire | undefined, other: Wire | undefined): boolean {
  const text = (wire: Wire | undefined) => JSON.stringify({ ...wire, count: undefined, email: undefined })
  return text(one) === text(other)
}

const AFTER_THE_WRITE: readonly Moment[] = ['between', 'written', 'ledger']

/** What the run said of a post, held against what is there. */
function holdResult({ operation }: RaceRound, { cell, path }: Lane, raced: Raced, post: Wire | undefined): string[] {
  const result = raced.results.get(path)
  if (result?.kind === 'failed') return [`failed: ${result.message}`]
  if (operation === 'restore') return []
  if (operation === 'prune' || operation === 'unpublish') {
    const isEarly = cell.moment === 'before' || cell.moment === 'listed'
    const isRemoved = result?.kind === 'deleted' || result?.kind === 'unpublished'
    const concerns = cell.edit.name !== 'deleted' && cell.edit.name !== 'copied'
    return isEarly && isRemoved && concerns ? [`${result.kind} although somebody had changed it`] : []
  }
  if (operation === 'pull') return []
  if (result === undefined) return cell.edit.name === 'deleted' ? [] : ['the run says nothing of it']
  const written = post !== undefined && isWritten(cell.change, post)
  const isOverwritten =
    AFTER_THE_WRITE.includes(cell.moment) && cell.change === 'meta' && cell.edit.field === 'meta_title'
  if (result.kind === 'updated' && post !== undefined && !written && !isOverwritten)
    return ['said to be updated, and it is not']
  if (result.kind === 'conflict' && written && !AFTER_THE_WRITE.includes(cell.moment))
    return [`said not to be written, and it is: ${result.message}`]
  return []
}

function holdRun({ code, results, text }: Raced): string[] {
  const wrong: string[] = []
  const kinds = [...results.values()].map(({ kind }) => kind)
  if (results.size === 0) wrong.push(`no results: ${text}`)
  // Of a pull; a restore has the code of conflicts for it.
  const isRefused = kinds.includes('refused') && text.includes('"dryRun": false,\n  "sites"')
  const isTold = kinds.some((kind) => kind === 'conflict' || kind === 'refused' || kind === 'differs')
  const expected = kinds.includes('failed') ? 5 : isRefused ? 6 : isTold ? 4 : 0
  if (code !== expected) wrong.push(`exit code ${code} with ${[...new Set(kinds)].join(', ')}`)
  return wrong
}

async function readPlan(workspace: Workspace, flags: readonly string[]): Promise<ReadonlyMap<string, Action>> {
  const { stdout, stderr } = await workspace.run('plan', '--json', ...flags)
  if (stdout === '') throw new Error(`no plan: ${stderr}`)
  const { sites } = JSON.parse(stdout) as Plan
  return new Map(sites.flatMap(({ actions }) => actions.map((action) => [action.path, action] as const)))
}

/** What a plan says of a post whose edit is in Ghost: never that it writes over it. */
function holdPlan({ operation }: RaceRound, { cell, path }: Lane, plan: ReadonlyMap<string, Action>): string[] {
  const action = plan.get(path)
  const { edit } = cell
  if (operation === 'prune' || operation === 'unpublish') {
    const isRemoval = action?.kind === 'delete' || action?.kind === 'unpublish'
    return isRemoval && edit.name !== 'copied' ? [`the plan would ${action.kind} it`] : []
  }
  if (action === undefined) return ['the plan says nothing of it']
  if (edit.name === 'deleted') return action.kind === 'gone' ? [] : [`deleted, and the plan says ${action.kind}`]
  if (edit.name.startsWith('the ownership tag'))
    return action.kind === 'unowned' ? [] : [`no longer ours, and the plan says ${action.kind}`]
  if (action.kind === 'update') {
    const over = action.changes.filter(({ field }) => field === edit.field)
    return over.length > 0 ? [`the plan would write over ${edit.field}`] : []
  }
  return action.kind === 'unchanged' || action.kind === 'conflict' ? [] : [`the plan says ${action.kind}`]
}

async function holdControls(
  { operation }: RaceRound,
  lanes: readonly Lane[],
  site: TestSite,
  name: string,
): Promise<string[]> {
  const posts = await readWires(site, `slug:~^'${name}-'`)
  const wrong: string[] = []
  const bySlug = new Map(posts.map((post) => [post.slug, post]))
  for (const { slug } of listControls(lanes)) {
    const post = bySlug.get(slug)
    const isPushed = operation === 'push' || operation === 'force'
    const wanted = isPushed ? 'Description, new' : 'Description'
    if (post?.meta_description !== wanted || post.status !== 'published')
      wrong.push(`${slug}, which nobody touched, is ${post === undefined ? 'gone' : String(post.meta_description)}`)
  }
  const known = new Set(lanes.flatMap(({ target, made }) => [target.id, made?.id]))
  for (const { id, slug } of posts) {
    const isOther = String(slug).includes('-control-') || String(slug).endsWith('-new')
    if (!known.has(String(id)) && !isOther) wrong.push(`a post that nobody made: ${slug}`)
  }
  return wrong
}

/** What the docs say that may be lost (docs/how-it-works.md, "Edits in the middle of a push"). */
function isKnownWindow({ operation, moment, change, edit }: RaceCell): boolean {
  if (operation === 'prune') return moment === 'between'
  // What Ghost does not check, where the run writes the very same: tags and meta fields, and what the list of posts changes.
  const isUnseen = UNSEEN.includes(edit.field ?? 'tags') || edit.name.endsWith(', in the list')
  return moment === 'write' && isUnseen && (operation === 'restore' || change !== 'text')
}

const UNSEEN = ['tags', 'authors', 'meta_title', 'codeinjection_head']
