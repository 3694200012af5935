import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Config, SiteConfig } from '../../config/config.ts'
import { findConfigFile } from '../../config/find-config-file.ts'
import { resolveConfig } from '../../config/resolve-config.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import type { Problem } from '../../model/problem.ts'
import type { SandboxSite } from '../../sandbox/sites/sandbox-site.ts'
import { startSandbox } from '../../sandbox/sites/start-sandbox.ts'
import { findLayout } from '../../start/find-layout.ts'
import { proposeContent } from '../../start/propose-content.ts'
import { connectProject, type LoadedProject, loadOffline, loadProject } from '../../sync/load-project.ts'
import { locateSandbox } from '../../sync/own-folders.ts'
import type { WatchedPlaces } from '../../watch/watch-files.ts'
import type { ProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import { reportFormerSandbox } from '../output/former-sandbox.ts'
import { hostProject } from '../output/host-project.ts'
import { showSandboxProgress } from '../output/progress.ts'

/** What `watch` takes from its command line. */
export interface WatchOptions extends ProjectOptions {
  readonly preview?: boolean
  readonly port?: number
  readonly publish?: boolean
  readonly sandbox?: boolean
}

export interface OpenWatched {
  readonly kind: 'open'
  readonly project: LoadedProject
  readonly places: WatchedPlaces
}

/** Opens the project to watch, or its files with sandbox sites, and says which places to watch. */
export async function openWatched(
  io: CommandIo,
  options: WatchOptions,
): Promise<OpenWatched | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }> {
  if (options.sandbox === true) {
    const opened = await openOnSandbox(io, options)
    if (opened.kind === 'invalid') return opened
    return { ...opened, places: listPlaces(opened.project.config, opened.configFiles, undefined) }
  }
  const opened = await loadProject(hostProject(io, options), options)
  if (opened.kind === 'invalid') return opened
  const { project, configFiles } = opened
  const { config } = project
  const envFile = options.envFile === undefined ? join(config.rootDir, '.env') : resolve(io.cwd, options.envFile)
  return { ...opened, places: listPlaces(config, configFiles, envFile) }
}

function listPlaces({ content }: Config, configFiles: readonly string[], envFile: string | undefined): WatchedPlaces {
  return { contentRoot: content.root, assetRoots: content.assetRoots, configFiles, envFile }
}

export type OpenedOnSandbox =
  /** `configFiles` is empty where there is no config. */
  | { readonly kind: 'open'; readonly project: LoadedProject; readonly configFiles: readonly string[] }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }

/**
 * Opens a project with local Ghost sites in place of its own sites, and starts those that do not run. Without a config, the Markdown files of the
 * current folder are the project, found as `init` finds them.
 */
async function openOnSandbox(io: CommandIo, options: ProjectOptions): Promise<OpenedOnSandbox> {
  if (!hasConfig(io, options)) {
    const [site] = await start(io, ['main'])
    if (site === undefined) throw new TypeError('the sandbox started no site')
    return {
      kind: 'open',
      project: connectProject(hostProject(io, options), await makeConfig(io.cwd, site), []),
      configFiles: [],
    }
  }
  const offline = await loadOffline(io, options)
  if (offline.kind === 'invalid') return offline
  const { project, configFiles } = offline
  const { config, warnings } = project
  const names = nameSandboxSites(config.sites.map(({ name }) => name))
  const sites = await start(io, names)
  const replaced = config.sites.flatMap((rules, nth): SiteConfig[] => {
    const site = sites.find(({ name }) => name === names[nth])
    return site === undefined ? [] : [{ ...rules, ...describeSite(site) }]
  })
  return {
    kind: 'open',
    project: connectProject(hostProject(io, options), { ...config, sites: replaced }, warnings),
    configFiles,
  }
}

function hasConfig({ cwd }: CommandIo, { config }: ProjectOptions): boolean {
  try {
    findConfigFile(cwd, config)
    return true
  } catch (error) {
    if (error instanceof GhostSyncFailure && error.code === 'config/not-found' && config === undefined) return false
    throw error
  }
}

async function start(io: CommandIo, names: readonly string[]): Promise<readonly SandboxSite[]> {
  const folders = await locateSandbox(io)
  const { home, cacheDir } = folders
  reportFormerSandbox(io, folders)
  const { tell, stop } = showSandboxProgress(io)
  const { env, signal } = io
  try {
    return await startSandbox({
      names,
      home,
      cacheDir,
      env,
      onProgress: tell,
      signal,
    })
  } finally {
    stop()
  }
}

/** Gives each site a name that `sandbox start` takes. The names have to differ: two sites of a config with one name would share a Ghost. */
function nameSandboxSites(names: readonly string[]): string[] {
  const chosen: string[] = []
  for (const name of names) {
    const plain = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+/, '')
      .slice(0, 26)
    const base = plain === '' ? 'site' : plain
    let unique = base
    for (let nth = 2; chosen.includes(unique); nth += 1) unique = `${base}-${nth}`
    chosen.push(unique)
  }
  return chosen
}

function describeSite({ url, adminKey, contentKey }: SandboxSite) {
  const [id = '', secret = ''] = adminKey.split(':')
  return {
    url,
    apiVersion: 'auto',
    adminKey: { id, secret },
    contentKey,
    adminKeyEnv: 'the sandbox',
    contentKeyEnv: 'the sandbox',
  } as const
}

async function makeConfig(cwd: string, site: SandboxSite): Promise<Config> {
  const layout = await findLayout(cwd)
  const { content, markdown, defaults, policies } = await proposeContent(cwd, layout)
  // Where there is no Markdown yet, it may be added anywhere.
  const root = layout.tool === 'none' && !existsSync(join(cwd, content.root)) ? '.' : content.root
  const project = basename(cwd)
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 64)
  const written = {
    project: project === '' ? 'sandbox' : project,
    sites: { [site.name]: { url: site.url, adminKeyEnv: 'SANDBOX_ADMIN_KEY' } },
    content: { ...content, root },
    markdown,
    defaults,
    policies,
  }
  const environment = { values: { SANDBOX_ADMIN_KEY: site.adminKey }, file: undefined }
  const resolved = resolveConfig({ written, rootDir: cwd, environment, only: undefined })
  if (resolved.kind === 'good') return resolved.config
  const [problem] = resolved.problems
  throw new GhostSyncFailure('watch/no-config', problem?.message ?? 'no config could be made', EXIT_CODE.usage, {
    hint: 'Write a ghost-sync.config.ts; README.md has one to start from.',
  })
}
