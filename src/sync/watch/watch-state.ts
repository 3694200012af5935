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
  /** Identifies the site: with another address, project or tag it is another site. */
  readonly identity: string
  readonly connection: Connection
  /** Undefined until the site was planned once. */
  known: KnownSite | undefined
  memory: PostMemory | undefined
  /** When its facts (authors, tiers) were fetched, in milliseconds since the epoch. */
  factsAt: number
  /** Paths of saved sources that have not reached the site yet. */
  waiting: Set<string>
  /** Number of rounds in a row in which it could not be reached. */
  failures: number
  /** The address of each file's post, by source path. */
  urls: ReadonlyMap<string, string>
  /** Changes of status that were reported, so that they are not reported again with every save. */
  told: ReadonlySet<string>
}

/** What a watch remembers between its rounds. */
export interface WatchState {
  /** Without the signal of Ctrl-C, because a push that has begun is finished. */
  readonly context: RunContext & PushContext
  /** Whether posts may be published or unpublished as their files say. */
  readonly publish: boolean
  /** Whether the sites are those of the sandbox, to which no other command pushes. */
  readonly sandbox: boolean
  project: LoadedProject
  parse: ReturnType<typeof rememberSources>
  assets: AssetMemory
  /** By name. */
  readonly sites: Map<string, WatchedSite>
  /** Content problems of the previous round. */
  problems: readonly Problem[]
}

/**
 * Adapts the sites of a watch to its config, whether new or read again. A site that is still the same keeps what is remembered of it; its connection
 * is opened again, with the current key.
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
