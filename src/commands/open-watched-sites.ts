import type { WatchState } from './watch-state.ts'
import type { WatchedSite } from './watched-site.ts'

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
