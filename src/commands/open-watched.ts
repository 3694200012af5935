import { join, resolve } from 'node:path'
import type { Config } from '../config/config.ts'
import type { Problem } from '../problem.ts'
import type { WatchedPlaces } from '../watch/file-change.ts'
import type { CommandIo } from './command-io.ts'
import { openOnSandbox } from './open-on-sandbox.ts'
import type { WatchOptions } from './watch-options.ts'
import { openProject, type Project } from './wiring.ts'

export interface OpenWatched {
  readonly kind: 'open'
  readonly project: Project
  readonly places: WatchedPlaces
}

/** Opens the project that a watch is about, or its files with sandbox sites, and says which places to watch. */
export async function openWatched(
  io: CommandIo,
  options: WatchOptions,
): Promise<OpenWatched | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }> {
  if (options.sandbox === true) {
    const opened = await openOnSandbox(io, options)
    if (opened.kind === 'invalid') return opened
    return { ...opened, places: listPlaces(opened.project.config, opened.configFiles, undefined) }
  }
  const opened = await openProject(io, options)
  if (opened.kind === 'invalid') return opened
  const { project, configFiles } = opened
  const { config } = project
  const envFile = options.envFile === undefined ? join(config.rootDir, '.env') : resolve(io.cwd, options.envFile)
  return { ...opened, places: listPlaces(config, configFiles, envFile) }
}

function listPlaces({ content }: Config, configFiles: readonly string[], envFile: string | undefined): WatchedPlaces {
  return { contentRoot: content.root, assetRoots: content.assetRoots, configFiles, envFile }
}
