import { EXIT_CODE, GhostSyncFailure, recordFailure } from '../../model/failure.ts'
import { explainResult } from '../../report/outcome/explain-result.ts'
import { renderRound } from '../../report/outcome/render-round.ts'
import { rememberSources } from '../../scan/scan-content.ts'
import { feedPreview } from '../../sync/watch/feed-preview.ts'
import { pushChanges } from '../../sync/watch/round.ts'
import type { ConfigNews, RoundReport } from '../../sync/watch/round-report.ts'
import { openWatchedSites, type WatchState } from '../../sync/watch/watch-state.ts'
import { type Preview, servePreview } from '../../watch/preview/serve-preview.ts'
import { type Batch, openQueue } from '../../watch/queue.ts'
import { watchFiles } from '../../watch/watch-files.ts'
import type { CommandIo } from '../output/command-io.ts'
import { showProgress } from '../output/progress.ts'
import { reportInvalidConfig } from '../output/report-invalid-config.ts'
import { type OpenWatched, openWatched, type WatchOptions } from './open-watched.ts'

/** An editor's save is complete well within `quiet`; a generator that never rests is interrupted after `longest`. */
const PACE = { quiet: 100, longest: 2_000 }

export async function runWatch(io: CommandIo, options: WatchOptions): Promise<void> {
  if (options.port !== undefined && options.preview !== true) {
    throw new GhostSyncFailure('usage/port', '--port is the port of --preview', EXIT_CODE.usage)
  }
  const opened = await openWatched(io, options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const { signal: stop, ...rest } = io
  const state: WatchState = {
    context: { ...rest, showProgress: () => showProgress(rest) },
    publish: options.publish === true,
    sandbox: options.sandbox === true,
    project: opened.project,
    parse: rememberSources(),
    assets: new Map(),
    sites: new Map(),
    problems: [],
  }
  openWatchedSites(state)
  const preview = options.preview === true ? await servePreview({ port: options.port ?? 0 }) : undefined
  if (preview !== undefined) io.stdout(`Preview: ${preview.url}\n`)
  try {
    await watchUntilStopped(rest, state, options, opened.places, preview, stop)
  } finally {
    await preview?.close()
  }
  if (state.sandbox) io.stdout('The sandbox goes on running; `ghost-sync sandbox stop` ends it.\n')
  io.exit(EXIT_CODE.interrupted)
}

async function watchUntilStopped(
  io: CommandIo,
  state: WatchState,
  options: WatchOptions,
  first: OpenWatched['places'],
  preview: Preview | undefined,
  stop: AbortSignal | undefined,
): Promise<void> {
  let places = first
  let closeFiles = async () => {}
  const feed =
    preview === undefined ? undefined : feedPreview(preview, state, (result) => explainResult(result).message)
  const work = async (batch: Batch): Promise<number | undefined> => {
    const news = isAboutConfig(batch) ? await reload() : undefined
    const report = await pushChanges(state, batch, news)
    io.stdout(renderRound(report, { colour: io.colour }))
    await feed?.(report, batch)
    return soonest(report)
  }
  const reload = async (): Promise<ConfigNews> => {
    const { news, project, places: now } = await reopen(io, options)
    if (project === undefined || now === undefined) return news
    state.project = project
    state.parse = rememberSources()
    openWatchedSites(state)
    if (JSON.stringify(now) !== JSON.stringify(places)) {
      places = now
      // The new watcher opens before the old one closes, so that no save in between is missed.
      const closeOld = closeFiles
      closeFiles = await watchFiles(places, queue.add, fail)
      await closeOld()
    }
    return news
  }

  let fail: (error: unknown) => void = () => {}
  const ended = new Promise<void>((resolve, reject) => {
    fail = (error) => reject(explainWatcher(error))
    if (stop?.aborted === true) resolve()
    stop?.addEventListener('abort', () => resolve(), { once: true })
  })
  // The first round only looks. It begins once every change is seen, as a retry with nothing to retry.
  const queue = openQueue({ pace: PACE, work, onBug: (error) => fail(error) })
  try {
    closeFiles = await watchFiles(places, queue.add, fail)
    queue.retry(0)
    const names = state.project.config.sites.map(({ name }) => name).join(', ')
    io.stderr(`Watching ${state.project.config.content.root} for ${names}. Ctrl-C ends it.\n`)
    await ended
  } finally {
    await queue.stop()
    await closeFiles()
  }
}

function isAboutConfig({ changes }: Batch): boolean {
  return [...changes.values()].some((what) => what !== 'content')
}

/** Reports a config that cannot be used; the previous config stays in use. */
async function reopen(
  io: CommandIo,
  options: WatchOptions,
): Promise<{ readonly news: ConfigNews } & Partial<Pick<OpenWatched, 'project' | 'places'>>> {
  try {
    const opened = await openWatched(io, options)
    if (opened.kind === 'invalid') return { news: { kind: 'broken', problems: opened.problems } }
    return { news: { kind: 'reloaded' }, project: opened.project, places: opened.places }
  } catch (error) {
    if (!(error instanceof GhostSyncFailure)) throw error
    return { news: { kind: 'broken', problems: [], failure: recordFailure(error) } }
  }
}

function soonest({ sites }: RoundReport): number | undefined {
  const waits = sites.flatMap(({ retryIn }) => (retryIn === undefined ? [] : [retryIn]))
  return waits.length === 0 ? undefined : Math.min(...waits)
}

function explainWatcher(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!['ENOSPC', 'EMFILE', 'EACCES', 'EPERM'].includes(code)) return error
  return new GhostSyncFailure('watch/cannot-watch', `the files cannot be watched (${code})`, EXIT_CODE.failed, {
    hint:
      code === 'ENOSPC' || code === 'EMFILE'
        ? 'The system watches no more files than it allows: raise fs.inotify.max_user_watches, or let `content.root` name a smaller folder.'
        : 'Check that you may read the content root and every folder in it.',
    cause: error,
  })
}
