import { relative, resolve } from 'node:path'
import type { Config } from '../../config/config.ts'
import { NO_FLAGS, type SitePlan } from '../../diff/plan.ts'
import { listAllPosts } from '../../ghost/posts/list-posts.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { stopOnInterrupt } from '../../model/stop-on-interrupt.ts'
import { toPosix } from '../../model/text.ts'
import { renderFailure } from '../../report/problems/render-failure.ts'
import { renderProblems } from '../../report/problems/render-problems.ts'
import { listPostRows, type PostRow, type PostState } from '../../report/sites/post-row.ts'
import { renderList } from '../../report/sites/render-list.ts'
import { renderJson } from '../../report/text/json.ts'
import type { SiteFailure, SiteSession } from '../../sync/assembled-plan.ts'
import { loadProject } from '../../sync/load-project.ts'
import { preparePlan } from '../../sync/plan.ts'
import { isUnder } from '../../sync/scope.ts'
import type { ProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import { hostProject } from '../output/host-project.ts'
import { reportWork } from '../output/progress.ts'
import { reportInvalidConfig } from '../output/report-invalid-config.ts'

export interface ListOptions extends ProjectOptions {
  readonly state?: readonly PostState[]
  readonly all?: boolean
  readonly json?: boolean
}

export async function runList(io: CommandIo, paths: readonly string[], options: ListOptions): Promise<void> {
  if (options.all === true && paths.length > 0) {
    const hint = 'Leave out --all, or the paths.'
    throw new GhostSyncFailure('usage/all-and-paths', '--all and paths exclude each other', EXIT_CODE.usage, { hint })
  }
  const opened = await loadProject(hostProject(io, options), options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const { plan, sessions, failures, warnings } = await preparePlan(
    opened.project,
    { ...io, ...reportWork(io) },
    { paths, flags: NO_FLAGS, options },
  )
  const read = await stopOnInterrupt(io, Promise.all(plan.sites.map((site) => readRows(site, sessions, options))))
  const failed = [...failures, ...read.flatMap((one) => ('failure' in one ? [one] : []))]
  const rows = read
    .flatMap((one) => ('failure' in one ? [] : one.rows))
    .filter((row) => isAskedFor(row, options, opened.project.config, plan.request.paths))
  if (warnings.length > 0) io.stderr(renderProblems(warnings, io))
  if (options.json === true) {
    io.data(renderJson({ kind: 'ghost-sync-list', version: 1, posts: rows }))
  } else {
    io.stdout(renderList(rows, io))
    if (rows.length === 0 && failed.length === 0) io.stderr('no post\n')
  }
  for (const { failure } of failed) {
    io.stderr(renderFailure(failure, { colour: io.colour, verbose: options.verbose === true }))
  }
  io.exit(failed.length > 0 ? EXIT_CODE.failed : EXIT_CODE.ok)
}

function isAskedFor(row: PostRow, { state }: ListOptions, config: Config, paths: readonly string[]): boolean {
  if (state !== undefined && !state.includes(row.state)) return false
  if (paths.length === 0) return true
  if (row.path === null) return false
  const file = toPosix(relative(config.rootDir, resolve(config.content.root, row.path)))
  return paths.some((path) => isUnder(file, path))
}

/** Reads the rows of a site. The plan has fetched its posts already; only `--all` asks the site for more. */
async function readRows(
  site: SitePlan,
  sessions: ReadonlyMap<string, SiteSession>,
  { all }: ListOptions,
): Promise<{ readonly rows: readonly PostRow[] } | SiteFailure> {
  const session = sessions.get(site.site)
  if (session === undefined) return { rows: [] }
  const planned = new Set(site.actions.flatMap((action) => ('id' in action ? [action.id] : [])))
  if (all !== true)
    return {
      rows: listPostRows(
        site,
        session.remote.filter(({ id }) => planned.has(id)),
      ),
    }
  try {
    return { rows: listPostRows(site, await listAllPosts(session.connection)) }
  } catch (failure) {
    if (failure instanceof GhostSyncFailure) return { site: site.site, url: site.url, failure }
    throw failure
  }
}
