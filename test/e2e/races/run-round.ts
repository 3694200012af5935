import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Backup } from '../../../src/backup/backup.ts'
import type { Action, Plan } from '../../../src/diff/plan.ts'
import { deletePost } from '../../../src/ghost/delete-post.ts'
import { listPosts } from '../../../src/ghost/list-posts.ts'
import { runInTurns } from '../../../src/ghost/run-in-turns.ts'
import { askAsOwner } from '../ask-as-owner.ts'
import type { TestSite } from '../boot-sites.ts'
import { drawPng } from '../draw-png.ts'
import { openLine } from '../edit-in-ghost.ts'
import { type Fault, type FaultProxy, type ProxiedRequest, startFaultProxy } from '../fault-proxy.ts'
import { locateData, openWorkspace, type Run, type Workspace } from '../open-workspace.ts'
import { readWire, readWires, type Target, type Wire } from './human-edits.ts'
import type { Moment, RaceCell, RaceRound } from './race-cell.ts'
import { alterAnswer, composeFile, type FileAbout, isWritten } from './race-files.ts'

/** What became of one cell: `kept` in Ghost, `backup`: only there, `window`: lost, as the docs say it may be, `void`: Ghost did not do it. */
export type Verdict = 'kept' | 'backup' | 'window' | 'lost' | 'void'

export interface JudgedCell {
  readonly cell: RaceCell
  readonly verdict: Verdict
  /** What broke the law, one sentence each. */
  readonly wrong: readonly string[]
}

/** A cell with its post. */
interface Lane {
  readonly cell: RaceCell
  readonly slug: string
  readonly path: string
  readonly about: FileAbout
  readonly target: Target
  /** Whether the person's hand has moved; once only. */
  done: boolean
  /** Whether Ghost did what the person wanted: a published post cannot be scheduled, for one. */
  took: boolean
  /** A post that the person made, as it was then. */
  made: { readonly id: string; readonly wire: Wire | undefined } | undefined
}

export interface RoundPlace {
  readonly site: TestSite
  readonly name: string
  readonly author: string
  readonly otherAuthor: string
}

/** Runs one round on posts of its own, and holds every cell against the law. */
export async function runRound(round: RaceRound, place: RoundPlace): Promise<readonly JudgedCell[]> {
  const { site, name } = place
  const proxy = await startFaultProxy(site.url)
  const onRemove = round.operation === 'unpublish' ? 'unpublish' : 'report'
  const policies = { maxDeletes: 1000, onRemove }
  const workspace = openWorkspace({ name, sites: [{ ...site, url: proxy.url }], policies })
  try {
    const lanes = await prepare(round, place, workspace)
    const raced = await race(round, lanes, workspace, proxy)
    return await judge(round, lanes, raced, workspace, site, name)
  } finally {
    await proxy.settle()
    await proxy.close()
    await clean(place)
    rmSync(workspace.folder, { recursive: true, force: true })
  }
}

/** Posts that no person touches: what happens to the others must not happen to them. */
const CONTROLS = ['control-a', 'control-b']

async function prepare({ cells }: RaceRound, place: RoundPlace, workspace: Workspace): Promise<readonly Lane[]> {
  const { site, name, author, otherAuthor } = place
  const plain = cells.map((cell, nth) => {
    const slug = `${name}-${nth}`
    const about = { slug, status: cell.edit.status, author, otherAuthor }
    return { cell, slug, path: `posts/${slug}.md`, about }
  })
  const writeAll = () => {
    for (const { cell, path, about } of plain)
      workspace.write(`content/${path}`, composeFile(cell.change, 'two', about))
  }
  for (const control of CONTROLS) {
    const slug = `${name}-${control}`
    const about = { slug, status: 'published', author, otherAuthor } as const
    workspace.write(`content/posts/${slug}.md`, composeFile('text', 'two', about))
  }
  writeAll()
  // Only this one needs a history.
  const old = plain.filter(({ cell }) => cell.edit.name === 'restored from its history')
  for (const { cell, path, about } of old) workspace.write(`content/${path}`, composeFile(cell.change, 'one', about))
  await pushQuietly(workspace)
  writeAll()
  await pushQuietly(workspace)
  const line = openLine(site, `#${name}`)
  const ids = new Map((await listPosts(line, 'post', `slug:~^'${name}-'`)).map((post) => [post.fields.slug, post.id]))
  return plain.map((lane) => ({
    ...lane,
    target: { site, id: ids.get(lane.slug) ?? '', ownershipSlug: `hash-${name}`, otherAuthor },
    done: false,
    took: false,
    made: undefined,
  }))
}

