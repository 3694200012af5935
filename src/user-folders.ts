import { resolve } from 'node:path'
import envPaths from 'env-paths'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * The cache folder that all projects of this user share: `GHOST_SYNC_CACHE` when it is set, else the platform's own
 * (`~/.cache/ghost-sync` on Linux, `~/Library/Caches/ghost-sync` on macOS).
 */
export function locateCache(env: Variables): string {
  const chosen = env.GHOST_SYNC_CACHE
  return chosen ? resolve(chosen) : envPaths('ghost-sync', { suffix: '' }).cache
}

/**
 * The folder in which this user's sandbox sites and backups lie: `GHOST_SYNC_DATA` when it is set, else the platform's own
 * (`~/.local/share/ghost-sync` on Linux, `~/Library/Application Support/ghost-sync` on macOS).
 */
export function locateData(env: Variables): string {
  const chosen = env.GHOST_SYNC_DATA
  return chosen ? resolve(chosen) : envPaths('ghost-sync', { suffix: '' }).data
}
