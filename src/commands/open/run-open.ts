import open from 'open'
import { type Action, NO_FLAGS, type SitePlan } from '../../diff/plan.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { renderFailure } from '../../report/problems/render-failure.ts'
import { loadProject } from '../../sync/load-project.ts'
import { preparePlan } from '../../sync/plan.ts'
import type { ProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import { hostProject } from '../output/host-project.ts'
import { reportWork } from '../output/progress.ts'
import { reportInvalidConfig } from '../output/report-invalid-config.ts'

export interface OpenOptions extends ProjectOptions {
  readonly admin?: boolean
  readonly print?: boolean
}

export async function runOpen(io: CommandIo, file: string, options: OpenOptions): Promise<void> {
  const opened = await loadProject(hostProject(io, options), options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const { plan, failures } = await preparePlan(
    opened.project,
    { ...io, ...reportWork(io) },
    { paths: [file], flags: NO_FLAGS, options },
  )
  const found = plan.sites.flatMap((site) => findAddresses(site, options.admin === true))
  for (const { failure } of failures) {
    io.stderr(renderFailure(failure, { colour: io.colour, verbose: options.verbose === true }))
  }
  const code = failures.length > 0 ? EXIT_CODE.failed : EXIT_CODE.ok
  const [first, second] = found
  if (first === undefined) {
    if (failures.length > 0) return io.exit(code)
    throw new GhostSyncFailure('open/no-post', `${file} has no post in Ghost`, EXIT_CODE.usage, {
      hint: 'Push it first: ghost-sync push.',
    })
  }
  if (options.print === true || second !== undefined || !hasBrowser(io)) {
    io.stdout(found.map(({ url }) => `${url}\n`).join(''))
    if (options.print !== true) {
      const why = second === undefined ? 'No browser can be opened here.' : 'There are several: choose one with --site.'
      io.stderr(`${why}\n`)
    }
    return io.exit(code)
  }
  await openBrowser(first.url)
  io.stdout(`${first.url}\n`)
  io.exit(code)
}

/** Finds the addresses of the posts that the plan is about; a folder of files has several. */
function findAddresses({ url, actions }: SitePlan, admin: boolean): { readonly url: string }[] {
  return actions.flatMap((action) => {
    if (!hasPost(action)) return []
    const address = admin ? `${url}/ghost/#/editor/${action.type}/${action.id}` : action.url
    return [{ url: readWebAddress(address) }]
  })
}

function hasPost(action: Action): action is Extract<Action, { kind: 'update' | 'unchanged' | 'conflict' | 'unowned' }> {
  return ['update', 'unchanged', 'conflict', 'unowned'].includes(action.kind)
}

/**
 * Returns an address only if it is http or https: the desktop may start a program for what a server sends (`file:`, `ms-msdt:`). The URL parser's
 * spelling has no blanks and quotes.
 */
function readWebAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.href
  throw new GhostSyncFailure(
    'open/no-web-address',
    'the site names an address that is not of the web',
    EXIT_CODE.refused,
  )
}

/** Without a display, Linux would start a text browser in this terminal, or none. */
function hasBrowser({ env }: CommandIo): boolean {
  if (env.CI !== undefined || env.SSH_CONNECTION !== undefined) return false
  if (process.platform !== 'linux') return true
  return [env.DISPLAY, env.WAYLAND_DISPLAY, env.WSL_DISTRO_NAME].some((value) => (value ?? '') !== '')
}

async function openBrowser(url: string): Promise<void> {
  try {
    await open(url)
  } catch (cause) {
    throw new GhostSyncFailure('open/no-browser', 'no browser could be started', EXIT_CODE.failed, {
      hint: `Open ${url} yourself.`,
      cause,
    })
  }
}