async function pushQuietly(workspace: Workspace, ...flags: string[]): Promise<Run> {
  const run = await workspace.run('push', '--json', ...flags)
  if (run.code !== 0) throw new Error(`a push that nobody disturbs ended with ${run.code}: ${run.stdout}${run.stderr}`)
  return run
}

interface Raced {
  readonly code: number | null
  readonly results: ReadonlyMap<string, { readonly kind: string; readonly message?: string }>
  readonly text: string
}

async function race(round: RaceRound, lanes: readonly Lane[], workspace: Workspace, proxy: FaultProxy): Promise<Raced> {
  const args = await setTheScene(round, lanes, workspace)
  const act = async (moment: Moment) =>
    void (await runInTurns(
      lanes.filter(({ cell }) => cell.moment === moment),
      3,
      edit,
    ))
  await act('before')
  const [seen, puts] = [new Set<string>(), new Map<Lane, number>()]
  const firstOf = (what: string) => !seen.has(what) && seen.add(what) !== undefined
  proxy.setRule((request): Fault | undefined => {
    const kind = nameRequest(request)
    if (kind === 'list' && round.operation !== 'restore' && firstOf('list'))
      return { kind: 'after', act: () => act('listed') }
    if (kind === 'upload' && firstOf('upload')) return { kind: 'before', act: () => act('upload') }
    if (kind === 'ledger' && firstOf('ledger')) return { kind: 'before', act: () => act('ledger') }
    const lane = lanes.find(({ target }) => request.path.endsWith(`/posts/${target.id}/`))
    if (lane === undefined) return undefined
    const { moment, change } = lane.cell
    if (kind === 'read' && round.operation === 'restore' && moment === 'listed' && !lane.done)
      return { kind: 'after', act: () => edit(lane) }
    if (kind === 'delete' && moment === 'between') return { kind: 'before', act: () => edit(lane) }
    const isAltered = moment === 'between' && round.operation === 'push' && !lane.done
    const alter: Fault = { kind: 'alter', change: (answer) => alterAnswer(change, answer) }
    if (kind === 'read' && isAltered && puts.has(lane)) return alter
    if (kind !== 'update') return undefined
    const nth = (puts.get(lane) ?? 0) + 1
    puts.set(lane, nth)
    if (isAltered) return nth === 1 ? alter : { kind: 'before', act: () => edit(lane) }
    if (nth > 1) return undefined
    if (moment === 'write') return { kind: 'before', act: () => edit(lane) }
    return moment === 'written' ? { kind: 'after', act: () => edit(lane) } : undefined
  })
  const run = await workspace.run(...args)
  proxy.setRule(() => undefined)
  return readRun(run)
}

