import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import getPort, { clearLockedPorts, portNumbers } from 'get-port'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { chooseGhostVersion } from '../choose-version.ts'
import { findRelease } from '../ghost-versions.ts'
import { installGhost } from '../install/install-ghost.ts'
import { withLock } from '../lock.ts'
import type { ReportProgress } from '../progress.ts'
import { checkSiteName, prepareHome } from './home.ts'
import type { SandboxSite } from './sandbox-site.ts'
import { answersAsGhost, findSiteProcesses } from './site-process.ts'
import { listSiteNames, locateSite, readSiteRecord, type SiteRecord } from './site-record.ts'
import { startSite } from './start-site.ts'

/** Below the range that Linux and macOS give to outgoing connections (32768 up), above the ports that people usually choose. */
const LOWEST_PORT = 20_000
const RANGES = 600
const PORTS_PER_RANGE = 20

export interface PortWish {
  /** The sandbox's folder: each sandbox has a range of its own, so that two projects rarely use the same port and move each other. */
  readonly home: string
  /** The port that the site had last time; undefined for a new one. */
  readonly remembered: number | undefined
  /** Ports of the sandbox's other sites, running or not: each keeps its own. */
  readonly taken: readonly number[]
}

/** Chooses a free port of the loopback interface: the remembered one when it is still free, else one of the sandbox's range, else any. */
export async function choosePort({ home, remembered, taken }: PortWish): Promise<number> {
  // get-port withholds for 15 s what it has handed out; a site that is stopped and started again would lose its URL.
  clearLockedPorts()
  const range = createHash('sha256').update(home).digest().readUInt32BE(0) % RANGES
  const first = LOWEST_PORT + range * PORTS_PER_RANGE
  const wanted = remembered === undefined ? [] : [remembered]
  return getPort({
    host: '127.0.0.1',
    port: [...wanted, ...portNumbers(first, first + PORTS_PER_RANGE - 1)],
    exclude: taken,
  })
}

export interface StartOptions {
  /** Names of the sites to run; missing sites are made. */
  readonly names: readonly string[]
  /** `3`, `4`, `5`, `6` or an exact version. Left out: a site keeps its own, a new one gets the default of `chooseGhostVersion`. */
  readonly ghost?: string | undefined
  /** The sandbox's folder, absolute: the user's own, never one of the checkout. */
  readonly home: string
  /** See `locateCache`. */
  readonly cacheDir: string
  /** For npm, when Ghost must be installed: where the registry is, how to compile. @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  /**
   * Source of a CommonJS module that every booted Ghost loads first. The tests set its clock by it; with a variable, everybody's environment could do
   * that.
   */
  readonly preload?: string | undefined
  readonly onProgress?: ReportProgress | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Makes sure that these sites run and can be written to; installs their Ghost first when the cache lacks it. Sites that run already are kept as they
 * are; those with an interrupted set-up are completed or made again. The Ghosts outlive this process.
 * @returns the sites in the order of `names`, all of them running
 */
export async function startSandbox(options: StartOptions): Promise<SandboxSite[]> {
  const names = [...new Set(options.names)]
  names.forEach(checkSiteName)
  const version = options.ghost === undefined ? undefined : chooseGhostVersion(options.ghost)
  const { onProgress, signal } = options
  const passed = { ...(onProgress ? { onProgress } : {}), ...(signal ? { signal } : {}) }
  const home = await prepareHome(options.home)
  return withLock(
    join(home, 'lock'),
    async (held) => {
      const records = await chooseRecords(home, names, version)
      // There is one installation at a time, and none before every site is known to be startable.
      const installations = new Map<string, Awaited<ReturnType<typeof installGhost>>>()
      for (const { ghostVersion } of records) {
        const install = {
          version: ghostVersion,
          cacheDir: options.cacheDir,
          env: options.env ?? process.env,
          ...passed,
          signal: held,
        }
        if (!installations.has(ghostVersion)) installations.set(ghostVersion, await installGhost(install))
      }
      const started = await Promise.allSettled(
        records.map(async (record) => {
          const installation = installations.get(record.ghostVersion)
          if (installation === undefined) throw new Error(`Ghost ${record.ghostVersion} was not installed`)
          const siteDir = locateSite(home, record.name)
          const chooseOtherPort = async () =>
            choosePort({ home, remembered: undefined, taken: await portsOfOthers(home, record.name) })
          return startSite({
            ...passed,
            preload: options.preload,
            siteDir,
            record,
            installation,
            chooseOtherPort,
            signal: held,
          })
        }),
      )
      // All of them are waited for: a failure that is thrown at once would release the lock while others still boot.
      return started.map((result) => {
        if (result.status === 'rejected') throw result.reason
        return result.value
      })
    },
    {
      onWait: () => onProgress?.({ kind: 'site', site: names.join(', '), stage: 'waiting' }),
      ...(signal ? { signal } : {}),
    },
  )

  /** Chooses the record of each site: its own or a new one, with a free port or the one that it runs on. */
  async function chooseRecords(
    home: string,
    names: readonly string[],
    version: string | undefined,
  ): Promise<SiteRecord[]> {
    const records: SiteRecord[] = []
    for (const name of names) {
      const siteDir = locateSite(home, name)
      const record = await readSiteRecord(siteDir)
      if (record !== undefined && version !== undefined && record.ghostVersion !== version) {
        throw otherVersion(name, record.ghostVersion, version)
      }
      const runs =
        (await findSiteProcesses(siteDir)).length > 0 &&
        record !== undefined &&
        (await answersAsGhost(record.port, findRelease(record.ghostVersion).adminRoot))
      const taken = [...records.map(({ port }) => port), ...(await portsOfOthers(home, name))]
      const port = runs ? record.port : await choosePort({ home, remembered: record?.port, taken })
      if (record !== undefined && port !== record.port) {
        onProgress?.({ kind: 'site', site: name, stage: 'port-moved', url: `http://127.0.0.1:${port}` })
      }
      records.push({ ...(record ?? newRecord(name, version ?? chooseGhostVersion(undefined))), port })
    }
    return records
  }
}

async function portsOfOthers(home: string, name: string): Promise<number[]> {
  const others = (await listSiteNames(home)).filter((other) => other !== name)
  const records = await Promise.all(others.map((other) => readSiteRecord(locateSite(home, other))))
  return records.flatMap((record) => (record === undefined ? [] : [record.port]))
}

function newRecord(name: string, ghostVersion: string): SiteRecord {
  const password = `local-${randomBytes(9).toString('base64url')}`
  const owner = { name: 'Sandbox Owner', email: `owner@${name}.example.com`, password }
  return { formatVersion: 1, name, ghostVersion, port: 0, owner, phase: 'empty' }
}

function otherVersion(name: string, has: string, wanted: string): GhostSyncFailure {
  const message = `The sandbox site ${name} is a Ghost ${has}, not ${wanted}.`
  return new GhostSyncFailure('sandbox/other-version', message, EXIT_CODE.usage, {
    hint: `Make it anew without its posts (\`ghost-sync sandbox reset ${name} --ghost ${wanted} --yes\`) or start one by another name.`,
  })
}
