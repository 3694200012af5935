import { realpath } from 'node:fs/promises'
import { isMissingFile } from '../../model/file-errors.ts'
import { findRelease } from '../ghost-versions.ts'
import type { SandboxReading, SandboxSite } from './sandbox-site.ts'
import { answersAsGhost, findSiteProcesses } from './site-process.ts'
import { listSiteNames, locateSite, readSiteRecord } from './site-record.ts'

/** Reads the sites of the sandbox in `home` and which of them run; an empty reading where there is none. Changes nothing. */
export async function readSandbox(home: string): Promise<SandboxReading> {
  const sites: SandboxSite[] = []
  const unfinished: string[] = []
  for (const name of await listSiteNames(home)) {
    const siteDir = locateSite(await realHome(home), name)
    const record = await readSiteRecord(siteDir)
    if (record === undefined) continue
    if (record.phase !== 'ready') {
      unfinished.push(name)
      continue
    }
    const { port, owner, adminKey, contentKey, ghostVersion } = record
    const [pid] = await findSiteProcesses(siteDir)
    const state =
      pid === undefined
        ? 'stopped'
        : (await answersAsGhost(port, findRelease(ghostVersion).adminRoot))
          ? 'running'
          : 'silent'
    sites.push({ name, url: `http://127.0.0.1:${port}`, adminKey, contentKey, owner, port, pid, ghostVersion, state })
  }
  return { sites, unfinished }
}

async function realHome(home: string): Promise<string> {
  try {
    return await realpath(home)
  } catch (error) {
    if (isMissingFile(error)) return home
    throw error
  }
}