/** @returns the command that is raced */
async function setTheScene(
  { operation }: RaceRound,
  lanes: readonly Lane[],
  workspace: Workspace,
): Promise<readonly string[]> {
  const writeThree = () => {
    for (const { cell, path, about } of lanes)
      workspace.write(`content/${path}`, composeFile(cell.change, 'three', about))
    for (const { slug, about } of listControls(lanes))
      workspace.write(`content/posts/${slug}.md`, composeFile('text', 'three', { ...about, slug, status: 'published' }))
    // Something to upload, and something that the ledger has to note.
    const colour = [...(lanes[0]?.slug ?? '')].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 256
    workspace.write('content/new.png', drawPng(8, 8, [colour, 9, Math.floor(performance.now()) % 256]))
    const slug = `${lanes[0]?.target.ownershipSlug.replace('hash-', '')}-new`
    workspace.write(`content/posts/${slug}.md`, '---\ntitle: New\nstatus: draft\n---\n![New](../new.png)\n')
  }
  switch (operation) {
    case 'push':
      writeThree()
      return ['push', '--json']
    case 'force':
      writeThree()
      return ['push', '--json', '--force']
    case 'prune':
    case 'unpublish':
      for (const { path } of lanes) workspace.remove(`content/${path}`)
      return operation === 'prune' ? ['push', '--json', '--prune'] : ['push', '--json']
    case 'pull':
    case 'restore': {
      // Something to pull for every post; overwritten by force, it is something to restore.
      await runInTurns(lanes, 3, ({ target }) => describeByHand(target))
      if (operation === 'pull') return ['pull', '--json', '--force']
      await pushQuietly(workspace, '--force')
      return ['restore', 'latest', '--json']
    }
  }
}

async function describeByHand({ site, id }: Target): Promise<void> {
  const post = await readWire(site, id)
  const changes = { meta_description: 'Described by hand', meta_title: 'Called by hand' }
  await askAsOwner(site, 'PUT', `posts/${id}/`, { posts: [{ ...changes, updated_at: post?.updated_at }] })
}

async function edit(lane: Lane): Promise<void> {
  if (lane.done) return
  lane.done = true
  const id = await lane.cell.edit.make(lane.target)
  if (id !== undefined) lane.made = { id, wire: await readWire(lane.target.site, id) }
  lane.took = lane.cell.edit.isIn(await readWire(lane.target.site, lane.target.id), lane.target)
}

function listControls(lanes: readonly Lane[]) {
  const [first] = lanes
  if (first === undefined) return []
  const name = first.target.ownershipSlug.replace('hash-', '')
  return CONTROLS.map((control) => ({ slug: `${name}-${control}`, about: first.about }))
}

function nameRequest({ method, path }: ProxiedRequest): string {
  if (path.endsWith('/upload/')) return 'upload'
  if (path.includes('/admin/tags/') && method !== 'GET') return 'ledger'
  if (/\/admin\/posts\/$/.test(path) && method === 'GET') return 'list'
  if (!/\/admin\/posts\/[0-9a-f]+\/$/.test(path)) return 'other'
  return { GET: 'read', PUT: 'update', DELETE: 'delete' }[method] ?? 'other'
}

function readRun({ code, stdout, stderr }: Run): Raced {
  const results = new Map<string, { readonly kind: string; readonly message?: string }>()
  try {
    const value = JSON.parse(stdout) as {
      readonly sites?: readonly { readonly results: readonly { path: string; kind: string }[] }[]
      readonly results?: readonly { path: string; kind: string }[]
    }
    for (const result of value.sites?.flatMap((site) => site.results) ?? value.results ?? [])
      results.set(result.path, result)
  } catch {
    // No JSON is a finding of its own: no post has a result then.
  }
  return { code, results, text: stdout + stderr }
}

async function judge(
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
  if (result.kind === 'updated' && post !== undefined && !written) return ['said to be updated, and it is not']
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
  // Tags and meta fields, for which Ghost checks nothing, where the run writes the very same.
  const isUnseen = UNSEEN.includes(edit.field ?? '')
  return moment === 'write' && isUnseen && (operation === 'restore' || change !== 'text')
}

const UNSEEN = ['tags', 'authors', 'meta_title', 'codeinjection_head']

async function clean({ site, name }: RoundPlace): Promise<void> {
  const line = openLine(site, `#${name}`)
  const found = await listPosts(line, 'post', `slug:~^'${name}-'`)
  await runInTurns(found, 4, ({ type, id }) => deletePost(line, type, id))
}
