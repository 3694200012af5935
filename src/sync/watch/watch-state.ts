import type { Connection } from '../../ghost/transport/connection.ts'
import type { Problem } from '../../model/problem.ts'
import type { AssetMemory } from '../../scan/assets/asset-reader.ts'
import type { rememberSources } from '../../scan/scan-content.ts'
import type { PostMemory } from '../../watch/post-memory.ts'
import type { KnownSite } from '../fetch-site-posts.ts'
import type { LoadedProject } from '../load-project.ts'
import type { PushContext } from '../push/publish-all.ts'
import type { RunContext } from '../run-context.ts'

/** What a watch remembers of one site between its rounds. */
export interface WatchedSite {
  /** What makes it this site: another address, project or tag is another one. */
  readonly identity: string
  readonly connection: Connection
  /** Undefined until the site was planned once. */
  known: KnownSite | undefined
  memory: PostMemory | undefined
  /** When its facts (authors, tiers) were asked for, in milliseconds since the epoch. */
  factsAt: number
  /** Source paths that were saved and have not reached the site. */
  waiting: Set<string>
  /** Rounds in a row in which it could not be reached. */
  failures: number
  /** Where the post of each file is, by source path. */
  urls: ReadonlyMap<string, string>
  /** Changes of status that were told of, so that they are not told again with every save. */
  told: ReadonlySet<string>
}

/** What a watch remembers between its rounds. */
export interface WatchState {
  /** Without the signal of Ctrl-C: a push that has begun is finished. */
  readonly context: RunContext & PushContext
  /** Whether posts may come out, or be taken back, as their files say. */
  readonly publish: boolean
  /** Whether the sites are those of the sandbox, which no other command goes to. */
  readonly sandbox: boolean
  project: LoadedProject
  parse: ReturnType<typeof rememberSources>
  assets: AssetMemory
  /** By name. */
  readonly sites: Map<string, WatchedSite>
  /** Content problems as of the round before. */
  problems: readonly Problem[]
}

/**
 * Brings the sites of a watch in line with its config, new or just read again. A site that still is the same keeps what is remembered of it; its
 * line is opened anew, with the key of now.
 */
export function openWatchedSites({ project, sites }: WatchState): void {
  const { config, connect } = project
  const before = new Map(sites)
  sites.clear()
  for (const site of config.sites) {
    const identity = JSON.stringify([config.project, site.url, site.policies.ownershipTag])
    const known = before.get(site.name)
    const fresh: WatchedSite = {
      identity,
      connection: connect(site),
      known: undefined,
      memory: undefined,
      factsAt: 0,
      waiting: new Set(known?.waiting ?? []),
      failures: 0,
      urls: new Map(),
      told: new Set(),
    }
    sites.set(site.name, known?.identity === identity ? { ...known, connection: fresh.connection, factsAt: 0 } : fresh)
  }
}
