import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { locateCache } from '../../../src/model/own-folders.ts'
import { chooseGhostVersion } from '../../../src/sandbox/choose-version.ts'
import { installGhost } from '../../../src/sandbox/install/install-ghost.ts'
import { locateSite, readSiteRecord, writeSiteRecord } from '../../../src/sandbox/sites/site-record.ts'

/**
 * Makes of a stopped site, in another sandbox, what an upgrade in its place makes: its database and its content folder, with the themes of the
 * newer Ghost, which migrates the database when it is started. It keeps its keys and, being stopped, its URL.
 * @param ghost As for `chooseGhostVersion`.
 */
export async function upgradeSite(from: string, to: string, name: string, ghost: string): Promise<void> {
  const ghostVersion = chooseGhostVersion(ghost)
  const { folder } = await installGhost({ version: ghostVersion, cacheDir: locateCache(process.env) })
  const record = await readSiteRecord(locateSite(from, name))
  if (record === undefined) throw new Error(`there is no site ${name}`)
  await cp(locateSite(from, name), locateSite(to, name), { recursive: true })
  await cp(join(folder, 'content', 'themes'), join(locateSite(to, name), 'content', 'themes'), { recursive: true })
  await writeSiteRecord(locateSite(to, name), { ...record, ghostVersion })
}
