import { resolve } from 'node:path'
import envPaths from 'env-paths'

/**
 * The cache folder that all projects of this user share: `GHOST_SYNC_CACHE` when it is set, else the platform's own
 * (`~/.cache/ghost-sync` on Linux, `~/Library/Caches/ghost-sync` on macOS).
 */
export function locateCache(env: Readonly<Record<string, string | undefined>>): string {
  const chosen = env.GHOST_SYNC_CACHE
  return chosen ? resolve(chosen) : envPaths('ghost-sync', { suffix: '' }).cache
}
