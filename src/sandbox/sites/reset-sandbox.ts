import { join } from 'node:path'
import { chooseGhostVersion } from '../choose-version.ts'
import { installGhost } from '../install/install-ghost.ts'
import { withLock } from '../lock.ts'
import { checkSiteName, prepareHome } from './home.ts'
import type { SandboxSite } from './sandbox-site.ts'
import { stopGhost } from './site-process.ts'
import { locateSite, readSiteRecord, writeSiteRecord } from './site-record.ts'
import { type StartOptions, startSandbox } from './start-sandbox.ts'

/**
 * Deletes everything in these sites and starts them again: same name, port and login, new keys (Ghost makes them). If it is killed in between, the
 * next start completes it.
 * @param options As for `startSandbox`; `ghost` here changes the version of sites that exist.
 */
export async function resetSandbox(options: StartOptions): Promise<SandboxSite[]> {
  options.names.forEach(checkSiteName)
  const version = options.ghost === undefined ? undefined : chooseGhostVersion(options.ghost)
  const home = await prepareHome(options.home)
  // This comes before anything is deleted: a Ghost that does not run on this Node or cannot be fetched must not cost the old site.
  if (version !== undefined) await installGhost({ ...options, version })
  await withLock(join(home, 'lock'), async () => {
    for (const name of options.names) {
      const siteDir = locateSite(home, name)
      const record = await readSiteRecord(siteDir)
      if (record === undefined) continue
      await stopGhost(siteDir)
      const { formatVersion, port, owner, ghostVersion } = record
      await writeSiteRecord(siteDir, {
        formatVersion,
        name,
        port,
        owner,
        ghostVersion: version ?? ghostVersion,
        phase: 'empty',
      })
    }
  })
  return startSandbox(options)
}
