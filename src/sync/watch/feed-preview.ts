import { relative } from 'node:path'
import type { Connection } from '../../ghost/transport/connection.ts'
import { toPosix } from '../../model/text.ts'
import type { ActionResult, ConflictResult, HeldResult } from '../../publish/site-outcome.ts'
import { readFraming } from '../../watch/preview/framing.ts'
import type { Preview, PreviewPost, PreviewState, PreviewView } from '../../watch/preview/serve-preview.ts'
import type { Batch } from '../../watch/queue.ts'
import type { RoundReport } from './round-report.ts'
import type { WatchedSite, WatchState } from './watch-state.ts'

/** Says in words why a post was not written. */
type ExplainReason = (result: ConflictResult | HeldResult) => string

/** Shows the result of every round on a page. @returns a function to call after each round */
export function feedPreview(
  preview: Preview,
  state: WatchState,
  explain: ExplainReason,
): (report: RoundReport, batch: Batch) => Promise<void> {
  const framing = new Map<string, Promise<boolean>>()
  const versions = new Map<string, number>()
  const notes = new Map<string, string | undefined>()
  let latest: string | undefined

  /** Asked once per site for drafts and once for the rest: the setting is the server's, not the post's. */
  const isFramed = (site: string, connection: Connection, url: string): Promise<boolean> => {
    const key = `${site} ${kindOf(url)}`
    const known = framing.get(key) ?? readFraming(connection, url, preview.origin)
    framing.set(key, known)
    return known
  }
  const view = async (name: string, { urls, connection }: WatchedSite, path: string): Promise<PreviewView> => {
    const url = urls.get(path)
    const key = `${name} ${path}`
    return {
      site: name,
      url,
      version: versions.get(key) ?? 0,
      kind: url === undefined ? 'draft' : kindOf(url),
      note: notes.get(key),
      framed: url === undefined || (await isFramed(name, connection, url)),
    }
  }

  return async (report, batch) => {
    for (const { site, results } of report.sites) {
      for (const result of results) {
        const key = `${site} ${result.path}`
        if (isWritten(result)) versions.set(key, (versions.get(key) ?? 0) + 1)
        notes.set(key, noteOn(result, explain))
      }
    }
    const posts = listPosts(state)
    latest = findLatest(posts, report, batch, state) ?? (posts.has(latest ?? '') ? latest : undefined)
    const shown = await Promise.all(
      [...posts].map(async ([path, post]): Promise<PreviewPost> => {
        const sites = [...state.sites].filter(([, { memory }]) => memory?.has(path) === true)
        const views = await Promise.all(sites.map(([name, site]) => view(name, site, path)))
        const problems = state.problems
          .filter(({ file }) => file === post.file)
          .map(({ severity, line, message, hint }) => ({
            severity,
            message,
            hint,
            ...(line !== undefined && { line }),
          }))
        return { path, title: post.title, problems, views }
      }),
    )
    preview.show({ posts: shown, latest, ...describeRound(report) })
  }
}

interface ListedPost {
  readonly title: string
  /** Relative to the project root, as problems name it. */
  readonly file: string
}

/** Lists every post of any site by its path, and every file that has too many errors to be one. */
function listPosts({ sites, problems, project }: WatchState): ReadonlyMap<string, ListedPost> {
  const posts = new Map<string, ListedPost>()
  for (const { memory } of sites.values()) {
    for (const [path, { title, source }] of memory ?? []) posts.set(path, { title: title ?? path, file: source.file })
  }
  const { rootDir, content } = project.config
  const root = toPosix(relative(rootDir, content.root))
  const known = new Set([...posts.values()].map(({ file }) => file))
  for (const { file, severity } of problems) {
    const path = root === '' ? file : file.startsWith(`${root}/`) ? file.slice(root.length + 1) : undefined
    if (severity === 'error' && path !== undefined && !known.has(file))
      posts.set(path.normalize('NFC'), { title: path, file })
  }
  return new Map([...posts].sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** Finds the post that was saved last; after the save of a picture, a post that shows it. */
function findLatest(
  posts: ReadonlyMap<string, ListedPost>,
  { sites }: RoundReport,
  { changes }: Batch,
  { project }: WatchState,
): string | undefined {
  const { root } = project.config.content
  const saved = [...changes.keys()].map((path) => toPosix(relative(root, path)).normalize('NFC'))
  const written = sites.flatMap(({ results }) => results.filter(isWritten).map(({ path }) => path))
  return saved.findLast((path) => posts.has(path)) ?? (saved.length > 0 ? written.at(-1) : undefined)
}

function describeRound({ at, sites, config }: RoundReport): Pick<PreviewState, 'message' | 'tone'> {
  const clock = at.toTimeString().slice(0, 8)
  if (config?.kind === 'broken') {
    return { tone: 'bad', message: `${clock}  The config cannot be used; the one before it stays in force.` }
  }
  const lost = sites.filter(({ failure }) => failure !== undefined)
  if (lost.length > 0) {
    const names = lost.map(({ site }) => site).join(', ')
    return { tone: 'bad', message: `${clock}  No way through to ${names}: ${lost[0]?.failure?.message ?? ''}` }
  }
  const written = sites.flatMap(({ results }) => results.filter(isWritten)).length
  if (written === 0) return { tone: 'good', message: `${clock}  Watching.` }
  return { tone: 'good', message: `${clock}  Pushed ${written === 1 ? 'one post' : `${written} posts`}.` }
}

function isWritten({ kind }: ActionResult): boolean {
  return kind === 'created' || kind === 'updated' || kind === 'adopted'
}

function noteOn(result: ActionResult, explain: ExplainReason): string | undefined {
  switch (result.kind) {
    case 'conflict':
      return `Not pushed: ${explain(result)}.`
    case 'held':
      return `Not pushed: ${explain(result)}`
    case 'failed':
      return `Not pushed: ${result.message}`
    case 'blocked':
      return 'Not pushed: it has errors.'
    default:
      return undefined
  }
}

/** Ghost shows an unpublished post under `/p/` and the post's uuid. */
function kindOf(url: string): PreviewView['kind'] {
  return /\/p\/[0-9a-f-]{36}\/?$/.test(url) ? 'draft' : 'live'
}
