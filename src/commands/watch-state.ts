import type { Problem } from '../problem.ts'
import type { AssetMemory } from '../scan/assets/create-asset-reader.ts'
import type { rememberSources } from '../scan/remember-sources.ts'
import type { CommandIo } from './command-io.ts'
import type { WatchedSite } from './watched-site.ts'
import type { Project } from './wiring.ts'

/** What a watch remembers between its rounds. */
export interface WatchState {
  /** Without the signal of Ctrl-C: a push that has begun is finished. */
  readonly io: CommandIo
  /** Whether posts may come out, or be taken back, as their files say. */
  readonly publish: boolean
  /** Whether the sites are those of the sandbox, which no other command goes to. */
  readonly sandbox: boolean
  project: Project
  parse: ReturnType<typeof rememberSources>
  assets: AssetMemory
  /** By name. */
  readonly sites: Map<string, WatchedSite>
  /** Content problems as of the round before. */
  problems: readonly Problem[]
}
