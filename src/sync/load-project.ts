import { isAbsolute, resolve } from 'node:path'
import type { Config, SiteConfig, SiteRules } from '../config/config.ts'
import { type LoadConfigOptions, loadConfig } from '../config/load-config.ts'
import { namePreviewProject, namePreviewTag } from '../ghost/posts/name-preview.ts'
import { type Connection, connectSite, type RequestEvent } from '../ghost/transport/connection.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import type { Problem } from '../model/problem.ts'
import { type AssetMemory, createAssetReader } from '../scan/assets/asset-reader.ts'
import type { AssetReader } from '../scan/assets/asset-types.ts'
import { isPreviewName } from '../scan/preview-post.ts'
import type { RunContext } from './run-context.ts'

/** Options that say which project is loaded, and for which sites. */
export interface ProjectChoice {
  /** The config file, and the file with the keys; relative to `cwd`. */
  readonly config?: string
  readonly envFile?: string
  /** Names. @default all */
  readonly site?: readonly string[]
}

/** The callbacks that a project reports to. */
export interface ProjectHost extends Pick<RunContext, 'cwd' | 'env'> {
  /** Registers a key or token, which is redacted in everything that is written from now on. */
  readonly addSecret: (secret: string) => void
  readonly onRequest?: ((site: string, event: RequestEvent) => void) | undefined
}

/** A project, ready to work with. The only place where adapters (network, file system) are built. */
export interface LoadedProject {
  readonly config: Config
  readonly warnings: readonly Problem[]
  readonly readAsset: AssetReader
  readonly connect: (site: SiteConfig) => Connection
  /** Requests so far, per site. */
  readonly counters: ReadonlyMap<string, RequestCounter>
}

export interface RequestCounter {
  reads: number
  writes: number
}

export type ProjectLoading =
  | {
      readonly kind: 'open'
      readonly project: LoadedProject
      /** The config file and those that it imports; absolute. */
      readonly configFiles: readonly string[]
    }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }

/**
 * Reads the config and builds everything that a command works with.
 * @throws GhostSyncFailure `config/not-found` and its like
 */
export async function loadProject(host: ProjectHost, choice: ProjectChoice): Promise<ProjectLoading> {
  const loaded = await loadConfig(locateConfig(host, choice))
  if (loaded.kind === 'invalid') return loaded
  const { config, warnings, files } = loaded
  return { kind: 'open', project: connectProject(host, config, warnings), configFiles: files }
}

/** Builds everything that a command works with, from a config that is complete. */
export function connectProject(host: ProjectHost, config: Config, warnings: readonly Problem[]): LoadedProject {
  const counters = new Map<string, RequestCounter>()
  const connect = (site: SiteConfig) => {
    const counter: RequestCounter = { reads: 0, writes: 0 }
    counters.set(site.name, counter)
    const { id, secret } = site.adminKey
    for (const key of [`${id}:${secret}`, secret, site.contentKey ?? '']) host.addSecret(key)
    return connectSite({
      ...site,
      timeoutSeconds: site.policies.timeoutSeconds,
      maxAnswerBytes: site.policies.maxAnswerSize,
      concurrency: site.policies.concurrency,
      ownershipTag: site.policies.ownershipTag,
      onToken: host.addSecret,
      onRequest: (event) => {
        counter[isWrite(event) ? 'writes' : 'reads'] += 1
        host.onRequest?.(site.name, event)
      },
    })
  }
  const readAsset = createAssetReader(config.content, config.rootDir)
  return { config, warnings, readAsset, connect, counters }
}

/**
 * Narrows a config to some of its sites.
 * @param names undefined: all
 * @throws GhostSyncFailure `config/unknown-site`
 */
export function narrowSites<Site extends SiteRules>(
  config: Config<Site>,
  names: readonly string[] | undefined,
): Config<Site> {
  if (names === undefined) return config
  const known = config.sites.map(({ name }) => name)
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length === 0) return { ...config, sites: config.sites.filter(({ name }) => names.includes(name)) }
  const message = `the project has no site named ${unknown.map((name) => JSON.stringify(name)).join(', ')}`
  const hint = `Its sites are: ${known.join(', ')}.`
  throw new GhostSyncFailure('config/unknown-site', message, EXIT_CODE.usage, { hint })
}

/** Opens a reader that sees the files as they are now, for one round of a watch; what it reads is remembered for the next round. */
export function openAssetReader({ content, rootDir }: Config, memory: AssetMemory): AssetReader {
  return createAssetReader(content, rootDir, memory)
}

/** A project for work without requests: it has no keys, and no way to connect. */
export interface OfflineProject {
  readonly config: Config<SiteRules>
  readonly warnings: readonly Problem[]
  readonly readAsset: AssetReader
}

export type OfflineLoading =
  | { readonly kind: 'open'; readonly project: OfflineProject; readonly configFiles: readonly string[] }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }

/**
 * Reads the config without reading a key.
 * @throws GhostSyncFailure `config/not-found` and its like
 */
export async function loadOffline(
  context: Pick<RunContext, 'cwd' | 'env'>,
  choice: ProjectChoice,
): Promise<OfflineLoading> {
  const loaded = await loadConfig({ ...locateConfig(context, choice), keys: 'ignored' })
  if (loaded.kind === 'invalid') return loaded
  const { config, warnings, files } = loaded
  const readAsset = createAssetReader(config.content, config.rootDir)
  return { kind: 'open', project: { config, warnings, readAsset }, configFiles: files }
}

function locateConfig(context: Pick<RunContext, 'cwd' | 'env'>, choice: ProjectChoice): LoadConfigOptions {
  const absolute = (path: string) => (isAbsolute(path) ? path : resolve(context.cwd, path))
  return {
    cwd: context.cwd,
    env: context.env,
    ...(choice.config !== undefined && { configPath: absolute(choice.config) }),
    ...(choice.envFile !== undefined && { envFile: absolute(choice.envFile) }),
    ...(choice.site !== undefined && { only: choice.site }),
  }
}

function isWrite({ method }: RequestEvent): boolean {
  return method !== 'GET' && method !== 'HEAD'
}

/**
 * Returns the project as a preview uses it: with a project name and a tag of its own, so that neither its drafts nor its removals ever touch the real
 * posts.
 * @throws GhostSyncFailure `usage/preview-name`
 */
export function previewProject(project: LoadedProject, name: string): LoadedProject {
  if (!isPreviewName(name)) {
    throw new GhostSyncFailure('usage/preview-name', `"${name}" cannot be the name of a preview`, EXIT_CODE.usage, {
      hint: 'Take up to 40 small letters, digits and dashes, such as pr-12: it becomes part of the addresses.',
    })
  }
  const { config } = project
  const sites = config.sites.map((site) => {
    const { policies } = site
    const ownershipTag = namePreviewTag(policies.ownershipTag)
    return { ...site, policies: { ...policies, ownershipTag, onRemove: 'report' as const } }
  })
  return { ...project, config: { ...config, project: namePreviewProject(config.project, name), sites } }
}
