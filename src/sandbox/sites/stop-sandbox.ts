import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { withLock } from '../lock.ts'
import type { ReportProgress } from '../progress.ts'
import { checkSiteName, prepareHome } from './home.ts'
import { stopGhost } from './site-process.ts'
import { listSiteNames, locateSite } from './site-record.ts'

export interface StopOptions {
  /** Undefined: all sites of the sandbox. */
  readonly names?: readonly string[] | undefined
  readonly home: string
  readonly onProgress?: ReportProgress | undefined
}

/**
 * Stops the Ghosts of these sites, also those that are not set up completely; their posts, keys and ports stay for the next start.
 * @returns the names of those that ran
 */
export async function stopSandbox({ names, home, onProgress }: StopOptions): Promise<string[]> {
  names?.forEach(checkSiteName)
  if ((await listSiteNames(home)).length === 0) return []
  const real = await prepareHome(home)
  return withLock(
    join(real, 'lock'),
    async () => {
      const wanted = names ?? (await listSiteNames(real))
      const ran = await Promise.all(wanted.map((name) => stopGhost(locateSite(real, name))))
      const stopped = wanted.filter((_, at) => ran[at])
      for (const site of stopped) onProgress?.({ kind: 'site', site, stage: 'stopped' })
      return stopped
    },
    { onWait: () => onProgress?.({ kind: 'site', site: (names ?? ['all']).join(', '), stage: 'waiting' }) },
  )
}

/**
 * Stops the Ghosts that an earlier version started in a folder of the checkout. Only the names of folders are read there: a Ghost is recognised by
 * its command line.
 * @param home absolute; behind a link, nothing is stopped
 * @returns the names of those that ran
 */
export async function stopGhostsIn(
  home: string,
  names: readonly string[] | undefined,
  onProgress: ReportProgress,
): Promise<string[]> {
  const parent = resolve(home, '../..')
  const real = await realpath(home)
  if (real !== join(await realpath(parent), home.slice(parent.length))) return []
  const stopped: string[] = []
  for (const site of await listSiteNames(real)) {
    if (names?.includes(site) === false || !(await stopGhost(locateSite(real, site)))) continue
    onProgress({ kind: 'site', site, stage: 'stopped' })
    stopped.push(site)
  }
  return stopped
}
