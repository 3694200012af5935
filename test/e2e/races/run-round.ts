import { rmSync } from 'node:fs'
import { listPosts } from '../../../src/ghost/posts/list-posts.ts'
import { deletePost } from '../../../src/ghost/posts/write-post.ts'
import { runInTurns } from '../../../src/ghost/transport/run-in-turns.ts'
import { askAsOwner } from '../ask-as-owner.ts'
import type { TestSite } from '../boot-sites.ts'
import { drawPng } from '../draw-png.ts'
import { openLine } from '../edit-in-ghost.ts'
import { type Fault, type FaultProxy, type ProxiedRequest, startFaultProxy } from '../fault-proxy.ts'
import { openWorkspace, type Run, type Workspace } from '../open-workspace.ts'
import { readWire, type Target } from './human-edits.ts'
import { type JudgedCell, judgeRound } from './judge-round.ts'
import type { Moment, RaceRound } from './race-cell.ts'
import { alterAnswer, composeFile } from './race-files.ts'
import { CONTROLS, edit, type Lane, listControls, type Raced, readRun } from './race-lane.ts'

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
    return await judgeRound(round, lanes, raced, workspace, site, name)
  } finally {
    await proxy.settle()
    await proxy.close()
    await clean(place)
    rmSync(workspace.folder, { recursive: true, force: true })
  }
}

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
      return ['restore', 'latest', '--json', '--yes']
    }
  }
}

async function describeByHand({ site, id }: Target): Promise<void> {
  const post = await readWire(site, id)
  const changes = { meta_description: 'Described by hand', meta_title: 'Called by hand' }
  await askAsOwner(site, 'PUT', `posts/${id}/`, { posts: [{ ...changes, updated_at: post?.updated_at }] })
}

function nameRequest({ method, path }: ProxiedRequest): string {
  if (path.endsWith('/upload/')) return 'upload'
  if (path.includes('/admin/tags/') && method !== 'GET') return 'ledger'
  if (/\/admin\/posts\/$/.test(path) && method === 'GET') return 'list'
  if (!/\/admin\/posts\/[0-9a-f]+\/$/.test(path)) return 'other'
  return { GET: 'read', PUT: 'update', DELETE: 'delete' }[method] ?? 'other'
}

async function clean({ site, name }: RoundPlace): Promise<void> {
  const line = openLine(site, `#${name}`)
  const found = await listPosts(line, 'post', `slug:~^'${name}-'`)
  await runInTurns(found, 4, ({ type, id }) => deletePost(line, type, id))
}
