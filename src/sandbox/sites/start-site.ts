import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { GhostSyncFailure } from '../../model/failure.ts'
import { findRelease } from '../ghost-versions.ts'
import type { GhostInstallation } from '../install/ghost-installation.ts'
import type { ReportProgress, SiteProgress } from '../progress.ts'
import { bootGhost } from './boot-ghost.ts'
import type { SandboxSite } from './sandbox-site.ts'
import { setUpSite } from './set-up-site.ts'
import { answersAsGhost, findSiteProcesses, stopGhost } from './site-process.ts'
import { type SiteRecord, writeSiteRecord } from './site-record.ts'

export interface StartSiteOptions {
  readonly siteDir: string
  readonly record: SiteRecord
  readonly installation: GhostInstallation
  /** Finds another port if another program took this one between choosing and booting. */
  readonly chooseOtherPort: () => Promise<number>
  /** See `StartOptions`. */
  readonly preload?: string | undefined
  readonly onProgress?: ReportProgress
  readonly signal?: AbortSignal
}

const PORT_ATTEMPTS = 4

/** Starts one site from any state of its record until it is running and ready. */
export async function startSite(options: StartSiteOptions): Promise<SandboxSite> {
  const { siteDir, record } = options
  const [pid] = await findSiteProcesses(siteDir)
  if (
    record.phase === 'ready' &&
    pid !== undefined &&
    (await answersAsGhost(record.port, findRelease(record.ghostVersion).adminRoot))
  ) {
    report(options, 'kept', record.port)
    return describeSite(record, pid)
  }
  // The process hangs, or belongs to an interrupted set-up: two Ghosts on one database would be worse than a restart.
  if (pid !== undefined) await stopGhost(siteDir)
  if (record.phase !== 'setting-up') return startFrom(record, options)
  try {
    return await startFrom(record, options)
  } catch (error) {
    // A Ghost that is killed during its very first boot leaves a locked, incomplete database with which no later boot succeeds.
    if (!(error instanceof GhostSyncFailure) || options.signal?.aborted) throw error
    report(options, 'rebuilding')
    await stopGhost(siteDir)
    return startFrom({ ...record, phase: 'empty' }, options)
  }
}

async function startFrom(given: SiteRecord, options: StartSiteOptions): Promise<SandboxSite> {
  const { siteDir, installation, signal } = options
  let record = given
  if (record.phase === 'empty') {
    report(options, 'copying')
    await emptySite(siteDir, record)
    await cp(join(installation.folder, 'content'), join(siteDir, 'content'), { recursive: true })
    record = { ...record, phase: 'setting-up' }
  }
  for (let attempt = 1; ; attempt++) {
    await writeSiteRecord(siteDir, record)
    report(options, 'booting', record.port)
    try {
      const boot = { installation, siteDir, name: record.name, port: record.port, preload: options.preload }
      const pid = await bootGhost(signal === undefined ? boot : { ...boot, signal })
      const ready = await finishSetUp(record, options)
      report(options, 'ready', record.port)
      return describeSite(ready, pid)
    } catch (error) {
      const taken = error instanceof GhostSyncFailure && error.code === 'sandbox/port-taken'
      if (!taken || attempt === PORT_ATTEMPTS) throw error
      record = { ...record, port: await options.chooseOtherPort() }
      report(options, 'port-moved', record.port)
    }
  }
}

async function finishSetUp(record: SiteRecord, options: StartSiteOptions): Promise<SiteRecord & { phase: 'ready' }> {
  if (record.phase === 'ready') return record
  report(options, 'setting-up', record.port)
  const { name, port, owner, ghostVersion } = record
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  const site = { url: `http://127.0.0.1:${port}`, adminRoot: findRelease(ghostVersion).adminRoot }
  const keys = await setUpSite(site, title, owner)
  const ready = { ...record, phase: 'ready' as const, ...keys }
  await writeSiteRecord(options.siteDir, ready)
  return ready
}

/** Removes everything except the record, which is written first: if this is interrupted, the next start removes the rest. */
async function emptySite(siteDir: string, record: SiteRecord): Promise<void> {
  await mkdir(siteDir, { recursive: true, mode: 0o700 })
  await writeSiteRecord(siteDir, record)
  const names = (await readdir(siteDir)).filter((name) => name !== 'site.json')
  await Promise.all(names.map((name) => rm(join(siteDir, name), { recursive: true, force: true, maxRetries: 5 })))
}

function describeSite(record: SiteRecord & { phase: 'ready' }, pid: number): SandboxSite {
  const { name, port, owner, ghostVersion, adminKey, contentKey } = record
  return {
    name,
    url: `http://127.0.0.1:${port}`,
    adminKey,
    contentKey,
    owner,
    port,
    pid,
    ghostVersion,
    state: 'running',
  }
}

function report({ record, onProgress }: StartSiteOptions, stage: SiteProgress['stage'], port?: number): void {
  const url = port === undefined ? {} : { url: `http://127.0.0.1:${port}` }
  onProgress?.({ kind: 'site', site: record.name, stage, ...url })
}
